export { Clock, type FixedClock, fixedClock, shiftedClock, systemClock } from './clock.js';
export { type LocalDate, type Weekday, addDays, addMonths, dayOfWeek, daysBetween, parseLocalDate } from './dates.js';
export { dateInWords, dayInWords } from './day-words.js';
export { type DueStep, pausedSteps } from './due-steps.js';
export { due, dueOnly } from './due.js';
export { type Duration, durationText, parseDuration, periodEnd } from './durations.js';
export { ENGLAND_AND_WALES_ROWS, ENGLAND_AND_WALES_YEARS, type HolidayRow, type YearRange } from './holidays.data.js';
export {
  type CalendarVersion,
  MissingHolidays,
  asKnownOn,
  asLearntBy,
  englandAndWales,
  englandAndWalesAsKnownOn,
  holidayCalendar,
  learningDates,
} from './holidays.js';
export { type Instant, addHours, earliestOf, instantOf, justBefore, laterOf, never, parseInstant } from './instants.js';
export { type Convention, type LimitUnit, UncountableLimit } from './limits.js';
export { regularHolidays } from './regular-holidays.js';
export { type Stop, datesOut, lastWithStops, withoutStops } from './stops.js';
export { momentInWords, timeInWords } from './time-words.js';
export { addWorkingDays, isWorkingDay, rollForward } from './working-days.js';
export { type LocalTime, type Zone, atLocalTime, endOfDay, localDate, startOfDay } from './zones.js';
