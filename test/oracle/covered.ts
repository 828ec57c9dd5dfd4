import type { Instant, LocalDate } from '@kept-informed/calendar';
import { dueOnDate, periodDue, periodsAfter } from './clocks.js';
import { never, type History } from './history.js';
import { interpret } from './interpret.js';
import { dayAfter, earlier, endOfLondonDay, later, londonDate, type Still } from './london.js';
import { absorbedBy, stretches } from './merger.js';
import { claims, type Claim } from './promises.js';
import { putRight } from './put-right.js';
import { runsOf, type Ran } from './series.js';

/** A London date on which updates were owed to a participant, because of one series. */
export interface OwedDay {
  readonly claim: Claim;
  readonly date: LocalDate;
  /** Until when it is covered: a period after the last update on or before that date. */
  readonly until: LocalDate;
  readonly period: string;
}

/** rules.md, Coverage: the dates that count for the participants of a case, by each series that ran. */
export function owedDays(typed: History, from: LocalDate, to: LocalDate): OwedDay[] {
  const history = putRight(typed);
  const absorbed = absorbedBy(history);
  if (absorbed.length > 0)
    return stretches({ ...history, absorbed }, from, to, interpret).flatMap(({ isOf, ...one }) =>
      owedDays(one.history, one.from, one.to).filter(({ claim }) => isOf(prefixOf(claim))),
    );
  return claims(history)
    .filter(({ commitment }) => commitment.recurs !== 'no')
    .flatMap((claim) => {
      const days = runsOf(claim, history).flatMap((ran) => daysOf(ran, { from, to, now: history.now }));
      return days.map((day) => ({ ...day, claim }));
    });
}

const prefixOf = ({ commitment, person, trigger }: Claim): string => [commitment.id, person.id, trigger.id].join(' ');

/**
 * Day 0 of a stretch does not count, but where it goes on from an earlier day (No restart buys time: a plan does), nor a date
 * through the whole of which a clock stood still.
 */
function daysOf(
  ran: Ran,
  { from, to, now }: { from: LocalDate; to: LocalDate; now: Instant },
): Omit<OwedDay, 'claim'>[] {
  const { period, stills, closed, idle } = ran;
  const found: Omit<OwedDay, 'claim'>[] = [];
  const begun = londonDate(ran.from);
  const first = londonDate(ran.counted) < begun ? begun : dayAfter(begun);
  let date = first > from ? first : from;
  let [known, until]: [Instant, LocalDate] = ['', ''];
  for (; date <= to && endOfLondonDay(date) <= now; date = dayAfter(date)) {
    const begins = endOfLondonDay(dayAfter(date, -1));
    if (begins >= ran.to) break;
    const last = ran.updates.findLast((at) => londonDate(at) <= date) ?? '';
    const since = later(ran.counted, last);
    if (since !== known) [known, until] = [since, coveredFrom(since, ran)];
    // What is missed cannot be paused.
    const paused = stills.filter((still) => closed.includes(still) || londonDate(still.from) <= until);
    if (isWholly([...paused, ...idle], begins, endOfLondonDay(date))) continue;
    found.push({ date, until, period });
  }
  return found;
}

/** R + period + pauses; no restart buys time, so no later than what it makes due first. */
function coveredFrom(since: Instant, { counted, first, from, period, stills: all }: Ran): LocalDate {
  // What one takes that lasts is not known, and its days do not count.
  const stills = all.filter(({ to }) => to !== never);
  const { dueOn } = periodDue(since, period, 1, stills);
  if (since !== counted || first === undefined) return dueOn;
  const restarted = dueOnDate(first, from, stills).dueOn;
  return restarted < dueOn ? restarted : dueOn;
}

function isWholly(stills: readonly Still[], begins: Instant, ends: Instant): boolean {
  let at = begins;
  for (const { from, to } of stills.toSorted((a, b) => (a.from < b.from ? -1 : 1))) if (from <= at) at = later(at, to);
  return earlier(at, ends) === ends;
}

export interface Coverage {
  readonly personDays: number;
  readonly coveredDays: number;
}

/** Of some days those that count, each once for a participant, and how many of them are covered. */
export function coverageOf(days: readonly OwedDay[]): Coverage {
  const found = new Map<string, OwedDay>();
  for (const day of days) {
    const person = `${day.claim.person.id} ${day.date}`;
    const other = found.get(person);
    if (!other || isShorter(day, other)) found.set(person, day);
  }
  const all = [...found.values()];
  return { personDays: all.length, coveredDays: all.filter(({ date, until }) => date <= until).length };
}

/** Of several series at once the shorter period counts; of the same, what is over first. */
function isShorter(one: OwedDay, other: OwedDay): boolean {
  const [a, b] = [one, other].map(({ period }) => periodsAfter('2000-01-31', period, 1));
  return a === b ? one.until < other.until : a! < b!;
}
