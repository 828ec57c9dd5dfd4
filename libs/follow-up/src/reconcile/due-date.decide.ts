import type { Instant } from '@kept-informed/calendar';
import { firstTermsId, type Terms } from '@kept-informed/commitments';
import type { NewFactOf } from '@kept-informed/event-store';
import type {
  ClockStop,
  DueDate,
  ObligationRederived,
  RederivationCause,
  Rung,
} from '../obligation/obligation.events.js';
import { isOpen, type Obligation } from '../obligation/obligation.state.js';
import type { OwedObligation } from '../owing/applicable-commitment.rules.js';
import type { ReconcileQuestion } from './reconcile-question.js';

/**
 * The due date as it is recorded, or a new generation: it moved, its rungs did, or what had ended the obligation is gone,
 * so that its alerts begin again (rules.md, Putting right).
 */
export function dueDate({ owed, recorded, ladder }: ReconcileQuestion, open: boolean): DueDate {
  const { dueOn, dueAt, terms, stops, extendedBy } = owed;
  const before = recorded?.due;
  const isSame = before?.dueAt === dueAt && (isOpen(recorded!) || !open);
  if (before && isSame && (!open || (isTerms(before, terms) && before.awaits === undefined))) return before;
  const { rungs, awaits } = ladder(owed);
  if (before && isSame && before.awaits === awaits && isSameLadder(rungs, before.rungs)) return before;
  const counted = { terms: terms.id, ...(stops.length > 0 && { stops }), ...(extendedBy && { extendedBy }) };
  return {
    generation: (before?.generation ?? 0) + 1,
    dueOn,
    dueAt,
    rungs,
    calendarVersion: (owed.calendar ?? terms.calendar).id,
    ...counted,
    ...(awaits !== undefined && { awaits }),
  };
}

/** Field by field: what was read from the store has its fields in another order than what was just worked out. */
function isSameLadder(a: readonly Rung[], b: readonly Rung[]): boolean {
  return a.length === b.length && a.every(({ rung, at }, index) => rung === b[index]!.rung && at === b[index]!.at);
}

function isSameStops(a: readonly ClockStop[] = [], b: readonly ClockStop[] = []): boolean {
  const told = ({ pauseId, from, to }: ClockStop) => `${pauseId} ${from} ${to}`;
  return a.length === b.length && a.every((stop, index) => told(stop) === told(b[index]!));
}

const isTerms = ({ terms = firstTermsId }: DueDate, { id }: Terms): boolean => terms === id;

/** That it moved, and why. */
export function rederiving(
  { obligationId, owed, recorded, now }: ReconcileQuestion,
  before: DueDate,
  due: DueDate,
): NewFactOf<ObligationRederived> {
  const { startsAt, limit, unit, rederived, terms } = owed;
  const cause = causeOf(owed, before, due, recorded!);
  const at: Partial<Record<RederivationCause, Instant>> = {
    entitlement: rederived?.at,
    'opt-in': owed.againAt,
    returned: owed.lost?.at,
    calendar: isTerms(before, terms) ? now : terms.from,
    policy: terms.from,
  };
  const data = { obligationId, cause, startsAt, limit, unit, ...due };
  return { type: 'ObligationRederived', data, occurred: at[cause] ?? now };
}

/** What differs from the due date as it is recorded tells why. */
function causeOf(owed: OwedObligation, before: DueDate, due: DueDate, recorded: Obligation): RederivationCause {
  const { terms, lost, startsAt } = owed;
  const differs = before.calendarVersion === due.calendarVersion ? 'policy' : 'calendar';
  if (!isTerms(before, terms)) return terms.activated ?? differs;
  if (before.calendarVersion !== due.calendarVersion || before.awaits !== due.awaits) return 'calendar';
  if (!isSameStops(before.stops, due.stops)) return 'pause';
  if (before.extendedBy !== due.extendedBy) return 'extension';
  if (isWishedAgain(owed, recorded)) return 'opt-in';
  if (lost && startsAt === lost.at) return 'returned';
  return owed.rederived !== undefined && isOpen(recorded) ? owed.rederived.cause : 'correction';
}

/** It was waived, and the wish not to be told has ended. */
export const isWishedAgain = ({ againAt }: OwedObligation, { outcome }: Obligation): boolean =>
  againAt !== undefined && outcome?.as === 'waived';
