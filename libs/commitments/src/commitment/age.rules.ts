import type { LocalDate } from '@kept-informed/calendar';

/** How old somebody was, youngest first and no more exactly than the Codes ask: it stands in facts. */
export const ageBands = ['under-17', 'under-18', 'adult'] as const;
export type AgeBand = (typeof ageBands)[number];
export const childBands = ['under-17', 'under-18'] as const satisfies readonly AgeBand[];
export type ChildBand = (typeof childBands)[number];

/** Whom the Codes call children. Source: standards.md, Code of 2006. */
export const defaultEnhancedAges: Readonly<Record<string, ChildBand>> = {
  'victims-code-2006': 'under-17',
  'victims-code-2013': 'under-18',
  'victims-code-2015': 'under-18',
  'victims-code-2020': 'under-18',
};

/** Whether somebody has had so many birthdays by a London date. Born on 29 February: a year older on 1 March. */
export const hasReachedAge = (age: number, bornOn: LocalDate, on: LocalDate): boolean =>
  on >= `${Number(bornOn.slice(0, 4)) + age}${bornOn.slice(4)}`;

/** How old somebody is on a London date, as far as it may stand in a fact. */
export function ageBandOn(on: LocalDate, bornOn: LocalDate): AgeBand {
  if (!hasReachedAge(17, bornOn, on)) return 'under-17';
  return hasReachedAge(18, bornOn, on) ? 'adult' : 'under-18';
}
