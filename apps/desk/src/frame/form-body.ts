import { atLocalTime, parseLocalDate, type Instant, type LocalDate, type Zone } from '@kept-informed/calendar';

/** A form as it comes: names of lists end with []. */
export type FormBody = Readonly<Record<string, string | readonly string[] | undefined>>;

export function textIn(body: FormBody, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value.trim() : '';
}

export function listIn(body: FormBody, name: string): string[] {
  const value = body[`${name}[]`];
  return value === undefined ? [] : typeof value === 'string' ? [value] : [...value];
}

/** A date in three parts as it was typed. */
export interface TypedDate {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export const noDate: TypedDate = { day: '', month: '', year: '' };

export function dateIn(body: FormBody, name: string): TypedDate {
  const part = (which: string) => textIn(body, `${name}-${which}`);
  return { day: part('day'), month: part('month'), year: part('year') };
}

/** The date as `2026-11-27`; undefined: there is no such date. A year of two digits is one of this century. */
export function dateOf({ day, month, year }: TypedDate): string | undefined {
  const full = /^\d\d$/.test(year) ? `20${year}` : year;
  const text = [full, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  return parseLocalDate(text) ?? undefined;
}

const TIME = /^(\d{1,2})(?:[:.](\d\d))?\s*([ap]m)?$/i;

/** A time of day as people type it, `2:05pm`, `14.05` or `9am`, on a date where the force is; undefined: it is none. */
export function momentOf(date: string, typed: string, zone: Zone): Instant | undefined {
  const [, hours = '', minutes = '00', half] = TIME.exec(typed) ?? [];
  const said = Number(hours);
  if (hours === '' || said > (half ? 12 : 23) || (half !== undefined && said === 0) || Number(minutes) > 59)
    return undefined;
  const hour = half === undefined ? said : (said % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  const parsed = parseLocalDate(date);
  return parsed ? atLocalTime(parsed, `${String(hour).padStart(2, '0')}:${minutes}`, zone) : undefined;
}

/** A day and a time, typed in four parts; undefined: nothing was typed, or there is no such moment. */
export function momentGiven(body: FormBody, name: string, zone: Zone): Instant | undefined {
  const date = dateOf(dateIn(body, name));
  return date === undefined ? undefined : momentOf(date, textIn(body, `${name}-time`), zone);
}

/** A day, typed in three parts; undefined: nothing was typed, or there is no such day. */
export const dateGiven = (body: FormBody, name: string): LocalDate | undefined =>
  dateOf(dateIn(body, name)) as LocalDate | undefined;

/** Of these fields what was filled in. */
export const given = (body: FormBody, ...names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, textIn(body, name)]).filter(([, value]) => value !== ''));
