import type { Instant, LocalDate } from '@kept-informed/calendar';
import { countDays, dayAfter, earlier, endOfLondonDay, later, londonDate, type Still } from './london.js';

/** A limit in days that pauses have moved (rules.md, Pauses); `counts`: the dates that it counts. */
export function movedBy(
  stills: readonly Still[],
  from: Instant,
  dueOn: LocalDate,
  counts: (date: LocalDate) => boolean,
): LocalDate {
  const all = union(stills).filter(({ to }) => to > from);
  let found = dueOn;
  for (const [index, still] of all.entries()) {
    if (still.from >= endOfLondonDay(found)) break;
    const taken = all.slice(0, index + 1);
    found = countDays(dueOn, daysOf(after(from, taken), counts), counts);
    const around = () => taken.find((one) => one.from < endOfLondonDay(found) && endOfLondonDay(found) < one.to);
    for (let last = around(); last; last = around()) found = firstCounted(londonDate(last.to), counts);
  }
  return found;
}

/** A date wholly inside is one day, however long it was; parts are added in hours, 24 to a day. */
function daysOf(stills: readonly Still[], counts: (date: LocalDate) => boolean): number {
  let whole = 0;
  let parts = 0;
  for (const { from, to } of stills) {
    for (let date = londonDate(from); date <= londonDate(to); date = dayAfter(date)) {
      const [begins, ends] = [endOfLondonDay(dayAfter(date, -1)), endOfLondonDay(date)];
      if (!counts(date)) continue;
      if (from <= begins && ends <= to) whole += 1;
      else parts += Math.max(Date.parse(earlier(to, ends)) - Date.parse(later(from, begins)), 0);
    }
  }
  return whole + Math.floor(parts / (24 * 3_600_000));
}

/** What of pauses lies before an instant, and after it. */
export function before(at: Instant, stills: readonly Still[]): Still[] {
  return stills.filter(({ from }) => from < at).map(({ from, to }) => ({ from, to: earlier(to, at) }));
}
export function after(at: Instant, stills: readonly Still[]): Still[] {
  return stills.filter(({ to }) => to > at).map(({ from, to }) => ({ from: later(from, at), to }));
}

/** The same stretches in order, each instant in one of them. */
function union(stills: readonly Still[]): Still[] {
  const found: Still[] = [];
  for (const still of stills.filter(({ from, to }) => from < to).sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = found.at(-1);
    if (last && still.from <= last.to) found[found.length - 1] = { from: last.from, to: later(last.to, still.to) };
    else found.push(still);
  }
  return found;
}

function firstCounted(date: LocalDate, counts: (date: LocalDate) => boolean): LocalDate {
  return counts(date) ? date : countDays(date, 1, counts);
}
