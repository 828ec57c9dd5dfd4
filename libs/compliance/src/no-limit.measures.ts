import type { Zone } from '@kept-informed/calendar';
import type { ReportPeriod } from './compliance.measures.js';
import { targetMet } from './other-definitions.measures.js';

/** What became of duties without a printed limit that arose in a period; the rest of a group is settled otherwise. */
export interface NoLimitCounts {
  readonly arisen: number;
  readonly done: number;
  readonly notDone: number;
  readonly excused: number;
  readonly waived: number;
  readonly voided: number;
  readonly superseded: number;
  /** From the date on which they arose to that on which they were done, of half of those done at most so many. */
  readonly medianDays: number | null;
  /** Of those not done, since the first of them arose. */
  readonly longestOpenDays: number | null;
  /** Of those to which a target of the force's own gives a due date that has passed: in time, late, not at all. */
  readonly targetMet: number;
  readonly targetMetLate: number;
  readonly targetMissed: number;
  readonly targetExcused: number;
}

export interface NoLimitMeasure extends NoLimitCounts {
  /** targetMet of all whose target has passed; null where none has, never 1. In no total of a Code. */
  readonly targetRate: number | null;
  /** The rate for people: `82.8%`, or `none due`. */
  readonly targetDisplay: string;
  /** Wilson's 95 % interval of the rate. */
  readonly targetInterval: readonly [number, number] | null;
}

/** The measure of a group (rules.md, Limits not printed). Throws where what became of them does not add up. */
export function noLimitMeasureOf(counts: NoLimitCounts): NoLimitMeasure {
  const { arisen, done, notDone, excused, waived, voided, superseded } = counts;
  const sum = done + notDone + excused + waived + voided + superseded;
  if (sum !== arisen) throw new Error(`${arisen} obligations arose, but ${sum} have a status`);
  const { rate, display, interval } = targetMet.of(counts);
  return { ...counts, targetRate: rate, targetDisplay: display, targetInterval: interval };
}

/** What the figures mean, to stand beside them wherever they are shown. */
export function noLimitDefinitionOf({ from, to, asOf, knownAt }: ReportPeriod, zone: Zone): string {
  return [
    `Duties for which no limit is printed that arose from ${from} to ${to} by their date in ${zone}: whether they were done by`,
    `${asOf}, as recorded by ${knownAt}, and in how many days from the date on which they arose. By the owner of the case then.`,
    'Where the force has set itself a target, those whose target has passed: met in time, late, missed or excused, and the rate of',
    'these. A target is the force’s own and in no total of a Code.',
  ].join(' ');
}
