import { localDate, type LocalDate, type Zone } from '@kept-informed/calendar';
import { ownerAt, statusOf, type Obligation } from '@kept-informed/follow-up';
import type { ReplayedCase, ReplayedStretch } from './replay.js';

/** In which dates obligations fall due, and whose stretch that is. */
export interface ReplayedPeriod extends ReplayedStretch {
  readonly first: LocalDate;
  readonly last: LocalDate;
  readonly zone: Zone;
  /** Promises that are in no rate: nobody records here whether they were kept, or no limit is printed for them. */
  readonly unrated: ReadonlySet<string>;
}

const ends = ['met', 'met-late', 'missed', 'excused', 'waived', 'voided', 'superseded'] as const;
export type CountedEnd = (typeof ends)[number];

/** An obligation that is due in a period, as it stands at the end of it. */
export interface DueObligation {
  readonly obligationId: string;
  readonly commitment: string;
  /** Of the owner at due time; null: nobody was. */
  readonly team: string | null;
  readonly dueOn: LocalDate;
  /** Null: not due yet, done already or not, or paused. */
  readonly as: CountedEnd | null;
}

/**
 * What of a case is due in a period, counted as reports count it (rules.md, What fell due): without what was voided or superseded
 * before it was due, what was superseded on the day on which it was recorded, and what a merger carried on to another case.
 */
export function dueIn(replay: ReplayedCase, period: ReplayedPeriod): DueObligation[] {
  const { state } = replay;
  if (!state.case) return [];
  return [...state.obligations.values()].flatMap((one) => {
    const { dueOn } = one.due;
    if (dueOn === null || dueOn < period.first || dueOn > period.last || period.unrated.has(one.commitment)) return [];
    const as = countedAs(one, replay, period);
    if (as === undefined) return [];
    const { obligationId, commitment } = one;
    return [{ obligationId, commitment, team: teamOf(one, replay), dueOn, as }];
  });
}

function countedAs(
  one: Obligation,
  { state, endingsKnown }: ReplayedCase,
  { until, zone }: ReplayedPeriod,
): CountedEnd | null | undefined {
  const status = statusOf(one, until);
  if (status === 'open' || status === 'paused') return null;
  if (status === 'superseded' && state.case!.merged) return undefined;
  const dueAt = one.due.dueAt!;
  const counted = dueAt > until ? null : status;
  const known = endingsKnown.get(one.obligationId);
  if (known === undefined || (status !== 'voided' && status !== 'superseded')) return counted;
  if (known < dueAt) return undefined;
  return status === 'superseded' && localDate(known, zone) === localDate(one.recorded, zone) ? undefined : counted;
}

/** Whoever had the case by due time, or when it was keyed where that was later, by what was recorded then. */
function teamOf({ due, keyedLate, recorded }: Obligation, { state }: ReplayedCase): string | null {
  const subject = state.case!;
  const dueAt = due.dueAt!;
  const at = keyedLate && recorded > dueAt ? recorded : dueAt;
  const owners = subject.owners.filter((owner) => owner.from < at && owner.recorded < at);
  return ownerAt({ ...subject, owners }, at)?.team ?? null;
}
