import { localDate, type Instant, type LocalDate } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import { requireParticipant, requireSpeaksFor, withinCase } from '../case/case-checks.decide.js';
import { type NoteSeal, conflict, notFound, refuse } from '@kept-informed/decisions';
import type { Case } from '../case/case.state.js';
import type { Rulebook } from '@kept-informed/commitments';
import type { Identification, OptOut, OptedBackIn, OptedOut } from './opt-out.events.js';
import { optOutEnd } from './opt-out-end.rules.js';

/** An opt-out to record. `scope`: `all`, `periodic`, or the id of one commitment. */
export interface NewOptOut extends NoteSeal {
  readonly optOutId: string;
  readonly participantId: string;
  readonly scope: string;
  readonly until?: LocalDate;
  readonly requestedBy: string;
  readonly identifiedBy: Identification;
  readonly from: Instant;
}

/**
 * A participant does not want to be told from an instant on. Refused unless whoever asked proved who they are and may
 * speak for the participant: somebody who passes for a victim must not silence what the victim is owed.
 */
export function optOut(
  state: Case,
  { from, ...asked }: NewOptOut,
  book: Rulebook,
  now: Instant,
): NewFactOf<OptedOut>[] {
  const { participantId, scope, until, requestedBy, identifiedBy } = asked;
  requireParticipant(state, participantId);
  withinCase(state, from, now, '/from');
  if (scope !== 'all' && scope !== 'periodic' && !book.catalogue.some(({ id }) => id === scope))
    throw refuse('unknown-commitment', '/scope', 'Give all, periodic, or the id of a commitment of the catalogue.');
  if (until !== undefined && until < localDate(from, book.zone))
    throw refuse('ends-before-it-begins', '/until', 'The opt-out would end before it begins.');
  if (identifiedBy === 'not-identified')
    throw refuse('not-identified', '/identifiedBy', 'Whoever asks must prove who they are first.');
  requireSpeaksFor({ participantId, requestedBy, at: from }, state, book);
  return [{ type: 'OptedOut', data: asked, occurred: from }];
}

/** The end of an opt-out to record. */
export interface NewOptIn {
  readonly participantId: string;
  readonly optOutId: string;
  readonly optInId: string;
  readonly at: Instant;
}

/** They want to be told again: periodic duties begin again from that instant. */
export function optBackIn(
  state: Case & { readonly optOuts: readonly OptOut[] },
  { participantId, optOutId, optInId, at }: NewOptIn,
  book: Rulebook,
  now: Instant,
): NewFactOf<OptedBackIn>[] {
  const found = state.optOuts.find((one) => one.optOutId === optOutId && one.participantId === participantId);
  if (!found) throw notFound('unknown-opt-out', 'There is no such opt-out of this participant.');
  if (optOutEnd(found, state, book).at <= now) throw conflict('already-ended', 'The opt-out has ended already.');
  withinCase(state, at, now, '/at');
  if (at < found.at) throw refuse('ends-before-it-begins', '/at', 'This is before the opt-out began.');
  return [{ type: 'OptedBackIn', data: { optOutId, optInId }, occurred: at }];
}
