import type { OwnForce } from '@kept-informed/commitments';
import { concernInWords } from '@kept-informed/follow-up';
import { sentence } from '../cases/words.js';

export const listWords = { overdue: 'Overdue', today: 'Due today', unreached: 'No one to tell' } as const;

export const statusWords = { open: 'Taken on by nobody', acknowledged: 'Taken on', snoozed: 'Put aside' } as const;

const inWords: Readonly<Record<string, string>> = {
  'due-soon': 'Due soon',
  missed: 'Missed',
  escalated: 'Escalated',
  unresolved: 'Unresolved',
};

export const rungInWords = (rung: string): string =>
  inWords[rung] ?? sentence(concernInWords(rung) ?? rung.replaceAll('-', ' '));

const of = (words: Readonly<Record<string, string>>) => (value: string) => words[value] ?? value;

/** All by which a board is narrowed, as somebody who chose it reads it. */
export const boardChoices: Readonly<Record<string, (value: string, force: OwnForce) => string>> = {
  team: (id, { directory }) => directory.current.team(id)?.name ?? id,
  bcu: (name) => name,
  list: of(listWords),
  rung: rungInWords,
  status: of(statusWords),
};
