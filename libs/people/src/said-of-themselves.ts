import { ask, type UnitOfWork } from '@kept-informed/event-store';
import { factsIn, personPlace, type PersonDetails, type PersonFact } from './person-details.js';
import { opened, type KeptKey, type PersonKeys } from './person-keys.js';

/** What stands in a figure for whoever said nothing of themselves that can be counted. */
export const saidNothing = { refused: 'refused', notAsked: 'not-asked', erased: 'erased' } as const;

/** So many are read by one statement, and their keys opened at once. */
const batch = 500;

/** Whose key was destroyed has no row; they are erased where an erasure says so, and nothing was asked of anybody else. */
const find = `select wanted.id as "participantId", p.sealed, p.key_id as "keyId", p.wrapped,
    p.key_id is null and exists (select from erasures e
      where e.state = 'erased' and e.participant_ids && array[wanted.id]) as "isErased"
  from unnest($1::text[]) wanted (id)
    left join (people join person_keys on key_id = participant_id) p on p.participant_id = wanted.id`;

interface KeptOfOne extends KeptKey {
  readonly participantId: string;
  readonly sealed: Buffer | null;
  readonly isErased: boolean;
}

/**
 * What people said of themselves, what the law protects above all: to be counted, never to be shown of one person, and so told to
 * nobody who keeps account of looks. It is as it is kept now, whatever moment the figures are of.
 */
export class SaidOfThemselves {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: PersonKeys,
  ) {}

  /**
   * For each of these participants what they said, in the words or code that was entered, or one of {@link saidNothing}.
   * Refused (`people-unreadable`, `people-keys-away`) where the keys cannot be had.
   */
  async of(participantIds: readonly string[], what: PersonFact): Promise<ReadonlyMap<string, string>> {
    const said = new Map<string, string>();
    for (let at = 0; at < participantIds.length; at += batch) {
      const found = await ask<KeptOfOne>(this.work.manager, find, [participantIds.slice(at, at + batch)]);
      const values = await Promise.all(found.map((one) => this.#said(one, what)));
      found.forEach(({ participantId }, index) => said.set(participantId, values[index]!));
    }
    return said;
  }

  async #said({ participantId, sealed, isErased, ...kept }: KeptOfOne, what: PersonFact): Promise<string> {
    if (isErased) return saidNothing.erased;
    if (!sealed) return saidNothing.notAsked;
    const key = await this.keys.openOnce(kept);
    return factsIn(opened<PersonDetails>(key, sealed, personPlace(participantId))).get(what) ?? saidNothing.notAsked;
  }
}
