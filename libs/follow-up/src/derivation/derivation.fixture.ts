import type { NewFactOf } from '@kept-informed/event-store';
import { advance, type FollowUpEvent } from '../reconcile/follow-up.state.js';
import { reconcile } from '../reconcile/reconcile.decide.js';
import * as told from '../../../../test/support/facts.js';
import { given } from '../../../../test/support/given.js';
import type { Rulebook } from '@kept-informed/commitments';
import type { ObligationArose } from '../obligation/obligation.events.js';
import { derivationFrom, type Derivation } from './derivation.rules.js';

type Arisen = ObligationArose['data'];

/** The facts of a case on which things were told in turn, each settled at its time, and at last at `until`. */
export function played(book: Rulebook, story: readonly told.PastFact[], until?: string): FollowUpEvent[] {
  const state = given();
  const facts: FollowUpEvent[] = [];
  const add = (added: readonly NewFactOf<FollowUpEvent>[], recorded: string): void => {
    const recording = { by: 'spec', requestId: 'spec', recorded };
    advance(state, added, recording);
    facts.push(...added.map((fact) => ({ ...fact, ...recording }) as FollowUpEvent));
  };
  for (const { fact, recorded } of story) {
    add([fact], recorded);
    add(reconcile(state, book, recorded).facts, recorded);
  }
  if (until !== undefined) add(reconcile(state, book, told.instant(until)).facts, told.instant(until));
  return facts;
}

/** The derivation of the last obligation of the rulebook's first commitment that arose in a story. */
export function derived(
  book: Rulebook,
  story: readonly told.PastFact[],
  until?: string,
  calendars = book.terms.map(({ calendar }) => calendar),
): Derivation {
  const facts = played(book, story, until);
  const arisen = facts.flatMap(({ type, data }) => (type === 'ObligationArose' ? [data as Arisen] : []));
  const { obligationId, commitment } = arisen.findLast((each) => each.commitment === book.catalogue[0]!.id)!;
  const { catalogue, zone } = book;
  const row = catalogue.find(({ id }) => id === commitment);
  const now = until === undefined ? story.at(-1)!.recorded : told.instant(until);
  return derivationFrom({ facts, obligationId, commitment: row, calendars, zone, now })!;
}
