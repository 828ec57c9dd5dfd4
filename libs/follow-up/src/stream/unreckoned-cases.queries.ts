import { added, type RecordedFact, type RowChange } from '@kept-informed/event-store';
import type { Instant } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';
import { caseIdOf } from '../case/case.stream.js';

/**
 * Cases of which something was recorded that figures kept of them do not have yet. A row is written with the facts, by the
 * same statement: whoever reads sees both or neither (docs/decisions/0042).
 */
export const unreckonedCases = {
  name: 'unreckoned_cases',
  key: ['case_id'],
  columns: ['case_id', 'changed_at'],
  carried: true,
} as const;

export const changedCase = ({ stream, recorded }: RecordedFact): RowChange =>
  added(unreckonedCases, { case_id: caseIdOf(stream), changed_at: recorded });

/**
 * Takes some cases of which nothing was recorded for a while, the longest first, to reckon them in this transaction: whoever
 * records of one waits for its end, and what is asked after this sees all that was recorded before. None that others have.
 */
async function take(manager: EntityManager, before: Instant, limit: number): Promise<string[]> {
  const taken: { case_id: string }[] = await manager.query(
    `select case_id from unreckoned_cases where changed_at < $1 order by changed_at, case_id limit $2
     for update skip locked`,
    [before, limit],
  );
  const caseIds = taken.map(({ case_id: id }) => id);
  if (caseIds.length > 0) await manager.query('delete from unreckoned_cases where case_id = any ($1)', [caseIds]);
  return caseIds;
}

/** Has cases reckoned anew of which nothing was recorded. */
async function again(manager: EntityManager, caseIds: readonly string[]): Promise<void> {
  await manager.query(
    `insert into unreckoned_cases select unnest($1::text[]), '-infinity' on conflict (case_id) do nothing`,
    [caseIds],
  );
}

/** The cases that wait to be reckoned, as whoever reckons them sees them. */
export const unreckoned = { take, again };
