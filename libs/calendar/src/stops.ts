import { addDays, type LocalDate } from './dates.js';
import { epochMs, instantOfEpochMs, type Instant } from './instants.js';
import { endOfDay, localDate, startOfDay, type Zone } from './zones.js';

/** While a clock stands still: from an instant up to another (exclusive). */
export interface Stop {
  readonly from: Instant;
  readonly to: Instant;
}

/** The dates that a limit of days counts. */
export interface CountedDates {
  /** When it begins to run: what was stopped before that is none of it. */
  readonly from: Instant;
  readonly counts: (date: LocalDate) => boolean;
  readonly zone: Zone;
}

/** A date that stops take out: wholly inside them, or one for parts of dates that make up a day. */
export interface DateOut {
  readonly date: LocalDate;
  readonly whole: boolean;
}

const msPerDay = 86_400_000;

/**
 * The dates that stops take out of a limit that ends on `last`: each that lies wholly inside them, however long it was,
 * and for each 24 hours of the parts of others one of those, that of the event the last. Source: rules.md, Pauses.
 */
export function datesOut(stops: readonly Stop[], last: LocalDate, { from, counts, zone }: CountedDates): DateOut[] {
  const whole: DateOut[] = [];
  const partly = new Set<LocalDate>();
  let parts = 0;
  for (const { from: stopped, to } of united(stops)) {
    const since = later(stopped, from);
    const end = earlier(localDate(to, zone), last);
    if (since >= to) continue;
    for (let date = localDate(since, zone); date <= end; date = addDays(date, 1)) {
      if (!counts(date)) continue;
      const [begins, ends] = [startOfDay(date, zone), endOfDay(date, zone)];
      if (since <= begins && ends <= to) whole.push({ date, whole: true });
      else {
        partly.add(date);
        parts += epochMs(earlier(to, ends)) - epochMs(later(since, begins));
      }
    }
  }
  const eventDay = localDate(from, zone);
  const choice = [...[...partly].filter((date) => date !== eventDay), eventDay];
  const made = choice.slice(0, Math.floor(parts / msPerDay)).map((date) => ({ date, whole: false }));
  return made.length === 0 ? whole : [...whole, ...made].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/**
 * Where a limit that would end on a counted date ends when the dates that stops take out are made up for behind it. One
 * that would end inside a stop ends with the date on which the clock runs again, or the next counted one.
 */
export function lastWithStops(unstopped: LocalDate, stops: readonly Stop[], dates: CountedDates): LocalDate {
  const { from, counts, zone } = dates;
  const all = united(stops).filter(({ to }) => to > from);
  let last = unstopped;
  for (const [index, stop] of all.entries()) {
    if (stop.from >= endOfDay(last, zone)) break;
    const begun = all.slice(0, index + 1);
    last = counted(unstopped, datesOut(begun, localDate(stop.to, zone), dates).length, dates);
    // Where it goes on may lie inside the next of them.
    for (let around = over(begun, last, zone); around; around = over(begun, last, zone)) {
      const resumed = localDate(around.to, zone);
      last = counts(resumed) ? resumed : counted(resumed, 1, dates);
    }
  }
  return last;
}

/** The stop in which a date ends. */
function over(stops: readonly Stop[], date: LocalDate, zone: Zone): Stop | undefined {
  const end = endOfDay(date, zone);
  return stops.find(({ from, to }) => from < end && end < to);
}

/** So many counted dates after a date. */
function counted(date: LocalDate, n: number, { counts }: CountedDates): LocalDate {
  let found = date;
  for (let left = n; left > 0;) if (counts((found = addDays(found, 1)))) left -= 1;
  return found;
}

const earlier = (a: string, b: string): string => (a < b ? a : b);
const later = (a: string, b: string): string => (a > b ? a : b);

/** Where elapsed time that would end at `end` ends when what was stopped since `start` is made up for behind it. */
export function withoutStops(start: Instant, end: Instant, stops: readonly Stop[]): Instant {
  const ended = united(stops).reduce((until, { from, to }) => {
    const begun = Math.max(epochMs(from), epochMs(start));
    return begun < until && epochMs(to) > begun ? until + epochMs(to) - begun : until;
  }, epochMs(end));
  return instantOfEpochMs(ended);
}

/** In order of time, each apart from the others. */
function united<T extends { readonly from: string; readonly to: string }>(spans: readonly T[]): T[] {
  const found: T[] = [];
  for (const span of spans.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = found.at(-1);
    if (!last || span.from > last.to) found.push(span);
    else if (span.to > last.to) found[found.length - 1] = { ...last, to: span.to };
  }
  return found;
}
