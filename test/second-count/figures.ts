import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { Duty } from '../oracle/duty.js';
import type { Coverage } from '../oracle/covered.js';
import { londonDate } from '../oracle/london.js';
import type { Group } from './attribution.js';

/** An obligation as a report counts it. */
export interface Counted {
  readonly duty: Duty;
  /** Null: it has no due date, and is in no report. */
  readonly group: Group | null;
}

export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly asOf: Instant;
}

type Counts = Record<(typeof columns)[number], number>;

/** A cell of a report, in the words of its answers. */
export interface Figures extends Counts {
  rate: number | null;
  rateAsStood: number | null;
  interval: readonly [number, number] | null;
  personDays: number;
  coveredDays: number;
  coverage: number | null;
  medianLatenessHours: number | null;
}

const noDays: Coverage = { personDays: 0, coveredDays: 0 };

const statuses = {
  met: 'met',
  'met-late': 'metLate',
  missed: 'missed',
  excused: 'excused',
  waived: 'waived',
  voided: 'voided',
  superseded: 'superseded',
} as const;

const columns = [
  'fellDue',
  ...Object.values(statuses),
  'recordedLate',
  'recordedAfterDue',
  'disputed',
  'changedAfterDue',
  'reattributed',
  'notDueYet',
  'paused',
  'awaitingCalendar',
] as const;

/** rules.md, Statuses: what fell due, and what is listed beside it. */
export function figures(all: readonly Counted[], period: Period, days: Coverage = noDays): Figures {
  const found = Object.fromEntries(columns.map((name) => [name, 0])) as Counts;
  const hours: number[] = [];
  for (const one of all) {
    const { duty } = one;
    if (duty.dueOn! < period.from || duty.dueOn! > period.to) continue;
    const list = listOf(one, period.asOf);
    if (list === null) continue;
    found[list] += 1;
    if (list !== 'fellDue') continue;
    found[statuses[duty.status as keyof typeof statuses]] += 1;
    for (const mark of ['recordedLate', 'recordedAfterDue', 'disputed', 'reattributed'] as const)
      if (duty[mark]) found[mark] += 1;
    if (duty.stood !== null) found.changedAfterDue += 1;
    if (duty.status === 'met-late') hours.push((Date.parse(duty.endedAt!) - Date.parse(duty.dueAt!)) / 3_600_000);
  }
  const { personDays, coveredDays } = days;
  const coverage = personDays === 0 ? null : rounded(coveredDays / personDays);
  return {
    ...found,
    ...rates(all, found, period),
    personDays,
    coveredDays,
    coverage,
    medianLatenessHours: median(hours),
  };
}

/** Of which list it is: what fell due, what is not due yet, what is paused; null: of none. */
export function listOf({ duty }: Counted, asOf: Instant): 'fellDue' | 'notDueYet' | 'paused' | null {
  const { status, dueAt, endedKnown, implied } = duty;
  if (status === 'paused') return 'paused';
  const isGone = status === 'voided' || status === 'superseded';
  if (isGone && endedKnown! < dueAt!) return null;
  if (status === 'superseded' && londonDate(implied) === londonDate(endedKnown!)) return null;
  return dueAt! <= asOf ? 'fellDue' : 'notDueYet';
}

function rates(all: readonly Counted[], { met, metLate, missed, excused }: Counts, period: Period) {
  const rated = met + metLate + missed + excused;
  const stood = all.filter((one) => {
    const { dueOn } = one.duty;
    return dueOn! >= period.from && dueOn! <= period.to && listOf(one, period.asOf) === 'fellDue';
  });
  const statusThen = stood.map(({ duty }) => duty.stood ?? duty.status);
  const ratedThen = statusThen.filter((status) => ['met', 'met-late', 'missed', 'excused'].includes(status)).length;
  const metThen = statusThen.filter((status) => status === 'met').length;
  return {
    rate: rated === 0 ? null : rounded(met / rated),
    rateAsStood: ratedThen === 0 ? null : rounded(metThen / ratedThen),
    interval: rated === 0 ? null : wilson(met, rated),
  };
}

export const rounded = (part: number, to = 10_000): number => Math.round(part * to) / to;

/** Wilson's score interval at 95 %. */
export function wilsonOf(met: number, of: number): readonly [number, number] {
  const z = 1.959963984540054;
  const share = met / of;
  const middle = share + (z * z) / (2 * of);
  const reach = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const whole = 1 + (z * z) / of;
  return [(middle - reach) / whole, (middle + reach) / whole];
}

/** The same as answers have it. */
export function wilson(met: number, of: number): readonly [number, number] {
  const [low, high] = wilsonOf(met, of);
  return [rounded(low), rounded(high)];
}

export function median(hours: readonly number[]): number | null {
  if (hours.length === 0) return null;
  const sorted = hours.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const middle = hours.length % 2 === 1 ? sorted[Math.floor(half)]! : (sorted[half - 1]! + sorted[half]!) / 2;
  return rounded(middle, 100);
}
