import {
  asLearntBy,
  datesOut,
  due,
  endOfDay,
  englandAndWales,
  lastWithStops,
  localDate,
  MissingHolidays,
  parseDuration,
  pausedSteps,
  periodEnd,
  UncountableLimit,
  type CalendarVersion,
  type DueStep,
  type Duration,
  type Instant,
  type LimitUnit,
  type LocalDate,
  type Stop,
  type Zone,
} from '@kept-informed/calendar';
import { countingBy, type CountingConvention } from '@kept-informed/commitments';

/** A due date as it was recorded, and what it was counted from. */
export interface CountedStep {
  readonly startsAt: Instant;
  readonly limit: string;
  readonly unit: string;
  readonly dueAt: Instant;
  readonly calendarVersion: string;
  /** Those that were ever in force. */
  readonly calendars: readonly CalendarVersion[];
  readonly zone: Zone;
  /** For a series: the how many-th period after its anchor. */
  readonly period: number | null;
  /** When the first of its run ends, where that is not a full one. */
  readonly firstEndsOn: LocalDate | undefined;
  /** While the clock stood still. */
  readonly stops: readonly Stop[];
  /** How its days are counted otherwise. */
  readonly conventions: readonly CountingConvention[];
}

/**
 * The arithmetic of a recorded due date, counted again by the calendar version that it names. None where that comes to
 * another time (a calendar or zone that is no longer at hand): steps must never explain a date that was not given.
 */
export function stepsOf(counted: CountedStep): DueStep[] {
  try {
    const { dueAt, steps } = counted.period === null ? single(counted) : periods(counted, counted.period);
    return dueAt === counted.dueAt ? steps : [];
  } catch (error) {
    if (error instanceof MissingHolidays || error instanceof UncountableLimit) return [];
    throw error;
  }
}

function single(counted: CountedStep): { dueAt: Instant; steps: DueStep[] } {
  const { startsAt, limit, unit, calendarVersion, calendars, zone, stops, conventions } = counted;
  const calendar = calendarOf(calendarVersion, calendars);
  return due({ from: startsAt, limit, unit: unit as LimitUnit, ...countingBy(conventions), calendar, zone, stops });
}

/**
 * The version that an obligation names: one that was activated, or the product's. An id can say until when holidays were
 * known to it; see asLearntBy.
 */
function calendarOf(name: string, calendars: readonly CalendarVersion[]): CalendarVersion {
  const named = (id: string) => calendars.find((calendar) => calendar.id === id);
  const [, id, knownOn] = /^(.*)-known-on-(\d{4}-\d{2}-\d{2})$/.exec(name) ?? [];
  if (knownOn === undefined) return named(name) ?? englandAndWales;
  return named(name) ?? asLearntBy(named(id!) ?? englandAndWales, knownOn);
}

/** Each period's end, counted from the anchor and never from the one before (rules.md, Months). */
function periods(
  { startsAt, limit, zone, stops, firstEndsOn }: CountedStep,
  period: number,
): { dueAt: Instant; steps: DueStep[] } {
  const duration = parseDuration(limit);
  if (!duration || duration.unit === 'hours') throw new UncountableLimit('A series has a period of days or months');
  const anchor = localDate(startsAt, zone);
  const dates = { from: startsAt, counts: () => true, zone };
  const ends = Array.from({ length: period }, (_, index) => {
    const unstopped = firstEndsOn ? periodEnd(firstEndsOn, duration, index) : periodEnd(anchor, duration, index + 1);
    const date = lastWithStops(unstopped, stops, dates);
    const also =
      date > unstopped ? ', and the days that were paused' : shortened(firstEndsOn ?? anchor, date, duration);
    const since = firstEndsOn ? `${span(duration, index)} after the first` : `${span(duration, index + 1)} after day 0`;
    const first = index === 0 && firstEndsOn !== undefined;
    const reason = `period ${index + 1} ends: ${first ? 'as the one that it replaces, or a full one after it was recorded' : since}${also}`;
    return { date, counted: true, reason };
  });
  const last = ends.at(-1)!.date;
  const first = { date: anchor, counted: false, reason: 'day 0: the day that the periods count from' };
  const paused = pausedSteps(datesOut(stops, last, dates));
  return { dueAt: endOfDay(last, zone), steps: [first, ...[...paused, ...ends].sort(inOrder)] };
}

const inOrder = (a: DueStep, b: DueStep): number => (a.date < b.date ? -1 : 1);

function span({ unit, count }: Duration, n: number): string {
  return `${count * n} ${count * n === 1 ? unit.slice(0, -1) : unit}`;
}

function shortened(anchor: string, date: string, { unit }: Duration): string {
  const corresponds = unit !== 'months' || date.slice(8) === anchor.slice(8);
  return corresponds ? '' : `, the last day of a month without a day ${Number(anchor.slice(8))}`;
}
