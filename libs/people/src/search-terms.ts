import type { LocalDate } from '@kept-informed/calendar';
import { neighboursOf, soundsOf, wordsOf } from './name-forms.js';
import type { PersonDetails } from './person-details.js';
import { meaningOf } from './route-meaning.js';

/** One thing that is asked for. */
export type SearchTerm =
  | { readonly on: 'name'; readonly word: string }
  | { readonly on: 'phone'; readonly number: string }
  | { readonly on: 'email'; readonly email: string }
  | { readonly on: 'post-code'; readonly postCode: string }
  | { readonly on: 'born-on'; readonly date: LocalDate };

/** What digests a term meets: exactly, and else by a neighbour or a sound. */
export interface TermForms {
  readonly exact: readonly string[];
  readonly near: readonly string[];
  readonly sound: readonly string[];
}

/** What can be searched for of somebody. */
export interface SearchablePerson extends Pick<PersonDetails, 'name' | 'bornOn'> {
  readonly routes: readonly { readonly method: string; readonly value: string }[];
}

const mostWords = 6;
const endingDigits = 6;

const postCode = /\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b/giu;
const email = /\S+@\S+/gu;
const isoDate = /\b(\d{4})-(\d{1,2})-(\d{1,2})\b/gu;
const britishDate = /\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b/gu;
const writtenDate =
  /\b(\d{1,2})(?:st|nd|rd|th)?\s+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+(\d{4})\b/giu;
const phone = /\+?\(?\d[\d\s().-]{4,}\d/gu;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What somebody typed, taken apart. What holds a digit and is none of these is part of a reference, and nothing of a person. */
export function termsIn(text: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  let rest = text.normalize('NFKC').replace(/\p{Cf}/gu, '');
  const take = (pattern: RegExp, read: (found: RegExpMatchArray) => SearchTerm | undefined) => {
    for (const found of rest.matchAll(pattern)) {
      const term = read(found);
      if (!term) continue;
      terms.push(term);
      rest = rest.replace(found[0], ' ');
    }
  };
  take(email, ([found]) => ({ on: 'email', email: meaningOf('email', found).meaning }));
  take(isoDate, ([, year, month, day]) => bornOn(year!, month!, day!));
  take(britishDate, ([, day, month, year]) => bornOn(year!, month!, day!));
  take(writtenDate, ([, day, month, year]) => bornOn(year!, String(months.indexOf(month!.toLowerCase()) + 1), day!));
  take(postCode, ([found]) => ({ on: 'post-code', postCode: found.replace(/\s/gu, '').toLowerCase() }));
  take(phone, ([found]) => ({ on: 'phone', number: meaningOf('phone', found).meaning }));
  const words = wordsOf(rest).filter((word) => !/\d/u.test(word));
  return [...terms, ...words.slice(0, mostWords).map((word) => ({ on: 'name' as const, word }))];
}

function bornOn(year: string, month: string, day: string): SearchTerm | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const isDate = !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);
  return isDate ? { on: 'born-on', date: date as LocalDate } : undefined;
}

export function formsOf(term: SearchTerm): TermForms {
  if (term.on === 'name')
    return {
      exact: [`word ${term.word}`],
      near: neighboursOf(term.word).map((form) => `near ${form}`),
      sound: soundsOf(term.word).map((code) => `sound ${code}`),
    };
  if (term.on === 'phone')
    return {
      exact: [`phone ${term.number}`],
      near: endingsOf(term.number).map((digits) => `ending ${digits}`),
      sound: [],
    };
  if (term.on === 'email') return { exact: [`email ${term.email}`], near: [], sound: [] };
  if (term.on === 'post-code') return { exact: [`post-code ${term.postCode}`], near: [], sound: [] };
  return { exact: [`born ${term.date}`], near: [], sound: [] };
}

/** Everything by which somebody is to be found. */
export function labelsOf(person: SearchablePerson): string[] {
  const forms = termsOf(person).map(formsOf);
  return [...new Set(forms.flatMap(({ exact, near, sound }) => [...exact, ...near, ...sound]))];
}

/** The terms that somebody answers to exactly. */
export function termsOf({ name, bornOn: date, routes }: SearchablePerson): SearchTerm[] {
  return [
    ...wordsOf(name ?? '').map((word) => ({ on: 'name' as const, word })),
    ...(date ? [{ on: 'born-on' as const, date }] : []),
    ...routes.flatMap(termOfRoute),
  ];
}

function termOfRoute({ method, value }: { method: string; value: string }): SearchTerm[] {
  const { kind, meaning, mark } = meaningOf(method, value);
  if (kind === 'number') return [{ on: 'phone', number: meaning }];
  if (kind === 'email') return [{ on: 'email', email: meaning }];
  return kind === 'address' && mark !== meaning ? [{ on: 'post-code', postCode: mark }] : [];
}

export function endingsOf(number: string): string[] {
  const digits = number.replace(/x.*$/, '').replace(/\D/gu, '');
  return digits.length >= endingDigits ? [digits.slice(-endingDigits)] : [];
}
