import type { Instant, LocalDate, Zone } from '@kept-informed/calendar';

/** What a report can be grouped and filtered by; `month` is that of the due date, `YYYY-MM`. */
export const dimensions = [
  'commitment',
  'edition',
  'month',
  'kind',
  'bcu',
  'lpt',
  'team',
  'owner',
  'offenceGroup',
  'entitlement',
] as const;

export type Dimension = (typeof dimensions)[number];

/** How many obligations fell due, and how many of them stand at each status. `recordedLate` are part of `met`. */
export interface Counts {
  readonly fellDue: number;
  readonly met: number;
  readonly metLate: number;
  readonly missed: number;
  readonly excused: number;
  readonly waived: number;
  readonly voided: number;
  readonly superseded: number;
  readonly paused: number;
  readonly open: number;
  readonly recordedLate: number;
}

/** Counts with what is worked out from them. Rate and interval are parts of 1, rounded to four places. */
export interface Measure extends Counts {
  /** met / (met + metLate + missed + excused); null where none of these fell due, never 1. */
  readonly rate: number | null;
  /** The rate for people: `82.8%`, or `none due`. */
  readonly display: string;
  /** Wilson's 95 % interval of the rate. */
  readonly interval: readonly [number, number] | null;
  /** Of those met late, from due time to discharge, elapsed hours; null where none was. */
  readonly medianLatenessHours: number | null;
}

/** One line of a report: the group by its dimensions (null: the obligations have none), and its measure. */
export interface ComplianceRow extends Measure {
  readonly group: Readonly<Partial<Record<Dimension, string | null>>>;
}

/** What an obligation that fell due can be counted as; together they are all that fell due. */
export const countedStatuses = [
  'met',
  'metLate',
  'missed',
  'excused',
  'waived',
  'voided',
  'superseded',
  'paused',
  'open',
] as const satisfies readonly (keyof Counts)[];

/**
 * The measure of a group (rules.md, The equation and Rates). Throws where the statuses do not
 * add up to what fell due: a report that is wrong must not go out.
 */
export function measureOf(counts: Counts, medianLatenessHours: number | null): Measure {
  const sum = countedStatuses.reduce((total, status) => total + counts[status], 0);
  if (sum !== counts.fellDue) throw new Error(`${counts.fellDue} obligations fell due, but ${sum} have a status`);
  const { met, metLate, missed, excused } = counts;
  const counted = met + metLate + missed + excused;
  const rate = counted === 0 ? null : rounded(met / counted, 4);
  return {
    ...counts,
    rate,
    display: displayed(rate),
    interval: wilson(met, counted),
    medianLatenessHours: medianLatenessHours === null ? null : Math.round(medianLatenessHours * 100) / 100,
  };
}

/** The measure of all rows together. Medians cannot be added, so that of the whole is given. */
export function totalOf(rows: readonly Counts[], medianLatenessHours: number | null): Measure {
  const sum = (key: keyof Counts): number => rows.reduce((total, row) => total + row[key], 0);
  const parts = Object.fromEntries(countedStatuses.map((status) => [status, sum(status)]));
  const counts = { ...parts, fellDue: sum('fellDue'), recordedLate: sum('recordedLate') } as unknown as Counts;
  return measureOf(counts, medianLatenessHours);
}

/** The standard normal deviate that 95 % lie within. */
const z = 1.959963984540054;

/**
 * Wilson's score interval at 95 % for `successes` of `trials`; null for no trials. Unlike the plain interval it does not
 * shrink to nothing where all or none succeeded, as small teams often do (standards.md, User satisfaction).
 */
export function wilson(successes: number, trials: number): readonly [number, number] | null {
  if (trials === 0) return null;
  const rate = successes / trials;
  const square = z ** 2 / trials;
  const centre = rate + square / 2;
  const margin = z * Math.sqrt((rate * (1 - rate) + square / 4) / trials);
  const low = successes === 0 ? 0 : (centre - margin) / (1 + square);
  const high = successes === trials ? 1 : (centre + margin) / (1 + square);
  return [rounded(low, 4), rounded(high, 4)];
}

/** A rate for people: `82.8%`, or `none due`. */
export function displayed(rate: number | null): string {
  return rate === null ? 'none due' : `${(rounded(rate, 3) * 100).toFixed(1)}%`;
}

/** Rounded, but never up to all or down to none: one miss in a hundred thousand is still not 100 %. */
export function rounded(part: number, places: number): number {
  const nearest = Number(part.toFixed(places));
  const least = 10 ** -places;
  if (nearest >= 1 && part < 1) return Number((1 - least).toFixed(places));
  return nearest <= 0 && part > 0 ? Number(least.toFixed(places)) : nearest;
}

/** What a report is about: due dates in the force's zone, both included, and the two times that it speaks of. */
export interface ReportPeriod {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly asOf: Instant;
  readonly knownAt: Instant;
}

/** What the figures of a report mean, to stand beside them wherever they are shown. */
export function definitionOf({ from, to, asOf, knownAt }: ReportPeriod, zone: Zone): string {
  const said = (instant: Instant): string => instant.replace('.000Z', 'Z');
  return [
    `Obligations that fell due from ${from} to ${to} by their due date in ${zone}, at their status as of ${said(asOf)},`,
    `as recorded by ${said(knownAt)}.`,
    'Each counts for the owner at due time and their team then, whoever owns the case now;',
    'area and offence group are those of the case, entitlement is as it stands.',
    'Rate = met / (met + met late + missed + excused);',
    'waived, voided, superseded, paused and still open ones are shown and left out of it.',
    'Recorded late: met in time but recorded after the due time; part of met.',
    'Interval: Wilson, 95 %. Where nothing fell due the rate is "none due", never 100 %.',
  ].join(' ');
}
