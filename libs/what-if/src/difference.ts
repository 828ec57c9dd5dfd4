import type { LocalDate } from '@kept-informed/calendar';
import { ratedIn, rateOf, type RatedCounts, type RateView } from '@kept-informed/compliance';
import type { CountedEnd, DueObligation } from './due-in-period.js';

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

interface EndCounts extends Record<CountedEnd, number> {
  fellDue: number;
  notDueYet: number;
}

type Sides<Counts> = { before: Counts; after: Counts };
const sides = ['before', 'after'] as const;

/** Adds up, case by case, what is due in a period as it was and as it would have been. */
export class PeriodDifference {
  readonly #totals = bothSides(nothing);
  readonly #commitments = new Map<string, Sides<EndCounts>>();
  readonly #teams = new Map<string | null, Sides<EndCounts>>();
  readonly #days = new Map<string, Sides<number> & { team: string | null; date: LocalDate }>();
  readonly #alerts = new Map<string, Sides<number>>();
  readonly #changed = { arisen: 0, gone: 0, moved: 0, better: 0, worse: 0 };

  addCase(due: Sides<readonly DueObligation[]>, raised: Sides<readonly string[]>): void {
    for (const side of sides) {
      for (const one of due[side]) this.#count(one, side);
      for (const rung of raised[side]) placeIn(this.#alerts, rung, () => ({ before: 0, after: 0 }))[side] += 1;
    }
    this.#compare(due);
  }

  #count({ commitment, team, dueOn: date, as }: DueObligation, side: (typeof sides)[number]): void {
    const of = [
      this.#totals,
      placeIn(this.#commitments, commitment, () => bothSides(nothing)),
      placeIn(this.#teams, team, () => bothSides(nothing)),
    ];
    for (const { [side]: counts } of of) {
      if (as === null) counts.notDueYet += 1;
      else {
        counts.fellDue += 1;
        counts[as] += 1;
      }
    }
    placeIn(this.#days, `${team ?? ''} ${date}`, () => ({ team, date, before: 0, after: 0 }))[side] += 1;
  }

  #compare({ before, after }: Sides<readonly DueObligation[]>): void {
    const then = new Map(before.map((one) => [one.obligationId, one]));
    for (const one of after) {
      const was = then.get(one.obligationId);
      then.delete(one.obligationId);
      const change = was ? changeOf(was, one) : 'arisen';
      if (change) this.#changed[change] += 1;
    }
    this.#changed.gone += then.size;
  }

  answer(): WhatIfDifference {
    const days = [...this.#days.values()].sort((a, b) => byName(a.team ?? '', b.team ?? '') || byName(a.date, b.date));
    return {
      totals: figuresOf(this.#totals),
      changed: this.#changed,
      commitments: inOrder(this.#commitments).map(([commitment, counts]) => ({ commitment, ...figuresOf(counts) })),
      teams: inOrder(this.#teams).map(([team, counts]) => {
        const own = days.filter((day) => day.team === team);
        return { team, ...figuresOf(counts), load: { before: loadOf(own, 'before'), after: loadOf(own, 'after') } };
      }),
      alerts: inOrder(this.#alerts).map(([rung, counts]) => ({ rung, ...counts })),
      days,
    };
  }
}

function changeOf(was: DueObligation, is: DueObligation): keyof ChangedCounts | undefined {
  if (was.dueOn !== is.dueOn) return 'moved';
  if ((was.as === 'met') === (is.as === 'met')) return undefined;
  return is.as === 'met' ? 'better' : 'worse';
}

const nothing = (): EndCounts => ({
  fellDue: 0,
  notDueYet: 0,
  met: 0,
  'met-late': 0,
  missed: 0,
  excused: 0,
  waived: 0,
  voided: 0,
  superseded: 0,
});

const bothSides = <Counts>(made: () => Counts): Sides<Counts> => ({ before: made(), after: made() });

function placeIn<Key, Value>(places: Map<Key, Value>, key: Key, made: () => Value): Value {
  const found = places.get(key) ?? made();
  places.set(key, found);
  return found;
}

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const inOrder = <Value>(places: ReadonlyMap<string | null, Value>): [string, Value][] =>
  ([...places] as [string, Value][]).sort(([a], [b]) => byName(a ?? '', b ?? ''));

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

function loadOf(days: readonly DayLoad[], side: (typeof sides)[number]): TeamLoad {
  const busiest = days.reduce<DayLoad | undefined>(
    (most, day) => (most && most[side] >= day[side] ? most : day),
    undefined,
  );
  const due = days.reduce((sum, day) => sum + day[side], 0);
  return { due, busiest: busiest && busiest[side] > 0 ? { date: busiest.date, due: busiest[side] } : null };
}
