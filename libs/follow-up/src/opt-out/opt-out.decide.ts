import { localDate, type Instant, type LocalDate } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import { requireParticipant, requireSpeaksFor, withinCase } from '../case/case-checks.decide.js';
import { type NoteSeal, conflict, notFound, refuse } from '@kept-informed/decisions';
import type { Case } from '../case/case.state.js';
import type { Rulebook } from '@kept-informed/commitments';
import type { Identification, OptOut, OptedBackIn, OptedOut, OptOutVoided } from './opt-out.events.js';
import { optOutEnd } from './opt-out-end.rules.js';

/** An opt-out to record. `scope`: `all`, `periodic`, or the id of one commitment. */
export interface NewOptOut extends NoteSeal {
  readonly optOutId: string;
  readonly participantId: string;
  readonly scope: string;
  readonly until?: LocalDate;
  readonly requestedBy: string;
  readonly identifiedBy: Identification;
  /** Of everything: the event duties of a Code were named to the person. */
  readonly statutoryNamed?: boolean;
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

type WishingCase = Case & { readonly optOuts: readonly OptOut[] };

/**
 * They want to be told again: periodic duties begin again from that instant, what is still running is owed again, and what
 * can be made good is owed anew (rules.md, Opting back in).
 */
export function optBackIn(
  state: WishingCase,
  { participantId, optOutId, optInId, at }: NewOptIn,
  book: Rulebook,
  now: Instant,
): NewFactOf<OptedBackIn>[] {
  const found = requireOptOut(state, { participantId, optOutId });
  if (optOutEnd(found, state, book).at <= now) throw conflict('already-ended', 'The opt-out has ended already.');
  withinCase(state, at, now, '/at');
  if (at < found.at) throw refuse('ends-before-it-begins', '/at', 'This is before the opt-out began.');
  return [{ type: 'OptedBackIn', data: { optOutId, optInId }, occurred: at }];
}

/** An opt-out that never was theirs. */
export interface NewVoiding extends NoteSeal {
  readonly participantId: string;
  readonly optOutId: string;
  readonly voidingId: string;
}

/**
 * An opt-out that never was theirs is void from now on: what was waived under it is owed anew, each with its full limit, and
 * what was waived stays waived (rules.md, Voided opt-outs). One that has ended can be voided too; none twice.
 */
export function voidOptOut(
  state: WishingCase,
  { participantId, ...asked }: NewVoiding,
  now: Instant,
): NewFactOf<OptOutVoided>[] {
  if (requireOptOut(state, { participantId, ...asked }).voided)
    throw conflict('already-voided', 'The opt-out was voided before.');
  return [{ type: 'OptOutVoided', data: asked, occurred: now }];
}

function requireOptOut(
  { optOuts }: WishingCase,
  { participantId, optOutId }: { readonly participantId: string; readonly optOutId: string },
): OptOut {
  const found = optOuts.find((one) => one.optOutId === optOutId && one.participantId === participantId);
  if (!found) throw notFound('unknown-opt-out', 'There is no such opt-out of this participant.');
  return found;
}
