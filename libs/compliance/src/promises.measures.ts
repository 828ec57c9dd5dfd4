import type { Instant, Zone } from '@kept-informed/calendar';
import type { ReportPeriod } from './compliance.measures.js';
import { promiseKept } from './other-definitions.measures.js';

/** What a report on promised dates can be grouped and filtered by; `month` is that of the promised date, `YYYY-MM`. */
export const promiseDimensions = ['month', 'bcu', 'lpt', 'team', 'owner'] as const;
export type PromiseDimension = (typeof promiseDimensions)[number];

/** How many promised dates fell in the period, and what became of them. */
export interface PromiseCounts {
  readonly promised: number;
  readonly kept: number;
  readonly broken: number;
  readonly open: number;
}

export interface PromiseMeasure extends PromiseCounts {
  /** kept / (kept + broken), rounded to four places; null where none of these fell in the period, never 1. */
  readonly rate: number | null;
  readonly display: string;
  /** Wilson's 95 % interval of the rate. */
  readonly interval: readonly [number, number] | null;
}

/** One line of a report: the group by its dimensions (null: the promises have none), and its measure. */
export interface PromiseReportRow extends PromiseMeasure {
  readonly group: Readonly<Partial<Record<PromiseDimension, string | null>>>;
}

/** The measure of a group. Throws where kept, broken and open do not add up: a report that is wrong must not go out. */
export function promiseMeasureOf({ promised, kept, broken, open }: PromiseCounts): PromiseMeasure {
  if (kept + broken + open !== promised)
    throw new Error(`${promised} dates were promised, but not all are accounted for`);
  return { promised, kept, broken, open, ...promiseKept.of({ kept, broken }) };
}

/** What the figures mean, to stand beside them wherever they are shown. */
export function promiseDefinitionOf({ from, to, asOf, knownAt }: ReportPeriod, zone: Zone): string {
  const said = (instant: Instant): string => instant.replace('.000Z', 'Z');
  return [
    `Dates from ${from} to ${to} in ${zone} by which participants were told to expect something, as of`,
    `${said(asOf)}, as recorded by ${said(knownAt)}. Each counts for the owner on that date and their team then.`,
    'Kept: an update reached them by the end of that date. Broken: the date ended without one. Open: it has not ended.',
    'A promise that was struck out with its contact is not counted. Rate = kept / (kept + broken);',
    'interval: Wilson, 95 %. Where no promised date has ended the rate is "none due", never 100 %.',
  ].join(' ');
}
