import { ask, Conditions, type UnitOfWork } from '@kept-informed/event-store';
import type { BlindIndex } from './blind-index.js';
import { formsOf, labelsOf, type SearchablePerson, type SearchTerm } from './search-terms.js';

const put = `insert into person_index (participant_id, digests) values ($1, $2)
  on conflict (participant_id) do update set digests = excluded.digests`;

/** Among whom somebody is looked for: tables that `i`, whose `participant_id` it is, is joined with, and what must hold of them. */
export interface SearchedPeople {
  readonly joins: string;
  readonly narrow: (wanted: Conditions) => void;
}

/** By which digests each participant is found (docs/decisions/0018). */
export class PersonIndex {
  constructor(
    private readonly work: UnitOfWork,
    private readonly blind: BlindIndex,
  ) {}

  async put(participantId: string, person: SearchablePerson): Promise<void> {
    await ask(this.work.manager, put, [participantId, await this.blind.numbers(labelsOf(person))]);
  }

  /**
   * The ids of those who meet all terms best, at most so many; where nobody meets all, of those who meet all but one, and where
   * nobody does, of those who meet any exactly. Whoever is not among those who are searched is as though they were not there.
   */
  async find(terms: readonly SearchTerm[], most: number, among: SearchedPeople): Promise<string[]> {
    const blind = (labels: readonly string[]) => this.blind.numbers(labels);
    const digests: TermDigests[] = [];
    for (const { exact, near, sound } of terms.map(formsOf))
      digests.push({ exact: await blind(exact), near: await blind(near), sound: await blind(sound) });
    let found: string[] = [];
    for (const step of stepsFor(terms.length)) {
      found = await this.#found(step, digests, { most, ...among });
      if (found.length >= (step.isEnough ?? most)) break;
    }
    return found;
  }

  async #found({ how, among }: SearchStep, digests: readonly TermDigests[], of: BoundedSearch): Promise<string[]> {
    const terms = digests.map((_, at) => termSql(among === 'exact' ? at + 1 : 3 * at + 1));
    const each = terms.map((term) => term[among]);
    const where = how === 'all' ? each.join(' and ') : how === 'any' ? each.join(' or ') : allButOne(each);
    // Of those who meet everything exactly nobody is better than another, and the first are enough.
    const order =
      among === 'exact' ? '' : `order by ${terms.map(({ score }) => score).join(' + ')} desc, i.participant_id`;
    const values = digests.flatMap(({ exact, near, sound }) => (among === 'exact' ? [exact] : [exact, near, sound]));
    const wanted = new Conditions(...values);
    of.narrow(wanted);
    const text = `select i.participant_id as id from person_index i ${of.joins} where (${where}) ${wanted.sql} ${order} limit ${of.most}`;
    return (await ask<{ id: string }>(this.work.manager, text, wanted.values)).map(({ id }) => id);
  }
}

type BoundedSearch = SearchedPeople & { readonly most: number };

/** The numbers by which one term is looked for. */
type TermDigests = Readonly<Record<'exact' | 'near' | 'sound', readonly string[]>>;

/** How many of the terms are to be met, and how; the next step is taken where fewer are found than are enough. */
interface SearchStep {
  readonly how: 'all' | 'all-but-one' | 'any';
  readonly among: 'exact' | 'loose';
  readonly isEnough?: number;
}

/** A common name is had exactly by more than are wanted, and whoever has it nearly need not be gone through. */
function stepsFor(terms: number): readonly SearchStep[] {
  if (terms === 0) return [];
  return [
    { how: 'all', among: 'exact' },
    { how: 'all', among: 'loose', isEnough: 1 },
    ...(terms > 2 ? [{ how: 'all-but-one', among: 'loose', isEnough: 1 } as const] : []),
    ...(terms > 1 ? [{ how: 'any', among: 'exact' } as const] : []),
  ];
}

const allButOne = (each: readonly string[]): string =>
  each.map((_, left) => `(${each.filter((__, at) => at !== left).join(' and ')})`).join(' or ');

/** A term by its three parameters: what it meets exactly, by a neighbour, by a sound. */
function termSql(first: number): { exact: string; loose: string; score: string } {
  const [exact, near, sound] = [first, first + 1, first + 2].map((at) => `$${at}::bigint[]`) as [
    string,
    string,
    string,
  ];
  return {
    exact: `digests && ${exact}`,
    loose: `digests && (${exact} || ${near} || ${sound})`,
    score: `case when digests && ${exact} then 8 else 4 * (digests && ${near})::int + 3 * (digests && ${sound})::int end`,
  };
}
