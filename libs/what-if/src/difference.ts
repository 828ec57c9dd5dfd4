import type { LocalDate } from '@kept-informed/calendar';
import { ratedIn, rateOf, type RatedCounts, type RateView } from '@kept-informed/compliance';
import { dayOf, type EndCounts, type PeriodTally, type Sides } from './tally.js';

/** What fell due and how it ended; the rate is of those that are rated. */
export interface DueFigures extends RatedCounts, Pick<RateView, 'rate' | 'display'> {
  readonly fellDue: number;
  /** Waived, voided or superseded: in no rate. */
  readonly released: number;
  /** Due in the period, and at the end of it not yet, or its clock stood still. */
  readonly notDueYet: number;
}

/** One figure as it was, and as it would have been. */
export interface BeforeAndAfter<Figure> {
  readonly before: Figure;
  readonly after: Figure;
}

/** How many obligations a draft makes otherwise, each counted once. */
export interface ChangedCounts {
  /** Due then alone, or now alone. */
  readonly arisen: number;
  readonly gone: number;
  /** Due on another date of the period. */
  readonly moved: number;
  /** Due on the same date: met in time only under the draft, or only without it. */
  readonly better: number;
  readonly worse: number;
}

/** What falls due for a team on its days. */
export interface TeamLoad {
  readonly due: number;
  /** The day on which most falls due; null: nothing does. */
  readonly busiest: { readonly date: LocalDate; readonly due: number } | null;
}

export interface DayLoad extends BeforeAndAfter<number> {
  readonly team: string | null;
  readonly date: LocalDate;
}

/** What a draft would have made of a period. */
export interface WhatIfDifference {
  /** Lived through, and of those how many the draft makes otherwise. */
  readonly cases: number;
  readonly changedCases: number;
  readonly totals: BeforeAndAfter<DueFigures>;
  readonly changed: ChangedCounts;
  readonly commitments: readonly (BeforeAndAfter<DueFigures> & { readonly commitment: string })[];
  readonly teams: readonly (BeforeAndAfter<DueFigures> & {
    readonly team: string | null;
    readonly load: BeforeAndAfter<TeamLoad>;
  })[];
  readonly alerts: readonly (BeforeAndAfter<number> & { readonly rung: string })[];
  /** Each team and day on which something falls due. */
  readonly days: readonly DayLoad[];
}

/** What some cases come to, as it was and as it would have been. */
export function differenceOf({ cases, totals, changed, ...tally }: PeriodTally): WhatIfDifference {
  const days = [...tally.days]
    .map(([key, { before, after }]): DayLoad => ({ ...dayOf(key), before, after }))
    .sort((a, b) => byName(a.team ?? '', b.team ?? '') || byName(a.date, b.date));
  return {
    cases: cases.all,
    changedCases: cases.changed,
    totals: figuresOf(totals),
    changed,
    commitments: inOrder(tally.commitments).map(([commitment, counts]) => ({ commitment, ...figuresOf(counts) })),
    teams: inOrder(tally.teams).map(([team, counts]) => {
      const own = days.filter((day) => day.team === team);
      return { team, ...figuresOf(counts), load: { before: loadOf(own, 'before'), after: loadOf(own, 'after') } };
    }),
    alerts: inOrder(tally.alerts).map(([rung, counts]) => ({ rung, ...counts })),
    days,
  };
}

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const inOrder = <Key extends string | null, Value>(places: ReadonlyMap<Key, Value>): [Key, Value][] =>
  [...places].sort(([a], [b]) => byName(a ?? '', b ?? ''));

const figuresOf = ({ before, after }: Sides<EndCounts>): BeforeAndAfter<DueFigures> => ({
  before: dueFigures(before),
  after: dueFigures(after),
});

function dueFigures({ fellDue, notDueYet, met, missed, excused, ...rest }: EndCounts): DueFigures {
  const counted = { met, metLate: rest['met-late'], missed, excused };
  const { rate, display } = rateOf(met, ratedIn(counted));
  const released = rest.waived + rest.voided + rest.superseded;
  return { fellDue, ...counted, released, notDueYet, rate, display };
}

function loadOf(days: readonly DayLoad[], side: keyof Sides<number>): TeamLoad {
  const busiest = days.reduce<DayLoad | undefined>(
    (most, day) => (most && most[side] >= day[side] ? most : day),
    undefined,
  );
  const due = days.reduce((sum, day) => sum + day[side], 0);
  return { due, busiest: busiest && busiest[side] > 0 ? { date: busiest.date, due: busiest[side] } : null };
}
