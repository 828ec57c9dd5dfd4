import { fixedClock } from '@kept-informed/calendar';
import { FactStore, UnitOfWork } from '@kept-informed/event-store';
import { FollowUpStreams, projections } from '@kept-informed/follow-up';
import { book } from './due-cases.js';
import type { Trial } from './trial.js';

export const worker = { by: 'worker', requestId: 'spec' };

/** What a process does whose clock stands at an instant, done here. */
export function streamsAt({ database }: Trial, at: string): FollowUpStreams {
  return new FollowUpStreams(new FactStore(new UnitOfWork(database), projections), () => book, fixedClock(at));
}

export async function caseIds({ database }: Trial): Promise<string[]> {
  const rows: { id: string }[] = await database.query('select case_id as id from cases order by 1');
  return rows.map(({ id }) => id);
}

/** Settles all cases at an instant, as for jobs that were in the queue all along. Answers how many facts that added. */
export async function checkAll(trial: Trial, at: string): Promise<number> {
  return streamsAt(trial, at).check(await caseIds(trial), worker);
}
