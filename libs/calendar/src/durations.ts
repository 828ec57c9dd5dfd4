import { addDays, addMonths, type LocalDate } from './dates.js';

/** A limit or period of one unit. Weeks are days: four weeks are 28 days and never a month (rules.md, Four weeks). */
export type Duration =
  | { readonly unit: 'months'; readonly count: number }
  | { readonly unit: 'days'; readonly count: number }
  | { readonly unit: 'hours'; readonly count: number };

const SHAPE = /^P(?:(0|[1-9]\d{0,3})D|([1-9]\d{0,3})([WM])|T([1-9]\d{0,3})H)$/;

/**
 * The duration that an ISO 8601 text of one unit says, or null: `P10D`, `P2W` (14 days), `P1M`, `PT24H`.
 * Whole numbers up to 9999 without leading zeros; zero only as `P0D`, which means the same day.
 */
export function parseDuration(text: string): Duration | null {
  const parts = SHAPE.exec(text);
  if (!parts) return null;
  const [, days, count, unit, hours] = parts;
  if (days !== undefined) return { unit: 'days', count: Number(days) };
  if (hours !== undefined) return { unit: 'hours', count: Number(hours) };
  return unit === 'W' ? { unit: 'days', count: Number(count) * 7 } : { unit: 'months', count: Number(count) };
}

/** A duration as ISO 8601 text: `P10D`, `P1M`, `PT24H`. */
export function durationText({ unit, count }: Duration): string {
  return unit === 'hours' ? `PT${count}H` : `P${count}${unit === 'months' ? 'M' : 'D'}`;
}

/**
 * The date on which the n-th period of a series ends, always counted from the anchor: monthly from 31 January gives
 * 28 February and then 31 March. n = 0 is the anchor itself. Throws RangeError for hours, which have no dates.
 * Source: rules.md, Months.
 */
export function periodEnd(anchor: LocalDate, period: Duration, n: number): LocalDate {
  if (period.unit === 'hours') throw new RangeError('A series of dates has no period in hours');
  return period.unit === 'months' ? addMonths(anchor, period.count * n) : addDays(anchor, period.count * n);
}
