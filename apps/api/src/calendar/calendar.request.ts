import { Code, DurationField, Flag, IntField, field, rules, type FieldRule } from '@kept-informed/fields';
import type { Convention, Instant, LimitUnit, LocalDate } from '@kept-informed/calendar';

const asText = { optional: true, fromText: true };

const dateOrInstant: FieldRule = {
  expected: 'a date, like 2026-11-20, or a date and time with an offset, like 2026-11-20T14:05:00Z',
  accepts: (value) => rules.localDate.accepts(value) || rules.instant.accepts(value),
  read: (value) => (rules.localDate.accepts(value) ? value : rules.instant.read!(value)),
  schema: { type: 'string', anyOf: [{ format: 'date' }, { format: 'date-time' }] },
};

/** What a due date is asked for. Dates are those of the force's zone. */
export class DueDateQuery {
  @field(dateOrInstant, { description: 'When the event happened. Hours need a date and time.', example: '2006-01-13' })
  from: LocalDate | Instant;

  @DurationField({ description: 'Days, weeks, months or hours.', example: 'P5D' })
  limit: string;

  @Code(['calendar', 'working', 'elapsed'], {
    description: 'calendar: days, weeks or months. working: days. elapsed: hours.',
  })
  unit: LimitUnit;

  @Code(['after', 'begins-with'], {
    ...asText,
    description: 'after: the day of the event is day 0. begins-with: it is day 1, if it is counted at all.',
  })
  convention: Convention = 'after';

  @Flag({ ...asText, description: 'A last calendar day that is no working day gives way to the next one.' })
  rollForward: boolean = false;

  @field(dateOrInstant, { ...asText, description: 'By the bank holidays as they were known at the end of that date.' })
  knownAt?: LocalDate | Instant;
}

export class HolidaysQuery {
  @IntField({ min: 1_900, max: 2_199, fromText: true, example: 2026 })
  year: number;

  @field(dateOrInstant, { ...asText, description: 'As they were known at the end of that date.' })
  knownAt?: LocalDate | Instant;
}
