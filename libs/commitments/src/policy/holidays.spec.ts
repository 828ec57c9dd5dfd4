import { describe, expect, it } from '@jest/globals';
import {
  asKnownOn,
  ENGLAND_AND_WALES_ROWS,
  englandAndWales,
  englandAndWalesAsKnownOn,
  holidayCalendar,
  isWorkingDay,
  type LocalDate,
} from '@kept-informed/calendar';
import {
  calendarFrom,
  contentFrom,
  differencesOf,
  problemsOf,
  warningsOf,
  type GivenCalendar,
  type GivenHoliday,
} from './holidays.rules.js';
import { given, published, today } from '../../../../test/support/policies.js';

const problems = (calendar: GivenCalendar, on: LocalDate = today) =>
  problemsOf(calendar, englandAndWales, on).map(({ field, detail }) => `${field}: ${detail}`);
const whole = () => published(2024, 2028);
const without = (date: LocalDate) => whole().filter((holiday) => holiday.date !== date);

describe('a calendar that can be drafted', () => {
  it('is the version in force, past and future', () => {
    expect(problems(given(whole()))).toEqual([]);
    const content = contentFrom(given(whole()), englandAndWales, today);
    expect(content.holidays).toEqual(englandAndWales.rows);
    expect(differencesOf(content, englandAndWales)).toEqual({ added: [], calledOff: [] });
  });

  it('may leave out what is past, today included, and nothing that is ahead', () => {
    expect(problems(given(without('2026-05-04')))).toEqual([]);
    expect(problems(given(without('2026-12-25')), '2026-12-25')).toEqual([]);
    expect(problems(given(without('2026-12-25')), '2026-12-24')).toEqual([
      '/holidays: 2026-12-25 is missing, which the version in force has. Say that it is called off, if it is.',
    ]);
  });
});

describe('case 17 (correspondence_tool_staff#2718, #2847, #2849): what is cut short or reduced is refused', () => {
  it('given a year that is ahead is missing, then it is named', () => {
    expect(problems(given(published(2024, 2027)))).toEqual([
      '/holidays: The year 2028 is missing, which the version in force has.',
    ]);
  });

  it('given the last year is there in part, then its count is told', () => {
    const half = [
      ...published(2024, 2028),
      ...published(2027, 2027).map(({ date, title }) => ({ date: `2029${date.slice(4)}`, title })),
    ].slice(0, -5);
    expect(problems(given(half.filter(({ date }) => new Date(date).getUTCDay() % 6 !== 0)))).toContain(
      '/holidays: 2029 would have 3 bank holidays; a year has eight.',
    );
  });

  it('given a date is called off that is not there, then that is told', () => {
    expect(problems(given(whole(), { calledOff: ['2026-12-24'] }))).toEqual([
      '/holidays: 2026-12-24 is called off, but the version in force has no such holiday ahead.',
    ]);
  });
});

describe('what is implausible is refused, date by date', () => {
  const added = (date: LocalDate, more: Partial<GivenHoliday> = {}) => [...whole(), { date, title: 'More', ...more }];

  it.each<[string, GivenCalendar, string]>([
    ['a weekend date', given(added('2027-02-13')), '2027-02-13 is on a weekend, where no bank holiday falls.'],
    ['a date that is there twice', given(added('2026-12-25')), '2026-12-25 is there twice.'],
    [
      'a date outside its years',
      given(added('2029-02-12'), { years: { from: 2024, to: 2028 } }),
      '2029-02-12 is outside the years 2024 to 2028.',
    ],
    [
      'a date known only tomorrow',
      given(added('2027-02-12', { knownFrom: '2026-11-26' })),
      'What becomes known later is drafted then.',
    ],
    [
      'a date called off before it was known',
      given(added('2027-02-12', { knownFrom: '2026-11-20', withdrawnFrom: '2026-11-19' })),
      'It is called off after it became known and not later than today.',
    ],
  ])('given %s, then it says so', (_, calendar, detail) => {
    const found = problems(calendar);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`/holidays/${whole().length}/`);
    expect(found[0]).toContain(detail);
  });
});

describe('case 16 (correspondence_tool_staff#2330): 2024-02-12 typed for 2024-12-02', () => {
  const on = '2024-01-15';
  const inForce = asKnownOn(englandAndWales, on);
  const typed = contentFrom(given([...published(2024, 2025), { date: '2024-02-12', title: 'Made up' }]), inForce, on);

  it('is warned of, because no bank holiday regularly falls on it', () => {
    expect(warningsOf(typed, inForce, on)).toEqual([
      {
        code: 'irregular-date',
        detail: 'No bank holiday regularly falls on 2024-02-12. Check day and month, and that it was proclaimed.',
      },
    ]);
  });

  it('given a regular date gave way to it, then that is warned of as well, and a past one too', () => {
    const moved = contentFrom(
      given(
        published(2026, 2028).filter(({ date }) => date !== '2026-12-25'),
        { calledOff: ['2026-12-25'] },
      ),
      englandAndWales,
      today,
    );
    expect(warningsOf(moved, englandAndWales, today).map(({ code }) => code)).toEqual(['regular-date-missing']);
    const late = contentFrom(given([...whole(), { date: '2026-11-24', title: 'Late' }]), englandAndWales, today);
    expect(warningsOf(late, englandAndWales, today).map(({ code }) => code)).toEqual(['irregular-date', 'past-date']);
  });
});

describe('case 19 (zammad/zammad#1361): a removed holiday is a new version too', () => {
  const content = contentFrom(given(without('2028-05-29'), { calledOff: ['2028-05-29'] }), englandAndWales, today);
  const calendar = calendarFrom('calendar-2', content);

  it('holds no more from the draft on, and stays known as it was before', () => {
    expect(isWorkingDay('2028-05-29', calendar)).toBe(true);
    expect(isWorkingDay('2028-05-29', asKnownOn(calendar, '2026-11-24'))).toBe(false);
    expect(isWorkingDay('2028-05-29', asKnownOn(calendar, '2026-11-25'))).toBe(true);
    expect(content.holidays.find(({ date }) => date === '2028-05-29')).toMatchObject({ withdrawnFrom: today });
  });

  it('can be sent back as it is, and be put back', () => {
    const again = given(content.holidays, { years: content.years });
    expect(problemsOf(again, calendar, today)).toEqual([]);
    expect(contentFrom(again, calendar, today)).toEqual(content);
    const back = contentFrom(
      given([...without('2028-05-29'), { date: '2028-05-29', title: 'Back' }]),
      calendar,
      '2026-12-01',
    );
    expect(isWorkingDay('2028-05-29', calendarFrom('calendar-3', back))).toBe(false);
    expect(back.holidays.filter(({ date }) => date === '2028-05-29')).toHaveLength(2);
  });
});

describe('case 15 (mysociety/whatdotheyknow-theme#1393): 19 September 2022, as the force learnt of it', () => {
  it('is known from the day of the draft, or from the day that it was proclaimed', () => {
    const known = ENGLAND_AND_WALES_ROWS.filter(({ knownFrom }) => knownFrom < '2022-09-10');
    const before = holidayCalendar(known, { id: 'before', years: { from: 1995, to: 2024 } });
    const rows = [...before.holidays.values()].filter(({ date }) => date >= '2022-09-09');
    const drafted = (more: Partial<GivenHoliday>) =>
      contentFrom(given([...rows, { date: '2022-09-19', title: 'State Funeral', ...more }]), before, '2022-09-12');
    const knownFrom = (more: Partial<GivenHoliday>) =>
      drafted(more).holidays.find(({ date }) => date === '2022-09-19')?.knownFrom;
    expect(knownFrom({})).toBe('2022-09-12');
    expect(knownFrom({ knownFrom: '2022-09-10' })).toBe('2022-09-10');
  });
});

describe('case 23 (workalendar/workalendar#381, #712): moved holidays', () => {
  it.each([
    ['2020-05-04', '2020-05-08', '2019-06-07'],
    ['2022-05-30', '2022-06-02', '2020-11-12'],
  ])('given that of %s was moved to %s, then each held as was known before and after', (from, to, announced) => {
    const dayBefore = new Date(Date.parse(announced) - 86_400_000).toISOString().slice(0, 10);
    const works = (known: LocalDate) => [from, to].map((date) => isWorkingDay(date, englandAndWalesAsKnownOn(known)));
    expect(works(announced)).toEqual([true, false]);
    expect(works(dayBefore)).toEqual([false, true]);
  });
});
