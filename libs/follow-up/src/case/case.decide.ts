import type { Instant } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import { conflict, type NoteSeal } from '@kept-informed/decisions';
import { checkDecided, notBefore, withinCase } from './case-checks.decide.js';
import type { CaseAssigned, CaseClosed, CaseReopened, CaseVoided, ClosureReason } from './case.events.js';
import { isClosed, type Case } from './case.state.js';
import { requireNamed } from './restricted.rules.js';

/** Somebody becomes answerable from an instant on; for a restricted case somebody whom it names. */
export function assignCase(
  state: Case,
  owner: { staffId: string; team: string },
  from: Instant,
  now: Instant,
): NewFactOf<CaseAssigned>[] {
  withinCase(state, from, now, '/from');
  requireNamed(state, owner.staffId);
  return [{ type: 'CaseAssigned', data: owner, occurred: from }];
}

/** Closing discharges nothing: what is owed stays owed. `decidedAt`: what was told of it since then has told it. */
export function closeCase(
  state: Case,
  asked: { closureId: string; reason: ClosureReason; decidedAt?: Instant },
  closedAt: Instant,
  now: Instant,
): NewFactOf<CaseClosed>[] {
  checkClosing(state, { at: closedAt, field: '/closedAt' }, now);
  const earliest = state.closures.at(-1)?.reopened?.at ?? state.opened.at;
  checkDecided(asked.decidedAt, { earliest, occurredAt: closedAt });
  return [{ type: 'CaseClosed', data: asked, occurred: closedAt }];
}

function checkClosing(
  state: Case,
  { at, field }: { readonly at: Instant; readonly field: string },
  now: Instant,
): void {
  if (isClosed(state)) throw conflict('already-closed', 'The case is closed already.');
  withinCase(state, at, now, field);
  notBefore(state.closures.at(-1)?.reopened?.at, at, field);
}

/**
 * It was recorded in error and never was a case: it is cancelled, and whatever it made owed is voided; what was missed stays,
 * disputed, until somebody else decides (rules.md, Wrong crimes). A duplicate is merged instead.
 */
export function voidCase(
  state: Case,
  { closureId, ...sealed }: NoteSeal & { readonly closureId: string },
  now: Instant,
): NewFactOf<CaseClosed | CaseVoided>[] {
  if (state.voided) throw conflict('already-voided', 'It was found to be recorded in error before.');
  const closed = { type: 'CaseClosed', data: { closureId, reason: 'cancelled' }, occurred: now } as const;
  return [...(isClosed(state) ? [] : [closed]), { type: 'CaseVoided', data: sealed, occurred: now }];
}

/** A case that goes to another force, `force` and `reference` being theirs. */
export interface NewTransfer extends NoteSeal {
  readonly closureId: string;
  readonly force: string;
  readonly reference?: string;
}

/**
 * Another force has accepted the case: it is closed here, and what is open is that force's from then on; what was missed
 * stays. The victim is told, as of any closure (rules.md, Transfers).
 */
export function transferCase(
  state: Case,
  { closureId, force, reference, ...sealed }: NewTransfer,
  at: Instant,
  now: Instant,
): NewFactOf<CaseClosed>[] {
  checkClosing(state, { at, field: '/at' }, now);
  const transferredTo = { force, ...(reference !== undefined && { reference }) };
  const data = { closureId, reason: 'transferred' as const, ...sealed, transferredTo };
  return [{ type: 'CaseClosed', data, occurred: at }];
}

/** Reopening starts periodic duties again and brings back nothing that was settled. */
export function reopenCase(
  state: Case,
  asked: { reopeningId: string },
  reopenedAt: Instant,
  now: Instant,
): NewFactOf<CaseReopened>[] {
  if (!isClosed(state)) throw conflict('not-closed', 'The case is not closed.');
  if (state.voided) throw conflict('recorded-in-error', 'It was recorded in error and never was a case.');
  withinCase(state, reopenedAt, now, '/reopenedAt');
  notBefore(state.closures.at(-1)?.at, reopenedAt, '/reopenedAt');
  return [{ type: 'CaseReopened', data: asked, occurred: reopenedAt }];
}
