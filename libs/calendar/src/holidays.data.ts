import type { LocalDate } from './dates.js';

/** One bank holiday, with when it became known and, if it was moved or called off, from when that was known. */
export interface HolidayRow {
  readonly date: LocalDate;
  readonly title: string;
  readonly knownFrom: LocalDate;
  readonly withdrawnFrom?: LocalDate;
}

/** First and last year, both included. */
export interface YearRange {
  readonly from: number;
  readonly to: number;
}

/** The years of the table below. */
export const ENGLAND_AND_WALES_YEARS: YearRange = { from: 1995, to: 2028 };

const TITLES = [
  'New Year’s Day',
  'Good Friday',
  'Easter Monday',
  'Early May bank holiday',
  'Spring bank holiday',
  'Summer bank holiday',
  'Christmas Day',
  'Boxing Day',
] as const;

/** The holidays with a date of their own; on another date it is the substitute day. */
const FIXED: Readonly<Record<string, string>> = {
  'New Year’s Day': '01-01',
  'Christmas Day': '12-25',
  'Boxing Day': '12-26',
};

/**
 * The eight ordinary holidays of each year, month and day, in the order of the titles; where the day itself falls on a
 * weekend, its substitute day (Banking and Financial Dealings Act 1971, schedule 1 and section 1). In 2005, 2011, 2016
 * and 2022 Boxing Day was the Monday and the substitute for Christmas Day the Tuesday after it.
 */
const ORDINARY: Readonly<Record<number, string>> = {
  1995: '01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  1996: '01-01 04-05 04-08 05-06 05-27 08-26 12-25 12-26',
  1997: '01-01 03-28 03-31 05-05 05-26 08-25 12-25 12-26',
  1998: '01-01 04-10 04-13 05-04 05-25 08-31 12-25 12-28',
  1999: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
  2000: '01-03 04-21 04-24 05-01 05-29 08-28 12-25 12-26',
  2001: '01-01 04-13 04-16 05-07 05-28 08-27 12-25 12-26',
  2002: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
  2003: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2004: '01-01 04-09 04-12 05-03 05-31 08-30 12-27 12-28',
  2005: '01-03 03-25 03-28 05-02 05-30 08-29 12-27 12-26',
  2006: '01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  2007: '01-01 04-06 04-09 05-07 05-28 08-27 12-25 12-26',
  2008: '01-01 03-21 03-24 05-05 05-26 08-25 12-25 12-26',
  2009: '01-01 04-10 04-13 05-04 05-25 08-31 12-25 12-28',
  2010: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
  2011: '01-03 04-22 04-25 05-02 05-30 08-29 12-27 12-26',
  2012: '01-02 04-06 04-09 05-07 05-28 08-27 12-25 12-26',
  2013: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
  2014: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2015: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2016: '01-01 03-25 03-28 05-02 05-30 08-29 12-27 12-26',
  2017: '01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  2018: '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26',
  2019: '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26',
  2020: '01-01 04-10 04-13 05-04 05-25 08-31 12-25 12-28',
  2021: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
  2022: '01-03 04-15 04-18 05-02 05-30 08-29 12-27 12-26',
  2023: '01-02 04-07 04-10 05-01 05-29 08-28 12-25 12-26',
  2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
  2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
  2028: '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
};

/** The first date on which an ordinary holiday counts as known: they are published about two years ahead. */
function ordinaryKnownFrom(year: number): LocalDate {
  return `${year - 2}-01-01`;
}

/** Ordinary holidays that were moved, by date: when the move was announced. Their new dates are among the special days. */
const WITHDRAWN: Readonly<Record<LocalDate, LocalDate>> = {
  '1995-05-01': '1993-12-16',
  '2002-05-27': '2000-11-24',
  '2012-05-28': '2010-01-05',
  '2020-05-04': '2019-06-07',
  '2022-05-30': '2020-11-12',
};

/**
 * Moved and additional days, with the date of their announcement, or of their proclamation where that came first.
 * VE Day 1995: Lords written answer of 16 December 1993. Golden Jubilee: Commons written answer reported on 24 November
 * 2000. Millennium Eve: reported as settled in spring 1998; the day is not on record, 1 May is taken.
 */
const SPECIAL: readonly HolidayRow[] = [
  { date: '1995-05-08', title: 'Early May bank holiday (VE Day)', knownFrom: '1993-12-16' },
  { date: '1999-12-31', title: 'Millennium Eve', knownFrom: '1998-05-01' },
  { date: '2002-06-03', title: 'Golden Jubilee of Elizabeth II', knownFrom: '2000-11-24' },
  { date: '2002-06-04', title: 'Spring bank holiday (moved)', knownFrom: '2000-11-24' },
  { date: '2011-04-29', title: 'Wedding of Prince William and Catherine Middleton', knownFrom: '2010-11-23' },
  { date: '2012-06-04', title: 'Spring bank holiday (moved)', knownFrom: '2010-01-05' },
  { date: '2012-06-05', title: 'Diamond Jubilee of Elizabeth II', knownFrom: '2010-01-05' },
  { date: '2020-05-08', title: 'Early May bank holiday (VE Day)', knownFrom: '2019-06-07' },
  { date: '2022-06-02', title: 'Spring bank holiday (moved)', knownFrom: '2020-11-12' },
  { date: '2022-06-03', title: 'Platinum Jubilee of Elizabeth II', knownFrom: '2020-11-12' },
  { date: '2022-09-19', title: 'State Funeral of Elizabeth II', knownFrom: '2022-09-10' },
  { date: '2023-05-08', title: 'Coronation of Charles III', knownFrom: '2022-11-06' },
];

function ordinaryRows(): HolidayRow[] {
  return Object.entries(ORDINARY).flatMap(([year, days]) =>
    days.split(' ').map((day, which) => ordinaryRow(Number(year), day, TITLES[which]!)),
  );
}

function ordinaryRow(year: number, day: string, title: string): HolidayRow {
  const date = `${year}-${day}`;
  const withdrawnFrom = WITHDRAWN[date];
  return {
    date,
    title: (FIXED[title] ?? day) === day ? title : `${title} (substitute day)`,
    knownFrom: ordinaryKnownFrom(year),
    ...(withdrawnFrom !== undefined && { withdrawnFrom }),
  };
}

/** Every bank holiday of England and Wales in those years, moved ones included, in order of date. */
export const ENGLAND_AND_WALES_ROWS: readonly HolidayRow[] = [...ordinaryRows(), ...SPECIAL].sort((a, b) =>
  a.date < b.date ? -1 : 1,
);
