import {
  dayOfWeek,
  holidayCalendar,
  regularHolidays,
  type CalendarVersion,
  type HolidayRow,
  type LocalDate,
  type YearRange,
} from '@kept-informed/calendar';
import type { FieldProblem } from '@kept-informed/decisions';

/** A whole calendar: past dates, what was known when, and what was called off. England and Wales, and no other nation. */
export interface CalendarContent {
  readonly division: 'england-and-wales';
  readonly years: YearRange;
  readonly holidays: readonly HolidayRow[];
}

/** A holiday as somebody gives it; without when it became known, that is the day of the draft. */
export interface GivenHoliday {
  readonly date: LocalDate;
  readonly title: string;
  readonly knownFrom?: LocalDate;
  readonly withdrawnFrom?: LocalDate;
}

/** What a calendar is drafted from. */
export interface GivenCalendar {
  readonly years: YearRange;
  readonly holidays: readonly GivenHoliday[];
  /** Where each of them stands in what was sent, for whoever must mend it. */
  readonly field: (index: number) => string;
  /** Dates that the version in force has and that are called off on purpose. */
  readonly calledOff: readonly LocalDate[];
}

/** What is odd about a draft and does not stand in its way. */
export interface DraftWarning {
  readonly code: string;
  readonly detail: string;
}

/** A calendar version as working days are counted by it. */
export function calendarFrom(versionId: string, { holidays, years }: CalendarContent): CalendarVersion {
  return holidayCalendar(holidays, { id: versionId, years });
}

const fewestInAYear = 8;
const saturday = 6;

/** Everything about a given calendar that cannot be, of itself and beside the version in force; none: it can be drafted. */
export function problemsOf(given: GivenCalendar, inForce: CalendarVersion, today: LocalDate): FieldProblem[] {
  return [...implausible(given), ...reduced(given, inForce, today), ...mistimed(given, today)];
}

function implausible({ holidays, years, field }: GivenCalendar): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const seen = new Set<LocalDate>();
  for (const [index, { date, withdrawnFrom }] of holidays.entries()) {
    const say = (detail: string) => problems.push({ field: `${field(index)}/date`, detail });
    const year = Number(date.slice(0, 4));
    if (year < years.from || year > years.to) say(`${date} is outside the years ${years.from} to ${years.to}.`);
    if (dayOfWeek(date) >= saturday) say(`${date} is on a weekend, where no bank holiday falls.`);
    if (withdrawnFrom !== undefined) continue;
    if (seen.has(date)) say(`${date} is there twice.`);
    seen.add(date);
  }
  return problems;
}

/** A year or a date that is still ahead may not just be gone: that is how a feed that was cut short looks. */
function reduced(given: GivenCalendar, inForce: CalendarVersion, today: LocalDate): FieldProblem[] {
  const { years, holidays, calledOff, field } = given;
  const problems: FieldProblem[] = [];
  const say = (detail: string) => problems.push({ field: field(-1), detail });
  if (years.to < inForce.years.to) say(`The year ${inForce.years.to} is missing, which the version in force has.`);
  const dates = new Set(holidays.map(({ date }) => date));
  const ahead = [...inForce.holidays.keys()].filter((date) => date > today && Number(date.slice(0, 4)) <= years.to);
  for (const date of ahead) {
    if (!dates.has(date) && !calledOff.includes(date))
      say(`${date} is missing, which the version in force has. Say that it is called off, if it is.`);
  }
  for (const date of calledOff) {
    if (!ahead.includes(date)) say(`${date} is called off, but the version in force has no such holiday ahead.`);
  }
  return [...problems, ...tooFew(given, inForce, today)];
}

/** Those that were called off count: the year was whole with them. */
function tooFew(given: GivenCalendar, inForce: CalendarVersion, today: LocalDate): FieldProblem[] {
  const dates = new Set(laidOver(given, inForce, today).map(({ date }) => date));
  const counts = new Map<number, number>();
  for (const date of dates) counts.set(yearOf(date), (counts.get(yearOf(date)) ?? 0) + 1);
  const problems: FieldProblem[] = [];
  for (let year = Math.min(given.years.from, inForce.years.from); year <= given.years.to; year += 1) {
    const count = counts.get(year) ?? 0;
    if (count < fewestInAYear)
      problems.push({ field: given.field(-1), detail: `${year} would have ${count} bank holidays; a year has eight.` });
  }
  return problems;
}

const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

function mistimed({ holidays, field }: GivenCalendar, today: LocalDate): FieldProblem[] {
  return holidays.flatMap(({ knownFrom, withdrawnFrom }, index) => [
    ...(knownFrom !== undefined && knownFrom > today
      ? [{ field: `${field(index)}/knownFrom`, detail: 'What becomes known later is drafted then.' }]
      : []),
    ...(withdrawnFrom !== undefined && (withdrawnFrom > today || withdrawnFrom < (knownFrom ?? withdrawnFrom))
      ? [
          {
            field: `${field(index)}/withdrawnFrom`,
            detail: 'It is called off after it became known and not later than today.',
          },
        ]
      : []),
  ]);
}

/**
 * The whole calendar that a given one makes of the version in force. What is past, and what was known when, stays as it
 * was; a date that is new became known on the day of the draft unless said otherwise; one that is called off keeps its row.
 */
export function contentFrom(given: GivenCalendar, inForce: CalendarVersion, today: LocalDate): CalendarContent {
  const years = {
    from: Math.min(given.years.from, inForce.years.from),
    to: Math.max(given.years.to, inForce.years.to),
  };
  return { division: 'england-and-wales', years, holidays: laidOver(given, inForce, today) };
}

function laidOver({ holidays, calledOff }: GivenCalendar, { rows }: CalendarVersion, today: LocalDate): HolidayRow[] {
  const gone = new Set(rows.filter(({ withdrawnFrom }) => withdrawnFrom !== undefined).map(({ date }) => date));
  const off = new Map(calledOff.map((date) => [date, today]));
  for (const { date, withdrawnFrom } of holidays) {
    if (withdrawnFrom !== undefined && !gone.has(date)) off.set(date, withdrawnFrom);
  }
  const held = new Set(rows.filter(({ withdrawnFrom }) => withdrawnFrom === undefined).map(({ date }) => date));
  const kept = rows.map((row) =>
    row.withdrawnFrom === undefined && row.date > today && off.has(row.date)
      ? { ...row, withdrawnFrom: off.get(row.date)! }
      : row,
  );
  const added = holidays
    .filter(({ date, withdrawnFrom }) => !held.has(date) && !(withdrawnFrom !== undefined && gone.has(date)))
    .map(({ date, title, knownFrom = today, withdrawnFrom }) => ({
      date,
      title,
      knownFrom,
      ...(withdrawnFrom !== undefined && { withdrawnFrom }),
    }));
  return [...kept, ...added].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Dates that a calendar adds to the version in force or calls off, in order. */
export function differencesOf({ holidays }: CalendarContent, { holidays: before }: CalendarVersion) {
  const holding = holidays.filter(({ withdrawnFrom }) => withdrawnFrom === undefined);
  const now = new Set(holding.map(({ date }) => date));
  return {
    added: holding.map(({ date }) => date).filter((date) => !before.has(date)),
    calledOff: [...before.keys()].filter((date) => !now.has(date)),
  };
}

/** What is odd about a draft: a date where none regularly falls, a regular one that is not there, one that is past. */
export function warningsOf(content: CalendarContent, inForce: CalendarVersion, today: LocalDate): DraftWarning[] {
  const { added, calledOff } = differencesOf(content, inForce);
  const years = new Set([...added, ...calledOff].map(yearOf));
  const regular = new Set([...years].flatMap(regularHolidays));
  const held = new Set(content.holidays.filter(({ withdrawnFrom }) => !withdrawnFrom).map(({ date }) => date));
  const isNew = (date: LocalDate) => yearOf(date) > inForce.years.to || calledOff.includes(date);
  return [
    ...added.filter((date) => !regular.has(date)).map(irregular),
    ...added.filter((date) => date <= today).map(alreadyPast),
    ...[...regular].filter((date) => isNew(date) && !held.has(date)).map(lacking),
  ];
}

const irregular = (date: LocalDate): DraftWarning => ({
  code: 'irregular-date',
  detail: `No bank holiday regularly falls on ${date}. Check day and month, and that it was proclaimed.`,
});

const alreadyPast = (date: LocalDate): DraftWarning => ({
  code: 'past-date',
  detail: `${date} is not ahead: what was due since is counted as it is known only from now on.`,
});

const lacking = (date: LocalDate): DraftWarning => ({
  code: 'regular-date-missing',
  detail: `A bank holiday regularly falls on ${date}, and there is none.`,
});
