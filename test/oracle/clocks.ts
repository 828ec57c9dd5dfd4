import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { Commitment, Terms } from '@kept-informed/commitments';
import { assessments, never, rulings, type History } from './history.js';
import {
  countDays,
  countedUntil,
  countHours,
  dayAfter,
  endOfLondonDay,
  isStill,
  londonDate,
  monthsAfter,
  type Still,
} from './london.js';
import { reaching, termsAt, type Claim } from './promises.js';

export interface Due {
  readonly dueOn: LocalDate;
  readonly dueAt: Instant;
}

/** The pauses of one duty; one that was not ended lasts for ever. */
export function pauses({ commitment, person, trigger }: Claim, history: History): Still[] {
  const resumed = rulings(history, 'ClockResumed');
  return rulings(history, 'ClockPaused')
    .filter(({ data }) => data.commitment === commitment.id && data.participantId === person.id)
    .filter(({ data }) => data.triggerId === trigger.id)
    .map(({ data, occurred }) => ({
      from: occurred,
      to: resumed.find((one) => one.data.pauseId === data.rulingId)?.occurred ?? never,
    }));
}

/** Since when a clock stands still and was not started again. */
export function stillSince(stills: readonly Still[]): Instant | undefined {
  return stills
    .filter(({ to }) => to === never)
    .map(({ from }) => from)
    .sort()[0];
}

/** What pauses take out of a clock that ended at an instant, or that still runs: there what an open one takes is not known. */
export function takenOut(stills: readonly Still[], end: Instant | undefined): Still[] {
  if (end === undefined) return stills.filter(({ to }) => to !== never);
  return stills.filter(({ from }) => from < end).map(({ from, to }) => ({ from, to: to < end ? to : end }));
}

/** The end of the day by which so many periods from an anchor have been counted (rules.md, Months and Four weeks). */
export function periodDue(anchor: Instant, period: string, times: number, stills: readonly Still[]): Due {
  const [, count, unit] = /^P(\d+)([DWM])$/.exec(period)!;
  const from = londonDate(anchor);
  const n = Number(count) * times;
  const end = unit === 'M' ? monthsAfter(from, n) : dayAfter(from, unit === 'W' ? 7 * n : n);
  const days = stills.length > 0 ? countedUntil(from, end, () => true) : 0;
  const dueOn = days > 0 ? countDays(from, days, (date) => !isStill(date, stills)) : end;
  return { dueOn, dueAt: endOfLondonDay(dueOn) };
}

interface Clock {
  readonly starts: Instant;
  readonly limit: string;
}

type Unit = Commitment['unit'];

/** The kind of day a limit is counted in: what the terms say where it is in days, else what the commitment says. */
function unitUnder({ id, unit, limit }: Commitment, { dayKinds }: Terms): Unit {
  return unit !== 'elapsed' && limit?.endsWith('D') ? (dayKinds[id] ?? unit) : unit;
}

function isCounted(date: LocalDate, unit: Unit, { calendar }: Terms, stills: readonly Still[]): boolean {
  if (isStill(date, stills)) return false;
  if (unit !== 'working' || calendar.workedDates.has(date)) return true;
  const weekday = (new Date(`${date}T12:00:00Z`).getUTCDay() || 7) as 1;
  return calendar.week.has(weekday) && !calendar.holidays.has(date);
}

/** When a letter counts for a limit of one working day or in hours: on the second working day after it was posted. */
export function letterArrives(posted: Instant, history: History): Instant {
  const terms = termsAt(posted, history);
  const on = countDays(londonDate(posted), 2, (date) => isCounted(date, 'working', terms, []));
  return endOfLondonDay(dayAfter(on, -1));
}

function count({ starts, limit }: Clock, unit: Unit, terms: Terms, stills: readonly Still[]): Due {
  const [, days, hours] = /^P(?:(\d+)D|T(\d+)H)$/.exec(limit)!;
  if (hours !== undefined) {
    const dueAt = countHours(starts, Number(hours), stills);
    return { dueOn: londonDate(new Date(Date.parse(dueAt) - 1).toISOString()), dueAt };
  }
  const dueOn = countDays(londonDate(starts), Number(days), (date) => isCounted(date, unit, terms, stills));
  return { dueOn, dueAt: endOfLondonDay(dueOn) };
}

const soonest = (dues: readonly Due[]): Due => dues.reduce((one, other) => (other.dueAt < one.dueAt ? other : one));

/** When a duty that does not recur falls due, given when it ended; null: no limit is printed. */
export function dueOf(claim: Claim, arises: Instant, end: Instant | undefined, history: History): Due | null {
  const { commitment, person, starts } = claim;
  const { limit } = commitment;
  if (limit === null) return null;
  const all = pauses(claim, history);
  const stills = takenOut(all, end);
  const since = end === undefined ? stillSince(all) : undefined;
  const enhanced = commitment.enhancedLimit ?? limit;
  const assessed = assessments(person.id, history);
  const atStart = assessed.findLast(({ at }, index) => index === 0 || at <= starts)!;
  const plus = (text: string) => extended(text, claim, end, history);
  const clocks: Clock[] = [{ starts, limit: plus(atStart.entitlement === 'enhanced' ? enhanced : limit) }];
  let terms = termsAt(arises, history);
  let by = terms;
  const recount = () => soonest(clocks.map((clock) => count(clock, unitUnder(commitment, terms), terms, stills)));
  let due = recount();
  const became = assessed.filter(({ at, entitlement }) => at > starts && entitlement === 'enhanced');
  const moves = [...became, ...reaching(arises, history).map((terms) => ({ at: terms.from, terms }))]
    .filter(({ at }) => end === undefined || at < end)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (const move of moves) {
    if ('terms' in move) {
      const { reach } = move.terms;
      if (due.dueAt <= move.at && !(since !== undefined && since < due.dueAt)) continue;
      if (reach.to === 'time-left' && due.dueOn <= reach.on) continue;
      const [before, now] = [unitUnder(commitment, by), unitUnder(commitment, move.terms)];
      terms = move.terms;
      if (reach.to !== 'time-left') {
        due = recount();
        by = terms;
        continue;
      }
      const old = by;
      const isOtherwise = before !== now || (now === 'working' && old.calendar.id !== terms.calendar.id);
      if (before === 'elapsed' || !isOtherwise) continue;
      const left = countedUntil(reach.on, due.dueOn, (date) => isCounted(date, before, old, stills));
      const dueOn = countDays(reach.on, left, (date) => isCounted(date, now, terms, stills));
      due = { dueOn, dueAt: endOfLondonDay(dueOn) };
      by = terms;
    } else {
      const unit = unitUnder(commitment, terms);
      const clock = { starts: move.at, limit: plus(enhanced) };
      const isBreach = count(clock, unit, terms, stills).dueAt <= move.recorded;
      clocks.push(isBreach ? { ...clock, starts: move.recorded } : clock);
      const sooner = count(clocks.at(-1)!, unit, terms, stills);
      if (sooner.dueAt < due.dueAt) [due, by] = [sooner, terms];
    }
  }
  return due;
}

/** A limit with what it was extended by, in its own unit, while the duty ran. */
function extended(limit: string, { commitment, person, trigger }: Claim, end: Instant | undefined, history: History) {
  const own = rulings(history, 'ClockExtended').filter(
    ({ data, occurred }) =>
      data.commitment === commitment.id &&
      data.participantId === person.id &&
      data.triggerId === trigger.id &&
      (end === undefined || occurred < end),
  );
  const numberOf = (text: string) => Number(/\d+/.exec(text)![0]);
  const sum = own.reduce((total, { data }) => total + numberOf(data.by), numberOf(limit));
  return limit.replace(/\d+/, String(sum));
}
