import type { Instant, LocalDate, Zone } from '@kept-informed/calendar';
import { coverageOfDays, inTime, inTimeAsStood } from './rate-definitions.measures.js';
import { type RatedCounts, type RateView } from './rate.measures.js';

/**
 * What a report can be grouped and filtered by. `month` (`2026-10`), `quarter` (`2026-Q4`) and `financialYear` (`2026-27`, from
 * April on) are those of the due date; `body` is whom the promise binds; `method` is that of the contact that met it.
 */
export const dimensions = [
  'commitment',
  'edition',
  'standard',
  'body',
  'month',
  'quarter',
  'financialYear',
  'kind',
  'bcu',
  'lpt',
  'team',
  'owner',
  'offenceGroup',
  'entitlement',
  'method',
] as const;

export type Dimension = (typeof dimensions)[number];

/** How many obligations fell due, and how many of them stand at each status; and what is marked or listed beside. */
export interface Counts extends RatedCounts {
  readonly fellDue: number;
  readonly waived: number;
  readonly voided: number;
  readonly superseded: number;
  /** Part of `met`. */
  readonly recordedLate: number;
  /** Of those that fell due. */
  readonly recordedAfterDue: number;
  readonly disputed: number;
  readonly changedAfterDue: number;
  readonly reattributed: number;
  /** As they stood at their due time: met, and of what. */
  readonly metAsStood: number;
  readonly ratedAsStood: number;
  /** Due in the period and in no rate: not yet due, and those whose clock stands still. */
  readonly notDueYet: number;
  readonly paused: number;
  /** Without a due date, and so in no period, because the holidays of a year are missing. */
  readonly awaitingCalendar: number;
  /** Dates of a participant on which a series ran for them, each once, and how many of them an update covers. */
  readonly personDays: number;
  readonly coveredDays: number;
}

/** Counts with what is worked out from them. Rates and interval are parts of 1, rounded to four places. */
export interface Measure extends Omit<Counts, 'metAsStood' | 'ratedAsStood'>, Pick<RateView, 'rate' | 'display'> {
  /** The same with what was changed after due as it stood. */
  readonly rateAsStood: number | null;
  /** Wilson's 95 % interval of the rate. */
  readonly interval: readonly [number, number] | null;
  /** coveredDays / personDays; null where none counts. Without an interval: the days of one person are not independent. */
  readonly coverage: number | null;
  /** The coverage for people: `90.0%`, or `none owed`. */
  readonly coverageDisplay: string;
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
] as const satisfies readonly (keyof Counts)[];

/** Marks of what fell due, and what is due in the period beside it. */
export const countedBeside = [
  'recordedLate',
  'recordedAfterDue',
  'disputed',
  'changedAfterDue',
  'reattributed',
  'notDueYet',
  'paused',
  'awaitingCalendar',
] as const satisfies readonly (keyof Counts)[];

/** What is counted of obligations: of groups together it is the sum. */
export const addedCounts = ['fellDue', ...countedStatuses, ...countedBeside, 'metAsStood', 'ratedAsStood'] as const;

/**
 * The measure of a group (rules.md, The equation, What fell due and Rates). Throws where the statuses do not
 * add up to what fell due: a report that is wrong must not go out.
 */
export function measureOf(
  { metAsStood, ratedAsStood, ...counts }: Counts,
  medianLatenessHours: number | null,
): Measure {
  const sum = countedStatuses.reduce((total, status) => total + counts[status], 0);
  if (sum !== counts.fellDue) throw new Error(`${counts.fellDue} obligations fell due, but ${sum} have a status`);
  return {
    ...counts,
    ...inTime.of(counts),
    ...inTimeAsStood.of({ metAsStood, ratedAsStood }),
    ...coverageOfDays.of(counts),
    medianLatenessHours: medianLatenessHours === null ? null : Math.round(medianLatenessHours * 100) / 100,
  };
}

/** What is of the whole and no sum: a median, and days, for on one day several series can run. */
export interface OfTheWhole extends Pick<Counts, 'personDays' | 'coveredDays'> {
  readonly lateness: number | null;
}

/** The measure of all rows together. */
export function totalOf(rows: readonly Counts[], { lateness, personDays, coveredDays }: OfTheWhole): Measure {
  const sum = (key: keyof Counts): number => rows.reduce((total, row) => total + row[key], 0);
  const sums = Object.fromEntries(addedCounts.map((key) => [key, sum(key)])) as unknown as Counts;
  return measureOf({ ...sums, personDays, coveredDays }, lateness);
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
    `Obligations that fell due from ${from} to ${to} by their due date in ${zone}, and by ${said(asOf)} at the latest,`,
    `at their status as of then, as recorded by ${said(knownAt)}; not those voided or superseded before they were due.`,
    'Each counts for the owner recorded by its due time and their team then, whoever owns the case now (null: unallocated),',
    'what was keyed after that for the owner when it was keyed; area and offence group are those of the case, entitlement is',
    'as it held and was known at due time. Rate = met / (met + met late + missed + excused);',
    'waived, voided and superseded ones are shown and left out of it, what is paused or not due yet is listed beside it, and so is',
    'what awaits a calendar, whatever the period. By owner or team only what binds the force itself.',
    'Rate as stood: the same with what was changed after due counted as it stood at due time.',
    'Disputed: something recorded after due time says otherwise, undecided; it counts as it stands. Recorded late: met in time',
    'but recorded after the due time; part of met. Recorded after due: nothing recorded by due time implied it.',
    'Coverage: of the days on which updates were owed to somebody from time to time, each person and day once, and without the',
    'day from which a period counts, the part that is no later than one period after the last update.',
    'Interval: Wilson, 95 %. Where nothing fell due the rate is "none due", never 100 %.',
  ].join(' ');
}
