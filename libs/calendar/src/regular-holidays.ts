import { addDays, dayOfWeek, type LocalDate, type Weekday } from './dates.js';

const monday: Weekday = 1;

/**
 * The eight dates on which the bank holidays of England and Wales fall in a year unless one is moved or added, in order: New
 * Year's Day, Good Friday, Easter Monday, the first and the last Monday of May, the last of August, Christmas and Boxing
 * Day, each on its substitute day where it falls on a weekend (Banking and Financial Dealings Act 1971, schedule 1).
 */
export function regularHolidays(year: number): LocalDate[] {
  const easter = easterSunday(year);
  return [
    offWeekend(`${year}-01-01`),
    addDays(easter, -2),
    addDays(easter, 1),
    firstMondayFrom(`${year}-05-01`),
    firstMondayFrom(`${year}-05-25`),
    firstMondayFrom(`${year}-08-25`),
    ...christmas(year),
  ];
}

/** Two days in a row of which none may fall on a weekend, nor both on one day. */
function christmas(year: number): LocalDate[] {
  const days: Partial<Record<Weekday, string[]>> = { 5: ['25', '28'], 6: ['27', '28'], 7: ['26', '27'] };
  return (days[dayOfWeek(`${year}-12-25`)] ?? ['25', '26']).map((day) => `${year}-12-${day}`);
}

function offWeekend(date: LocalDate): LocalDate {
  return dayOfWeek(date) > 5 ? firstMondayFrom(date) : date;
}

function firstMondayFrom(date: LocalDate): LocalDate {
  return addDays(date, (7 + monday - dayOfWeek(date)) % 7);
}

/** Sunday after the full moon of spring by the Gregorian tables (the anonymous algorithm of 1876). */
function easterSunday(year: number): LocalDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const days = epact + toSunday - 7 * late + 114;
  const [month, day] = [Math.floor(days / 31), (days % 31) + 1];
  return `${year}-0${month}-${String(day).padStart(2, '0')}`;
}
