import {
  addDays,
  addMonths,
  type Instant,
  type LocalDate,
  localDate,
  parseInstant,
  parseLocalDate,
  type Zone,
} from '@kept-informed/calendar';
import type { CellAsked, ReportAsked } from '@kept-informed/case-work';
import { type Dimension, dimensions } from '@kept-informed/compliance';
import { NoSuchPage } from '../frame/page-trouble.js';

/** What an address says, as it came. */
export type Address = Readonly<Record<string, unknown>>;

/** Marks of a figure, by their names in an address. */
export const markNames = ['recordedLate', 'recordedAfterDue', 'disputed', 'changedAfterDue', 'reattributed'] as const;

/** What an address says of something, if anything. */
export const textOf = (address: Address, name: string): string | undefined => {
  const value = address[name];
  return typeof value === 'string' && value !== '' ? value.slice(0, 100) : undefined;
};

/** The month before the one of an instant. */
export function lastMonth(now: Instant, zone: Zone): { from: LocalDate; to: LocalDate } {
  const to = addDays(firstOfMonth(localDate(now, zone)), -1);
  return { from: firstOfMonth(to), to };
}

const firstOfMonth = (date: LocalDate): LocalDate => `${date.slice(0, 7)}-01`;

/** The first and the last day of a month. */
export const monthEnds = (month: string): { from: LocalDate; to: LocalDate } => {
  const from = `${month}-01`;
  return { from, to: addDays(addMonths(from, 1), -1) };
};

export type AskedOfFigures = Pick<ReportAsked, 'from' | 'to' | Dimension>;

/** What an address narrows figures by, and as known when, to be said in another. */
export const saidIn = (address: Address): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(['from', 'to', 'known', ...dimensions].map((name) => [name, textOf(address, name)]));

/** Of which dates and dimensions an address speaks; undefined where it names no date or one that there is not. */
export function askedIn(address: Address): AskedOfFigures | undefined {
  const [from, to] = ['from', 'to'].map((name) => parseLocalDate(textOf(address, name) ?? ''));
  if (!from || !to || to < from) return undefined;
  return { from, to, ...Object.fromEntries(dimensions.map((name) => [name, textOf(address, name)])) };
}

/** Which rows an address asks for. There is no page of what makes no sense: the addresses are those of a report. */
export function cellIn(address: Address): CellAsked {
  const asked = askedIn(address);
  if (!asked) throw new NoSuchPage();
  const knownAt = instantIn(address, 'knownAt');
  const marks = markNames.filter((name) => textOf(address, name) === 'yes').map((name) => [name, true]);
  return { ...asked, knownAt, status: textOf(address, 'status'), ...Object.fromEntries(marks) };
}

/** An instant that an address has to say: it is that of a page. */
export function instantIn(address: Address, name: string): Instant {
  const said = parseInstant(textOf(address, name) ?? '');
  if (said === null) throw new NoSuchPage();
  return said;
}

const chosen: ReadonlySet<Dimension> = new Set(['standard', 'commitment', 'bcu', 'team']);

/** What an address narrows figures by that the page offers no choice of. */
export function besideChoices(address: Address): readonly { readonly name: string; readonly value: string }[] {
  return dimensions
    .filter((name) => !chosen.has(name))
    .flatMap((name) => {
      const value = textOf(address, name);
      return value === undefined ? [] : [{ name, value }];
    });
}

/** A page's own address, with what is said in it. */
export function addressOf(path: string, parts: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parts).filter(
    (part): part is [string, string] => part[1] !== undefined && part[1] !== '',
  );
  return `${path}?${new URLSearchParams(given).toString()}`;
}
