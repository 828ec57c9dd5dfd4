import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { addDays, addMonths, type LocalDate, type Weekday } from './dates.js';
import { ENGLAND_AND_WALES_ROWS } from './holidays.data.js';
import { holidayCalendar, type CalendarVersion } from './holidays.js';
import {
  addWorkingDays,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  rollBackward,
  rollForward,
  workingDaysBetween,
  workingDaysInclusive,
} from './working-days.js';

interface Input {
  readonly date: LocalDate;
  readonly start: LocalDate;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly n: number;
  readonly dir?: 'before';
}

interface WorkingDayCase {
  readonly id: string;
  readonly op: string;
  readonly calendar: {
    readonly holidays: string | readonly LocalDate[];
    readonly extra_holidays?: readonly LocalDate[];
    readonly extra_working_days?: readonly LocalDate[];
    readonly working_days?: readonly string[];
  };
  readonly input: Input;
  readonly expected: unknown;
}

const OPERATIONS: Readonly<Record<string, (input: Input, calendar: CalendarVersion) => unknown>> = {
  calendar_days: ({ start, n }) => addDays(start, n),
  calendar_days_then_next_working_day: ({ start, n }, calendar) => rollForward(addDays(start, n), calendar),
  calendar_months_then_next_working_day: ({ start, n }, calendar) => rollForward(addMonths(start, n), calendar),
  is_working_day: ({ date }, calendar) => isWorkingDay(date, calendar),
  next_n_working_days: ({ date, n, dir }, calendar) =>
    Array.from({ length: n }, (_, i) => addWorkingDays(date, dir === 'before' ? -i - 1 : i + 1, calendar)),
  next_working_day: ({ date }, calendar) => nextWorkingDay(date, calendar),
  previous_working_day: ({ date }, calendar) => previousWorkingDay(date, calendar),
  roll_backward: ({ date }, calendar) => rollBackward(date, calendar),
  roll_forward: ({ date }, calendar) => rollForward(date, calendar),
  working_days_after: ({ start, n }, calendar) => addWorkingDays(start, n, calendar),
  working_days_after_counting_start_as_day_1: ({ start, n }, calendar) => addWorkingDays(start, n - 1, calendar),
  working_days_in_half_open: ({ from, to }, calendar) => workingDaysBetween(from, to, calendar),
  working_days_inclusive: ({ from, to }, calendar) => workingDaysInclusive(from, to, calendar),
};

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const FILE = new URL('../../../docs/domain/working-day-cases.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(FILE, 'utf8')) as { readonly cases: readonly WorkingDayCase[] };

/** The holidays of other divisions, for the years that the cases ask about. The product itself has only its own. */
const otherDivisions: Readonly<Record<string, readonly LocalDate[]>> = {
  scotland: [
    '2015-12-25',
    '2015-12-28',
    '2016-01-01',
    '2016-01-04',
    '2017-12-25',
    '2017-12-26',
    '2018-01-01',
    '2018-01-02',
  ],
  'common-to-all-divisions': ['2012-01-02', '2017-12-25', '2017-12-26', '2018-01-01'],
};

describe('working-day facts of public test suites', () => {
  for (const { id, op, calendar, input, expected } of cases) {
    it(`${id} ${op}`, () => {
      expect(OPERATIONS[op]!(input, calendarOf(calendar))).toEqual(expected);
    });
  }
});

function calendarOf(calendar: WorkingDayCase['calendar']): CalendarVersion {
  const named = typeof calendar.holidays === 'string' ? calendar.holidays : undefined;
  const own = named === undefined ? (calendar.holidays as readonly LocalDate[]) : (otherDivisions[named] ?? []);
  const added = [...own, ...(calendar.extra_holidays ?? [])];
  const rows = added.map((date) => ({ date, title: 'Holiday of the case', knownFrom: '1900-01-01' }));
  const builtIn = named === 'england-and-wales';
  return holidayCalendar(builtIn ? [...ENGLAND_AND_WALES_ROWS, ...rows] : rows, {
    id: 'case',
    years: builtIn ? { from: 1995, to: 2028 } : { from: 1900, to: 2100 },
    workedDates: calendar.extra_working_days ?? [],
    ...(calendar.working_days && { week: calendar.working_days.map((day) => (WEEKDAYS.indexOf(day) + 1) as Weekday) }),
  });
}
