import type { OwnForce } from '@kept-informed/commitments';
import { concernInWords } from '@kept-informed/follow-up';
import { sentence } from '../cases/words.js';

export const listWords = { overdue: 'Overdue', today: 'Due today', unreached: 'No one to tell' } as const;

export const statusWords = { open: 'Taken on by nobody', acknowledged: 'Taken on', snoozed: 'Put aside' } as const;

/** By what a warning was given and not by how it stands since: what was about to be due can be overdue by now. */
const inWords: Readonly<Record<string, string>> = {
  'due-soon': 'Warned before it was due',
  missed: 'Missed',
  escalated: 'Escalated',
  unresolved: 'Unresolved',
};

export const rungInWords = (rung: string): string =>
  inWords[rung] ?? sentence(concernInWords(rung) ?? rung.replaceAll('-', ' '));

/** The same in a sentence of its own. */
export const warnedInWords = (rung: string): string =>
  rung === 'missed' ? 'Warned when it was missed' : rungInWords(rung);

const of = (words: Readonly<Record<string, string>>) => (value: string) => words[value] ?? value;

/** All by which a board is narrowed, as somebody who chose it reads it. */
export const boardChoices: Readonly<Record<string, (value: string, force: OwnForce) => string>> = {
  team: (id, { directory }) => directory.current.team(id)?.name ?? id,
  bcu: (name) => name,
  list: of(listWords),
  rung: rungInWords,
  status: of(statusWords),
};
