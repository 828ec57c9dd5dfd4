import type { LocalDate } from '@kept-informed/calendar';
import { Code, IntField, ListOf, LocalDateField, Nested, rules, Text } from '@kept-informed/fields';
import { readFeed, type CalendarToDraft } from '@kept-informed/commitments';
import { refuseAll } from '@kept-informed/decisions';
import { asText } from '../http/page.js';

export class YearsRequest {
  @IntField({ min: 1_995, max: 2_199 })
  from: number;

  @IntField({ min: 1_995, max: 2_199 })
  to: number;
}

export class HolidayRequest {
  @LocalDateField()
  date: LocalDate;

  @Text({ max: 200, example: 'Boxing Day' })
  title: string;

  @LocalDateField({ optional: true, description: 'When it became known; the day of the draft if left out.' })
  knownFrom?: LocalDate;

  @LocalDateField({ optional: true, description: 'When it was called off or moved.' })
  withdrawnFrom?: LocalDate;
}

/** A calendar typed by hand: every holiday that is still ahead. What is past is kept whether or not it is repeated. */
export class CalendarDraftRequest {
  @Code(['england-and-wales'], { optional: true, description: 'Working days are counted by no other nation’s.' })
  division?: string;

  @Nested(() => YearsRequest, { optional: true, description: 'All that is known; those of the holidays if left out.' })
  years?: YearsRequest;

  @ListOf(() => HolidayRequest, { min: 1, max: 2_000 })
  holidays: HolidayRequest[];
}

export class FeedQuery {
  @ListOf(rules.localDate, {
    ...asText,
    max: 20,
    description: 'Holidays ahead that the feed no longer has because they were called off or moved.',
  })
  calledOff?: LocalDate[];
}

export function typedCalendar({ years, holidays }: CalendarDraftRequest): CalendarToDraft {
  const named = holidays.map(({ date }) => Number(date.slice(0, 4)));
  const range = years ?? { from: Math.min(...named), to: Math.max(...named) };
  const field = (index: number) => (index < 0 ? '/holidays' : `/holidays/${index}`);
  return {
    given: { years: { ...range }, holidays: holidays.map((one) => ({ ...one })), field, calledOff: [] },
    byHand: true,
  };
}

/** A feed in gov.uk's form. Refused where it is none. */
export function fedCalendar(feed: unknown, { calledOff = [] }: FeedQuery): CalendarToDraft {
  const read = readFeed(feed);
  if ('problems' in read)
    throw refuseAll(
      'calendar-invalid',
      read.problems,
      'The feed is not as it is published. The calendar in force stays.',
    );
  return { given: { ...read.calendar, calledOff }, byHand: false };
}
