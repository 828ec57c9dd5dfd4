import { atLocalTime, type Instant, type LocalDate } from '@kept-informed/calendar';

/** One row of a table of docs/worked-examples. */
export interface Example {
  readonly number: string;
  /** The promises that the table is about. */
  readonly promises: readonly string[];
  readonly given: readonly string[];
  readonly on: Instant;
  readonly owed: readonly string[];
  readonly why: string;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A date and time as the tables write them, `20 Jan 2006 17:00`; where no time is written, ten in the morning. */
export const moment =
  '\\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{4}(?: \\d\\d:\\d\\d(?::\\d\\d)?)?';

export function dateOf(text: string): LocalDate {
  const [day, month, year] = text.split(' ') as [string, string, string];
  return `${year}-${String(months.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** London time. */
export function instantOf(text: string): Instant {
  const [hour, minute, second = '00'] = (text.split(' ')[3] ?? '10:00').split(':') as [string, string, string?];
  const at = atLocalTime(dateOf(text), `${hour}:${minute}`, 'Europe/London');
  return new Date(Date.parse(at) + Number(second) * 1000).toISOString();
}

export function wordsOf(date: LocalDate): string {
  const [year, month, day] = date.split('-') as [string, string, string];
  return `${Number(day)} ${months[Number(month) - 1]} ${year}`;
}

const cells = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

const sentences = (cell: string): string[] => cell.split('; ').filter((sentence) => sentence !== '');

/** Every example of a page: under each second heading, which begins with the promises it is about, one table. */
export function examplesIn(page: string): Example[] {
  const found: Example[] = [];
  let promises: string[] = [];
  for (const line of page.split('\n')) {
    if (line.startsWith('## ')) promises = line.slice(3).match(/\b[A-Z]+\d*(?:-[A-Z0-9]+)+\b/g) ?? [];
    const [number = '', given = '', on = '', owed = '', why = ''] = line.startsWith('|') ? cells(line) : [];
    if (!/^\d+$/.test(number)) continue;
    found.push({ number, promises, given: sentences(given), on: instantOf(on), owed: sentences(owed), why });
  }
  return found;
}
