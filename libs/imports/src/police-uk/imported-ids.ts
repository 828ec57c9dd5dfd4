import { localDate } from '@kept-informed/calendar';
import { idOf } from '@kept-informed/decisions';
import type { ImportedMilestone } from './outcomes.js';

const SOURCE = 'police-uk';

/** Ids of what an import records: the same in every run, so that importing again finds what is there. */
export const caseIdOf = (key: string): string => idOf(SOURCE, key);

/** Of the case's one victim, whom the data does not name. */
export const victimIdOf = (key: string): string => idOf(SOURCE, key, 'victim');

/**
 * By type and month, not by moment: outcomes of one type in one month are one milestone, and its moment can move when a
 * later file tells more of that month.
 */
export function milestoneIdOf(
  key: string,
  { type, occurredAt }: Pick<ImportedMilestone, 'type' | 'occurredAt'>,
): string {
  return idOf(SOURCE, key, type, localDate(occurredAt).slice(0, 7));
}

/** Of the closure at a milestone. */
export const closureIdOf = (key: string, milestoneId: string): string => idOf(SOURCE, key, 'closed', milestoneId);

/** Of the reopening by a milestone that came after the case had been closed. */
export const reopeningIdOf = (key: string, milestoneId: string): string => idOf(SOURCE, key, 'reopened', milestoneId);
