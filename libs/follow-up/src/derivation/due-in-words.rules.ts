import {
  dayInWords,
  daysBetween,
  endOfDay,
  localDate,
  type Instant,
  type LocalDate,
  type Zone,
} from '@kept-informed/calendar';
import { clockTime } from './words.rules.js';

/** What decides how it is told when something is due. */
export interface DueToTell {
  readonly dueOn: LocalDate | null;
  readonly dueAt: Instant | null;
  /** `calendar 2029`: what it waits for to have a due date. */
  readonly awaiting: string | null;
  readonly status: string;
  readonly open: boolean;
}

/**
 * Tells when things fall due, or for how long they have been late at an instant: `due in 5 days`, `overdue by 1 day`. Days are
 * dates of the force's zone; a limit in hours is told in hours on its last date and for its first day of being late.
 */
export function dueTeller(now: Instant, zone: Zone): (owed: DueToTell) => string {
  const today = localDate(now, zone);
  // Of a list many are due on few dates, and to ask the zone about a date takes as long as to read a row.
  const dates = new Map<LocalDate, DueDay>();
  const dayOf = (date: LocalDate): DueDay => {
    const known = dates.get(date) ?? { days: daysBetween(today, date), ends: endOfDay(date, zone) };
    dates.set(date, known);
    return known;
  };
  return ({ dueOn, dueAt, awaiting, status, open }) => {
    if (dueOn === null || dueAt === null)
      return awaiting === null ? 'no due date' : `waits for the ${awaiting.replace(' ', ' of ')}`;
    if (!open) return `was due on ${dayInWords(dueOn)}`;
    if (status === 'paused') return 'its clock stands still';
    const { days, ends } = dayOf(dueOn);
    if (now < dueAt) return ahead(days, ends === dueAt ? '' : ` by ${clockTime(dueAt, zone)}`);
    const hours = ends === dueAt ? Infinity : Math.floor((Date.parse(now) - Date.parse(dueAt)) / msPerHour);
    if (hours < 24) return hours === 0 ? 'overdue by less than an hour' : `overdue by ${count(hours, 'hour')}`;
    return `overdue by ${count(-days, 'day')}`;
  };
}

/** A due date as seen from today: so many days ahead, and the instant at which it ends. */
interface DueDay {
  readonly days: number;
  readonly ends: Instant;
}

const msPerHour = 3_600_000;

function ahead(days: number, byWhen: string): string {
  if (days === 0) return `due today${byWhen}`;
  if (days === 1) return `due tomorrow${byWhen}`;
  return `due in ${days} days`;
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
