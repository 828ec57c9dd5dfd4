import { Injectable } from '@nestjs/common';
import { currentRequest } from '@kept-informed/access';
import { isInSight, type Sight } from '@kept-informed/decisions';
import { readBy, rules } from '@kept-informed/fields';
import { listCases, Restrictions } from '@kept-informed/follow-up';
import {
  judged,
  People,
  type PersonMatch,
  searchable,
  type SearchedPeople,
  type ShownPerson,
  termsIn,
} from '@kept-informed/people';
import { Sights } from '../reach/sights.js';
import { ReadModel } from '../reading/read-model.js';
import { peopleInSight, placesOf, withReference, type CaseFound, type ParticipantFound } from './search.queries.js';
import { type SearchRequest, searchedIn } from './search.request.js';

/** What met what was asked for, and how. */
export interface SearchMatch {
  readonly on: PersonMatch['on'] | 'reference';
  readonly how: PersonMatch['how'] | 'part';
}

/** Somebody, or a case, that was found. */
export interface SearchResult extends CaseFound, Partial<Pick<ParticipantFound, 'participantId' | 'role'>> {
  readonly name?: string | null;
  readonly bornOn?: string | null;
  /** By what, the best first. */
  readonly matched: readonly SearchMatch[];
}

/** So many are opened and judged, so that those whom the index alone took for near do not push out the best. */
const mostJudged = 40;
const usualLimit = 10;
const shortestPart = 3;

/** Finds people and cases by what somebody says of them (docs/decisions/0018). */
@Injectable()
export class PeopleSearch {
  constructor(
    private readonly people: People,
    private readonly reading: ReadModel,
    private readonly sights: Sights,
    private readonly restrictions: Restrictions,
  ) {}

  /**
   * The best first: references that are meant whole, people, and references of which it is a part, all in sight of who asks.
   * `bornOn`: with dates of birth; `among`: people of these cases alone.
   */
  async find(
    { q, in: where = [...searchedIn], limit = usualLimit }: SearchRequest,
    bornOn: boolean,
    among?: readonly string[],
  ): Promise<SearchResult[]> {
    const sight = await this.sights.ofRequest();
    const [people, cases] = await Promise.all([
      where.includes('people') ? this.#people(q, peopleInSight(sight, among), bornOn) : [],
      where.includes('references') ? this.#cases(q, sight, limit) : [],
    ]);
    const isWhole = ({ matched }: SearchResult) => matched[0]!.how === 'exact';
    const [whole, part] = [cases.filter(isWhole), cases.filter((one) => !isWhole(one))];
    const found = [...whole, ...people, ...part].slice(0, limit);
    this.people.shown(found.flatMap(personIn));
    return found;
  }

  /**
   * A restricted case out of sight whose whole reference is asked for: supervisors may know that there is one, for they may break
   * the glass. Of whom it is about nobody learns anything. Null: there is none that who asks may know of.
   */
  async restricted(q: string): Promise<string | null> {
    if (!currentRequest().principal?.roles.includes('supervisor')) return null;
    const [found] = await listCases(this.reading.manager, { reference: String(readBy(rules.reference, q)) }, 1);
    const [seen] = found ? await this.restrictions.seenAmong([found.caseId]) : [];
    return seen?.restricted && !isInSight(await this.sights.ofRequest(), seen) ? seen.caseId : null;
  }

  async #people(q: string, searched: SearchedPeople, withBirth: boolean): Promise<SearchResult[]> {
    const terms = termsIn(q);
    const candidates = await this.people.candidates(terms, mostJudged, searched);
    if (candidates.length === 0) return [];
    const places = await placesOf(this.reading.manager, candidates);
    const placeOf = new Map(places.map((place) => [place.participantId, place]));
    const persons = await this.people.unshown([...placeOf.keys()]);
    const found = persons.flatMap((person) => {
      const { score, matched } = judged(terms, searchable(person));
      const { participantId, name, bornOn } = person;
      const said = { ...placeOf.get(participantId)!, name, ...(withBirth && { bornOn }), matched };
      return score === 0 ? [] : [{ score, result: said }];
    });
    return found.toSorted(byScore).map(({ result }) => result);
  }

  async #cases(q: string, sight: Sight | null, limit: number): Promise<SearchResult[]> {
    const plain = plainReference(q);
    if (plain.length < shortestPart || !/\d/.test(plain)) return [];
    const found = await withReference(this.reading.manager, { part: q, sight, limit });
    return found.map((one) => {
      const how = plainReference(one.reference) === plain ? ('exact' as const) : ('part' as const);
      return { ...one, matched: [{ on: 'reference', how }] };
    });
  }
}

/** What a result says of a person. */
const personIn = ({ caseId, participantId, name, bornOn }: SearchResult): ShownPerson[] =>
  participantId === undefined ? [] : [{ caseId, participantId, name, bornOn } as ShownPerson];

const byScore = (one: { score: number; result: SearchResult }, other: { score: number; result: SearchResult }) =>
  other.score - one.score || (one.result.name ?? '').localeCompare(other.result.name ?? '');

/** As the database folds it: letters and digits alone. */
const plainReference = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
