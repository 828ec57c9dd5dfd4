import type { Instant } from '@kept-informed/calendar';
import type { Fold } from '@kept-informed/event-store';
import { obligationKey, type ObligationGrounds } from './obligation-key.rules.js';
import type { DueDate, Handover, ObligationEvent, ObligationMark, OutcomeKind, Status } from './obligation.events.js';

/** One obligation as its stream tells of it. */
export interface Obligation extends ObligationGrounds {
  readonly obligationId: string;
  readonly key: string;
  /** The edition of the commitment and what kind of thing it followed on. */
  readonly edition: string;
  readonly trigger: string;
  readonly startsAt: Instant;
  /** How long it may take; none is printed: null. */
  limit: string | null;
  unit: string;
  readonly arisenAt: Instant;
  readonly recorded: Instant;
  /** Nothing recorded by its due instant implied it. */
  readonly keyedLate: boolean;
  due: DueDate;
  missed: boolean;
  /** Of what was missed within two working days of a handover. */
  handover?: Handover;
  lapsed: boolean;
  /** Its clock stands still since then. */
  pausedSince?: Instant;
  /** How it stood at its due instant, where a merger replaced it after that. */
  stood?: 'missed';
  mark?: ObligationMark;
  /** `recordedLate`: only of one that was met. */
  outcome?: { as: OutcomeKind; at: Instant; by?: string; recordedLate?: boolean };
  /** Excused, and done later all the same. */
  done?: { readonly at: Instant; readonly by: string };
}

export function isOpen({ outcome, lapsed }: Obligation): boolean {
  return outcome === undefined && !lapsed;
}

/**
 * The status at `now`, whether or not a sweep has seen the due date pass (rules.md, Sweeps). Missed once and due
 * later after all it is open again; that it had been missed stays a fact (docs/decisions/0006).
 */
export function statusOf({ outcome, lapsed, pausedSince, due }: Obligation, now: Instant): Status {
  if (outcome) return outcome.as;
  if (pausedSince !== undefined) return 'paused';
  return lapsed || (due.dueAt !== null && due.dueAt <= now) ? 'missed' : 'open';
}

/** The obligations of a case by their ids. */
export const obligationFold: Fold<Map<string, Obligation>, ObligationEvent> = {
  ObligationArose: (obligations, { data, occurred: arisenAt, recorded }) => {
    const {
      obligationId,
      participantId,
      commitment,
      edition,
      trigger,
      triggerId,
      anchorId,
      period,
      startsAt,
      limit,
      unit,
    } = data;
    obligations.set(obligationId, {
      obligationId,
      key: obligationKey(data),
      participantId,
      commitment,
      edition,
      trigger,
      triggerId,
      anchorId,
      period,
      startsAt,
      limit,
      unit,
      arisenAt,
      recorded,
      keyedLate: data.impliedAt !== undefined,
      due: data,
      missed: false,
      lapsed: false,
    });
  },
  ObligationRederived: changing(({ data }) => ({
    due: data,
    limit: data.limit,
    ...(data.unit !== undefined && { unit: data.unit }),
  })),
  ObligationPaused: changing(({ occurred }) => ({ pausedSince: occurred })),
  ObligationResumed: changing(() => ({ pausedSince: undefined })),
  ObligationMissed: changing(({ data: { handover } }) => ({ missed: true, handover })),
  ObligationLapsed: changing(() => ({ lapsed: true, pausedSince: undefined })),
  ObligationMet: changing(({ data: { late, dischargedBy: by, recordedLate }, occurred: at }) =>
    ended({ as: late ? 'met-late' : 'met', at, by, recordedLate }),
  ),
  ObligationWaived: changing(({ data: { by }, occurred: at }) => ended({ as: 'waived', at, by })),
  ObligationExcused: changing(({ data: { by }, occurred: at }) => ended({ as: 'excused', at, by })),
  ObligationDone: changing(({ data: { by }, occurred: at }) => ({ done: by === null ? undefined : { at, by } })),
  ObligationVoided: changing(({ occurred: at }) => ended({ as: 'voided', at })),
  ObligationSuperseded: changing(({ data: { stood }, occurred: at }) => ({
    ...ended({ as: 'superseded', at }),
    ...(stood && { stood }),
  })),
  ObligationReopened: changing(() => ({ outcome: undefined, done: undefined, lapsed: false, mark: undefined })),
  ObligationMarked: changing(({ data: { mark } }) => ({ mark })),
};

function changing<Fact extends ObligationEvent>(change: (fact: Fact) => Partial<Obligation>) {
  return (obligations: Map<string, Obligation>, fact: Fact): void => {
    Object.assign(obligations.get(fact.data.obligationId)!, change(fact));
  };
}

/** Ended, and so neither closed as missed for good nor paused any more, if it was. */
function ended(outcome: Obligation['outcome']): Partial<Obligation> {
  return { outcome, lapsed: false, done: undefined, pausedSince: undefined, mark: undefined };
}
