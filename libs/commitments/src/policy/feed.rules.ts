import { parseLocalDate, type LocalDate } from '@kept-informed/calendar';
import type { FieldProblem } from '@kept-informed/decisions';
import type { GivenCalendar, GivenHoliday } from './holidays.rules.js';

/** What a feed says, or everything that is wrong with its form. */
export type FeedReading =
  { readonly calendar: Omit<GivenCalendar, 'calledOff'> } | { readonly problems: readonly FieldProblem[] };

const division = 'england-and-wales';
const longestTitle = 200;

/**
 * Reads a feed in the form of gov.uk's `bank-holidays.json`: all divisions by name, of which only England and Wales is
 * looked at, or that one alone. Nothing is guessed: whatever is not as it is published is told of, with its place.
 */
export function readFeed(feed: unknown): FeedReading {
  const whole = asRecord(feed);
  if (!whole) return wrong('', 'Expected the JSON of a holiday feed.');
  const at = 'events' in whole ? '' : `/${division}`;
  const own = at === '' ? whole : asRecord(whole[division]);
  if (!own) return wrong(`/${division}`, `The feed has no division ${division}.`);
  if (own['division'] !== division) return wrong(`${at}/division`, `Only ${division} counts working days here.`);
  const { events } = own;
  if (!Array.isArray(events) || events.length === 0)
    return wrong(`${at}/events`, 'The feed has no holidays. It was cut short, or is no feed.');
  return readEvents(events, `${at}/events`);
}

function readEvents(events: readonly unknown[], at: string): FeedReading {
  const problems: FieldProblem[] = [];
  const holidays: GivenHoliday[] = [];
  for (const [index, event] of events.entries()) {
    const { date, title } = asRecord(event) ?? {};
    if (!isDate(date)) problems.push({ field: `${at}/${index}/date`, detail: 'Expected a date, like 2026-12-25.' });
    else if (typeof title !== 'string' || title.trim() === '' || title.length > longestTitle)
      problems.push({ field: `${at}/${index}/title`, detail: 'Expected the name of the holiday.' });
    else holidays.push({ date, title: title.trim() });
  }
  if (problems.length > 0) return { problems };
  const years = holidays.map(({ date }) => Number(date.slice(0, 4)));
  const range = { from: Math.min(...years), to: Math.max(...years) };
  return { calendar: { years: range, holidays, field: (index) => (index < 0 ? at : `${at}/${index}`) } };
}

const isDate = (value: unknown): value is LocalDate => typeof value === 'string' && parseLocalDate(value) !== null;

function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

const wrong = (field: string, detail: string): FeedReading => ({ problems: [{ field, detail }] });
