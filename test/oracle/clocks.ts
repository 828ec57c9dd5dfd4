import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { Commitment, Terms } from '@kept-informed/commitments';
import {
  assessments,
  firstRecorded,
  inOrder,
  never,
  of,
  rulings,
  type Assessed,
  type Fact,
  type History,
} from './history.js';
import {
  countDays,
  countedUntil,
  countHours,
  dayAfter,
  endOfLondonDay,
  later,
  londonDate,
  monthsAfter,
  type Still,
} from './london.js';
import { before, movedBy } from './pausing.js';
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

/** The date so many periods after another (rules.md, Months and Four weeks). */
export function periodsAfter(date: LocalDate, period: string, times: number): LocalDate {
  const [, count, unit] = /^P(\d+)([DWM])$/.exec(period)!;
  const n = Number(count) * times;
  return unit === 'M' ? monthsAfter(date, n) : dayAfter(date, unit === 'W' ? 7 * n : n);
}

/** The end of the day by which so many periods from an anchor have been counted. */
export function periodDue(anchor: Instant, period: string, times: number, stills: readonly Still[]): Due {
  return dueOnDate(periodsAfter(londonDate(anchor), period, times), anchor, stills);
}

/** The end of a day, as pauses since an instant have moved it. */
export function dueOnDate(date: LocalDate, since: Instant, stills: readonly Still[]): Due {
  const dueOn = movedBy(stills, since, date, () => true);
  return { dueOn, dueAt: endOfLondonDay(dueOn) };
}

interface Clock {
  readonly starts: Instant;
  readonly limit: string;
  readonly conventions?: Commitment['conventions'];
  /** It became a shorter one when this was recorded: never over before the end of the working day after. */
  readonly since?: Instant;
}

type Unit = Commitment['unit'];

/** The kind of day a limit is counted in: what the terms say where it is in days, else what the commitment says. */
function unitUnder({ id, unit, limit }: Commitment, { dayKinds }: Terms): Unit {
  return unit !== 'elapsed' && limit?.endsWith('D') ? (dayKinds[id] ?? unit) : unit;
}

type Counts = (date: LocalDate) => boolean;

const counts =
  (unit: Unit, { calendar }: Terms): Counts =>
  (date) => {
    if (unit !== 'working' || calendar.workedDates.has(date)) return true;
    const weekday = (new Date(`${date}T12:00:00Z`).getUTCDay() || 7) as 1;
    return calendar.week.has(weekday) && !calendar.holidays.has(date);
  };

/** A due date as far as the pauses are known by which it is moved. */
type Count = (stills: readonly Still[]) => Due;

/** What was left on a date, counted on from it in another way; each pause moves what runs meanwhile. */
function countedOn(on: LocalDate, so: Count, [old, now]: readonly [Counts, Counts]): Count {
  const from = endOfLondonDay(on);
  return (stills) => {
    const left = countedUntil(on, so(before(from, stills)).dueOn, old);
    const dueOn = movedBy(stills, from, countDays(on, left, now), now);
    return { dueOn, dueAt: endOfLondonDay(dueOn) };
  };
}

/** When a letter counts for a limit of one working day or in hours: on the second working day after it was posted. */
export function letterArrives(posted: Instant, history: History): Instant {
  const terms = termsAt(posted, history);
  const on = countDays(londonDate(posted), 2, counts('working', terms));
  return endOfLondonDay(dayAfter(on, -1));
}

function count(
  { starts, limit, since, conventions = [] }: Clock,
  unit: Unit,
  terms: Terms,
  stills: readonly Still[],
): Due {
  if (since !== undefined) {
    const dues = [count({ starts, limit, conventions }, unit, terms, stills), nextWorkingDay(since, terms, stills)];
    return dues[0]!.dueAt > dues[1]!.dueAt ? dues[0]! : dues[1]!;
  }
  const [, days, hours] = /^P(?:(\d+)D|T(\d+)H)$/.exec(limit)!;
  if (hours !== undefined) {
    const dueAt = countHours(starts, Number(hours), stills);
    return { dueOn: londonDate(new Date(Date.parse(dueAt) - 1).toISOString()), dueAt };
  }
  const counted = counts(unit, terms);
  const first = londonDate(starts);
  // rules.md, Days: the day of the event is day 1, or the first counted one after it.
  const [from, n] = conventions.includes('begins-with') ? [dayAfter(first, -1), Number(days)] : [first, Number(days)];
  const last = movedBy(stills, starts, countDays(from, n, counted), counted);
  const dueOn = unit === 'calendar' && conventions.includes('roll-forward') ? rolled(last, terms) : last;
  return { dueOn, dueAt: endOfLondonDay(dueOn) };
}

/** rules.md, Rolling forward: a last day that is no working day gives way to the next one. */
const rolled = (date: LocalDate, terms: Terms): LocalDate =>
  counts('working', terms)(date) ? date : countDays(date, 1, counts('working', terms));

/** Wanted again: due no earlier than the end of the next working day. */
export function dueAgain(due: Due | null, since: Instant, claim: Claim, end: Instant | undefined, history: History) {
  if (!due) return due;
  const terms = [termsAt(claim.from, history), ...reaching(claim.from, history)].findLast(
    (one, index) => index === 0 || (end === undefined ? true : one.from < end),
  )!;
  const least = nextWorkingDay(since, terms, takenOut(pauses(claim, history), end));
  return least.dueAt > due.dueAt ? least : due;
}

const nextWorkingDay = (after: Instant, terms: Terms, stills: readonly Still[]): Due =>
  count({ starts: after, limit: 'P1D' }, 'working', terms, stills);

const soonest = (dues: readonly Due[]): Due => dues.reduce((one, other) => (other.dueAt < one.dueAt ? other : one));

/** Whether the enhanced limit runs: assessed so, or unassessed as the policy says of such offences and ages (rules.md, Entitlement). */
export const isEnhanced = ({ entitlement }: Assessed, isPresumed: boolean): boolean =>
  entitlement === 'enhanced' || (entitlement === 'unassessed' && isPresumed);

/** Since when it is on record that the offence or the age at it is one that the policy names; none: it is not, or no more. */
export function presumedSince({ person, trigger, edition }: Claim, history: History): Recorded | undefined {
  if (person.data.business) return undefined;
  const { enhancedUnassessed, enhancedAges } = termsAt(trigger.at, history);
  const young = { 'under-17': ['under-17'], 'under-18': ['under-17', 'under-18'] }[enhancedAges[edition]!] ?? [];
  let [group, age, since]: [string | undefined, string | undefined, Recorded | undefined] = [
    undefined,
    undefined,
    undefined,
  ];
  for (const one of history.facts.map(entered(person.id)).sort(inOrder)) {
    if (!one.group && !one.age) continue;
    [group, age] = [one.group ?? group, one.age ?? age];
    since = enhancedUnassessed.includes(group!) || young.includes(age!) ? (since ?? one) : undefined;
  }
  return since;
}

interface Recorded {
  readonly at: Instant;
  readonly version: number;
}

interface Entered extends Recorded {
  readonly group?: string;
  readonly age?: string;
}

/** What a fact says of the offence, and of somebody's age at it. */
const entered =
  (id: string) =>
  (fact: Fact): Entered => {
    const { type, data, version } = fact;
    const place = { at: firstRecorded(fact), version };
    const isTheirs = data.participantId === id;
    if (type === 'CaseOpened') return { ...place, group: data.offenceGroup ?? 'none' };
    if (type === 'CaseDetailsCorrected') return { ...place, group: data.after.offenceGroup, age: data.ages?.[id] };
    if (type === 'ParticipantAdded' && isTheirs) return { ...place, age: data.ageAtOffence };
    if (type === 'ParticipantDetailsCorrected' && isTheirs) return { ...place, age: data.after.ageAtOffence };
    return place;
  };

/** When a duty that does not recur falls due, given when it ended; null: no limit is printed. */
export function dueOf(claim: Claim, arises: Instant, end: Instant | undefined, history: History): Due | null {
  const { commitment, person, starts } = claim;
  const { limit, conventions } = commitment;
  if (limit === null) return null;
  const all = pauses(claim, history);
  const stills = takenOut(all, end);
  const standsSince = end === undefined ? stillSince(all) : undefined;
  const enhanced = commitment.enhancedLimit ?? limit;
  const assessed = assessments(person.id, history);
  const since = recordedAsOwed(claim, history);
  const wasKnown = ({ recorded: at, version }: Assessed, index: number) =>
    index === 0 || inOrder({ at, version }, since) < 0;
  const atStart = assessed.filter(wasKnown).findLast(({ at }, index) => index === 0 || at <= starts)!;
  const presumed = presumedSince(claim, history);
  const isPresumed = presumed !== undefined && inOrder(presumed, since) <= 0;
  const plus = (text: string) => extended(text, claim, end, history);
  const clocks: Clock[] = [{ starts, conventions, limit: plus(isEnhanced(atStart, isPresumed) ? enhanced : limit) }];
  let terms = termsAt(arises, history);
  let by = terms;
  const recounted = (terms: Terms): Count => {
    return (stills) => soonest(clocks.map((clock) => count(clock, unitUnder(commitment, terms), terms, stills)));
  };
  let counted = recounted(terms);
  let due = counted(stills);
  const became = assessed
    .filter((one, index) => one.entitlement === 'enhanced' && (one.at > starts || !wasKnown(one, index)))
    .map((one) => ({ at: one.recorded, counted: later(one.at, starts), version: one.version }));
  const stood =
    presumed &&
    assessed.filter(({ recorded: at, version }, index) => index === 0 || inOrder({ at, version }, presumed) < 0);
  if (presumed && !isPresumed && stood!.at(-1)!.entitlement === 'unassessed')
    became.push({ ...presumed, counted: starts });
  became.sort(inOrder);
  const moves = [...became, ...reaching(arises, history).map((terms) => ({ at: terms.from, terms }))]
    .filter(({ at }) => end === undefined || at < end)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (const move of moves) {
    if ('terms' in move) {
      const { reach } = move.terms;
      if (due.dueAt <= move.at && !(standsSince !== undefined && standsSince < due.dueAt)) continue;
      if (reach.to === 'time-left' && due.dueOn <= reach.on) continue;
      const [was, now] = [unitUnder(commitment, by), unitUnder(commitment, move.terms)];
      terms = move.terms;
      if (reach.to !== 'time-left') {
        counted = recounted(terms);
        due = counted(stills);
        by = terms;
        continue;
      }
      const old = by;
      const isOtherwise = was !== now || (now === 'working' && old.calendar.id !== terms.calendar.id);
      if (was === 'elapsed' || !isOtherwise) continue;
      counted = countedOn(reach.on, counted, [counts(was, old), counts(now, terms)]);
      due = counted(stills);
      by = terms;
    } else {
      const unit = unitUnder(commitment, terms);
      clocks.push({ starts: move.counted, conventions, limit: plus(enhanced), since: move.at });
      const sooner = count(clocks.at(-1)!, unit, terms, stills);
      if (sooner.dueAt < due.dueAt) {
        const [last, under] = [clocks.at(-1)!, terms];
        counted = (stills) => count(last, unitUnder(commitment, under), under, stills);
        [due, by] = [sooner, terms];
      }
    }
  }
  return due;
}

/** When it was recorded here that something is owed: the trigger, and that the person is on the case. */
function recordedAsOwed(
  { trigger, person, starts, anewBy }: Claim,
  history: History,
): { at: Instant; version: number } {
  if (anewBy) return { at: starts, version: Infinity };
  const joined = (id: string) => of('ParticipantAdded', history).find(({ data }) => data.participantId === id)!;
  const facts = [history.facts.find(({ version }) => version === trigger.version)!, joined(person.id)];
  return facts
    .map((fact) => ({ at: firstRecorded(fact), version: fact.version }))
    .sort(inOrder)
    .at(-1)!;
}

/** A limit with what it was extended by, in its own unit, while the duty ran. */
function extended(
  limit: string,
  { commitment, person, trigger, anewBy, from }: Claim,
  end: Instant | undefined,
  history: History,
) {
  const own = rulings(history, 'ClockExtended').filter(
    ({ data, occurred }) =>
      data.commitment === commitment.id &&
      data.participantId === person.id &&
      data.triggerId === trigger.id &&
      !(anewBy && occurred < from) &&
      (end === undefined || occurred < end),
  );
  const numberOf = (text: string) => Number(/\d+/.exec(text)![0]);
  const sum = own.reduce((total, { data }) => total + numberOf(data.by), numberOf(limit));
  return limit.replace(/\d+/, String(sum));
}
