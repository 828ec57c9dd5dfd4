import { parseLocalDate, type LocalDate } from '@kept-informed/calendar';
import type { CalendarToDraft } from '@kept-informed/commitments';
import { type FieldProblem, refuseAll } from '@kept-informed/decisions';
import { Text } from '@kept-informed/fields';
import type { FormField } from '../frame/form-field.js';

/** A calendar as a form says it: a holiday a line. */
export class CalendarFormRequest {
  @Text({ max: 20_000 })
  holidays: string;

  @Text({ max: 2_000, optional: true })
  calledOff?: string;
}

/** What is asked of a calendar that is to be drafted. */
export const calendarFields: readonly FormField[] = [
  {
    kind: 'words',
    name: 'holidays',
    label: 'Every bank holiday ahead, one a line',
    hint: 'The day and what it is called, such as 2027-05-03 Early May bank holiday. Of a new year give all of them. Those that are past stay as they are.',
    missing: 'Give the holidays',
    rows: 14,
  },
  {
    kind: 'words',
    name: 'calledOff',
    label: 'Days above that were taken out because they were called off or moved, one a line',
    hint: 'Such as 2027-05-03',
  },
];

interface NamedDay {
  readonly date: LocalDate;
  readonly title: string;
}

export const holidayLines = (holidays: Iterable<NamedDay>): string =>
  [...holidays].map(({ date, title }) => `${date} ${title}`).join('\n');

/** The calendar that a form says. Refused with each line that is none. */
export function calendarFromForm({ holidays: given, calledOff = '' }: CalendarFormRequest): CalendarToDraft {
  const problems: FieldProblem[] = [];
  const holidays = linesIn(given).flatMap((line, index): NamedDay[] => {
    const [, typed = '', title = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
    const date = parseLocalDate(typed);
    if (date !== null && title !== '' && title.length <= 200) return [{ date, title }];
    problems.push({
      field: '/holidays',
      detail: `Line ${index + 1}, “${line.slice(0, 40)}”: give a day and a name, such as 2027-05-03 Early May bank holiday.`,
    });
    return [];
  });
  const off = linesIn(calledOff).flatMap((line): LocalDate[] => {
    const date = parseLocalDate(line);
    if (date !== null) return [date];
    problems.push({ field: '/calledOff', detail: `“${line.slice(0, 40)}” is no day such as 2027-05-03.` });
    return [];
  });
  if (problems.length > 0) throw refuseAll('calendar-invalid', problems, 'The calendar cannot be as it is.');
  const years = holidays.map(({ date }) => Number(date.slice(0, 4)));
  const range = { from: Math.min(...years), to: Math.max(...years) };
  return { given: { years: range, holidays, field: () => '/holidays', calledOff: off }, byHand: true };
}

const linesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
