import { parseDuration, type Instant } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import { withinCase } from '../case/case-checks.decide.js';
import { extendable, pauseReasons, prejudice, type Commitment, type Rulebook } from '@kept-informed/commitments';
import { conflict, notFound, refuse, type NoteSeal } from '@kept-informed/decisions';
import type { ClockExtended, ClockPaused, ClockResumed, RulingSubject, RulingUndone } from './ruling.events.js';
import type { Ruling } from './ruling.state.js';
import {
  commitmentOf,
  notBeforeArisen,
  requireNotOwner,
  rulingSubjectOf,
  requireObligation,
  requireOpen,
  type RuledCase,
  type RulingIntent,
} from './ruling-subject.decide.js';
import type { Obligation } from '../obligation/obligation.state.js';

/** A clock to stop: since when, why, and who asks. */
export interface PauseIntent extends RulingIntent {
  readonly reason: string;
  readonly from: Instant;
  readonly by: string;
}

/**
 * The clock stands still from an instant on, for a reason that its commitment allows, or because being told would prejudice
 * a matter in which the participant became a suspect; of that who is or was the owner does not judge. Refused for what was
 * due by now: stopping its clock afterwards would hide a miss.
 */
export function pauseClock(
  state: RuledCase,
  { from, reason, by, ...asked }: PauseIntent,
  book: Rulebook,
  now: Instant,
): NewFactOf<ClockPaused>[] {
  const obligation = requireOpen(state, asked.obligationId);
  if (reason === prejudice)
    requireNotOwner(state.case!, by, 'Whoever is or was the owner does not judge what would prejudice it.');
  else requireAllowed(reason, commitmentOf(obligation, book));
  withinCase(state.case!, from, now, '/from');
  notBeforeArisen(obligation, from, '/from');
  requireNotDue(obligation, now);
  if (openPauseOf(obligation, state.case!)) throw conflict('already-paused', 'The clock stands still already.');
  return [{ type: 'ClockPaused', data: { ...rulingSubjectOf(obligation, asked), reason }, occurred: from }];
}

function requireAllowed(reason: string, commitment: Commitment): void {
  const allowed = pauseReasons(commitment);
  if (allowed.includes(reason)) return;
  const detail = allowed.length === 0 ? 'is never paused' : `is paused for: ${allowed.join(', ')}`;
  throw refuse('pause-not-allowed', '/reason', `This commitment ${detail}.`);
}

/** The clock runs again from an instant on. */
export function resumeClock(
  state: RuledCase,
  { rulingId, obligationId }: { readonly rulingId: string; readonly obligationId: string },
  at: Instant,
  now: Instant,
): NewFactOf<ClockResumed>[] {
  const obligation = requireObligation(state, obligationId);
  const pause = openPauseOf(obligation, state.case!);
  if (!pause) throw conflict('not-paused', 'The clock does not stand still.');
  withinCase(state.case!, at, now, '/at');
  if (at < pause.at) throw refuse('ends-before-it-begins', '/at', 'This is before the clock was stopped.');
  return [{ type: 'ClockResumed', data: { rulingId, obligationId, pauseId: pause.rulingId }, occurred: at }];
}

/** The limit grows by a duration in its own unit, where the commitment says that it can be extended. */
export function extendClock(
  state: RuledCase,
  asked: RulingIntent & { readonly by: string },
  book: Rulebook,
  now: Instant,
): NewFactOf<ClockExtended>[] {
  const obligation = requireOpen(state, asked.obligationId);
  const commitment = commitmentOf(obligation, book);
  if (!extendable(commitment)) throw conflict('extension-not-allowed', 'This commitment cannot be extended.');
  requireNotDue(obligation, now);
  const by = parseDuration(asked.by);
  if (!by || by.count === 0 || by.unit !== parseDuration(commitment.limit!)?.unit)
    throw refuse(
      'extension-in-other-unit',
      '/by',
      `Give it in the unit of the limit, ${commitment.limit}, above zero.`,
    );
  const { by: _, ...rest } = asked;
  return [{ type: 'ClockExtended', data: { ...rulingSubjectOf(obligation, rest), by: asked.by }, occurred: now }];
}

/** The named ruling never was; what follows from that is derived again. Undoing a pause undoes its resumption too. */
export function undoRuling(
  { case: state }: RuledCase,
  asked: NoteSeal & { readonly rulingId: string; readonly obligationId: string },
  now: Instant,
): NewFactOf<RulingUndone>[] {
  const { obligationId, ...data } = asked;
  const { rulings } = state!;
  const ruling = rulings.find(({ rulingId }) => rulingId === data.rulingId);
  if (!ruling || obligationOf(ruling, rulings) !== obligationId)
    throw notFound('unknown-ruling', 'There is no such ruling on this obligation, or it was undone.');
  const blocking = ruling.kind === 'resumption' && laterPause(ruling, rulings);
  if (blocking) throw conflict('paused-again', 'The clock was stopped again since. Undo that pause first.');
  return [{ type: 'RulingUndone', data, occurred: now }];
}

function obligationOf(ruling: Ruling, rulings: readonly Ruling[]): string | undefined {
  if (ruling.kind !== 'resumption') return ruling.of.obligationId;
  const pause = rulings.find(({ rulingId }) => rulingId === ruling.pauseId);
  return pause && obligationOf(pause, rulings);
}

function laterPause(resumption: Ruling & { kind: 'resumption' }, rulings: readonly Ruling[]): boolean {
  const pause = rulings.find(({ rulingId }) => rulingId === resumption.pauseId);
  return rulings.some(
    (other) =>
      other.kind === 'pause' &&
      pause?.kind === 'pause' &&
      other.rulingId !== pause.rulingId &&
      isSameSubject(other.of, pause.of) &&
      other.at >= resumption.at,
  );
}

const isSameSubject = (
  a: Omit<RulingSubject, 'rulingId' | 'obligationId'>,
  b: Omit<RulingSubject, 'rulingId' | 'obligationId'>,
) => a.commitment === b.commitment && a.participantId === b.participantId && a.triggerId === b.triggerId;

function openPauseOf(
  obligation: Obligation,
  { rulings }: NonNullable<RuledCase['case']>,
): (Ruling & { kind: 'pause' }) | undefined {
  return rulings.find(
    (ruling): ruling is Ruling & { kind: 'pause' } =>
      ruling.kind === 'pause' &&
      isSameSubject(ruling.of, obligation) &&
      !rulings.some((other) => other.kind === 'resumption' && other.pauseId === ruling.rulingId),
  );
}

function requireNotDue({ due, pausedSince }: Obligation, now: Instant): void {
  if (due.dueAt === null) throw conflict('no-due-date', 'No limit is printed for it, so there is no clock.');
  if (due.dueAt <= now && pausedSince === undefined)
    throw conflict('already-missed', 'It was due already. A miss stays a miss.');
}
