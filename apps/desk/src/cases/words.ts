import { dateInWords, dayInWords, type Zone } from '@kept-informed/calendar';
import type { ToldObligation, WholeCaseView } from '@kept-informed/case-work';
import type { Rulebook } from '@kept-informed/commitments';
import type { Directory } from '@kept-informed/directory';
import type { RouteView } from '@kept-informed/people';
import type { OwedRow, StillOpen } from './case-page.js';

/** A post as people call it: `Crime desk officer (pc-1001)`. */
export function postInWords(staffId: string | null, directory: Directory): string {
  if (staffId === null) return 'nobody';
  const found = directory.staff(staffId);
  return found ? `${found.title} (${staffId})` : staffId;
}

const units: Readonly<Record<string, string>> = { D: 'day', W: 'week', M: 'month' };

/** `P14D` is every 14 days. */
export function frequencyInWords(duration: string): string {
  const [, count = '', unit = ''] = /^P(\d+)([DWM])$/.exec(duration) ?? [];
  if (!units[unit]) return duration;
  return count === '1' ? `every ${units[unit]}` : `every ${count} ${units[unit]}s`;
}

/** Facts in words name promises, teams, posts and dates by their codes; people read what these are called. */
export function plainer(words: string, titles: ReadonlyMap<string, string>, directory: Directory): string {
  return words
    .replace(/\b\d{4}-\d\d-\d\d\b(?!T)/g, (date) => dayInWords(date))
    .replace(/\bP\d+[DWM]\b/g, (duration) => frequencyInWords(duration).replace(/^every (every )?/, ''))
    .replace(/\b[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+\b/g, (code) => (titles.has(code) ? `“${titles.get(code)}”` : code))
    .replace(/\b[a-z]+(?:-[a-z]+)+\b/g, (id) => directory.team(id)?.name ?? id)
    .replace(/\b[a-z]+-\d{3,5}\b/g, (id) => (directory.staff(id) ? postInWords(id, directory) : id));
}

export function nameIn({ participants }: Pick<WholeCaseView, 'participants'>, participantId: string): string {
  const found = participants.find((one) => one.participantId === participantId);
  return found?.name ?? `the ${found?.role.replaceAll('-', ' ') ?? 'participant'}`;
}

export const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** By its words, which tell paused from overdue. */
export const isOverdue = ({ dueInWords }: { readonly dueInWords: string }): boolean => dueInWords.startsWith('overdue');

/** By its words, which are those beside: overdue, today or tomorrow, later. */
export function toneOf(owed: { readonly dueInWords: string }): OwedRow['tone'] {
  if (isOverdue(owed)) return 'red';
  return /^due (today|tomorrow|in [2-7] days)/.test(owed.dueInWords) ? 'yellow' : 'grey';
}

/** What is open, with whom it is owed to and by when; of what has no date only how much that is. */
export function stillOpen(owed: readonly ToldObligation[], whole: Pick<WholeCaseView, 'participants'>): StillOpen {
  const dated = owed.filter(({ dueOn }) => dueOn !== null);
  return {
    dated: dated.map(
      ({ title, participantId, dueInWords }) => `${title} (${nameIn(whole, participantId)}): ${dueInWords}`,
    ),
    undated: owed.length - dated.length,
  };
}

/** What somebody does not want. */
export function scopeInWords(scope: string, { catalogue }: Rulebook): string {
  if (scope === 'all') return 'to be told anything';
  if (scope === 'periodic') return 'periodic updates';
  return `“${catalogue.find(({ id }) => id === scope)?.title ?? scope}”`;
}

/** Why a route must never be used: who said so, when and why; empty: it is safe. */
export function unsafeInWords(
  { safe, unsafeMark }: Pick<RouteView, 'safe' | 'unsafeMark'>,
  directory: Directory,
  zone: Zone,
): string {
  if (safe) return '';
  if (!unsafeMark) return 'It is marked on another case of the same person.';
  const { by, at, reason } = unsafeMark;
  const why = reason === null ? 'They gave no reason.' : `“${reason}”`;
  return `${postInWords(by, directory)} said so on ${dateInWords(at, zone)}. ${why}`;
}
