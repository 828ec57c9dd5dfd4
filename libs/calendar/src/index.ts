export { Clock, fixedClock, shiftedClock, systemClock } from './clock.js';
export type { Elapsed, FixedClock, Shift } from './clock.js';
export { addDays, addMonths, dayOfWeek, daysBetween, parseLocalDate } from './dates.js';
export type { LocalDate, Weekday } from './dates.js';
export { due, dueOnly } from './due.js';
export type { Due } from './due.js';
export type { DueStep } from './due-steps.js';
export { durationText, parseDuration, periodEnd } from './durations.js';
export type { Duration } from './durations.js';
export { asKnownOn, englandAndWales, englandAndWalesAsKnownOn, holidayCalendar, MissingHolidays } from './holidays.js';
export type { CalendarOptions, CalendarVersion } from './holidays.js';
export { ENGLAND_AND_WALES_ROWS, ENGLAND_AND_WALES_YEARS } from './holidays.data.js';
export type { HolidayRow, YearRange } from './holidays.data.js';
export { regularHolidays } from './regular-holidays.js';
export { addHours, instantOf, parseInstant } from './instants.js';
export type { Instant } from './instants.js';
export { UncountableLimit } from './limits.js';
export type { Convention, DueRequest, DueTime, LimitUnit } from './limits.js';
export { isStopped, lastUnstopped, stoppedDates } from './stops.js';
export type { Stop, StoppedDates } from './stops.js';
export {
  addWorkingDays,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  rollBackward,
  rollForward,
  workingDaysBetween,
  workingDaysInclusive,
} from './working-days.js';
export { atLocalTime, DEFAULT_ZONE, endOfDay, localDate, startOfDay } from './zones.js';
export type { LocalTime, Zone } from './zones.js';
