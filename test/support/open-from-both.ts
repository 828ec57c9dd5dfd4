import type { Instant } from '@kept-informed/calendar';
import { FactStore, UnitOfWork } from '@kept-informed/event-store';
import {
  fold,
  listObligations,
  openObligations,
  streamOf,
  type FollowUpEvent,
  type ObligationView,
} from '@kept-informed/follow-up';
import type { DataSource } from 'typeorm';

/** What is open on every case: told from its facts, and as the tables list it. */
export async function openFromBoth(
  database: DataSource,
  now: Instant,
): Promise<{ told: readonly ObligationView[]; listed: readonly ObligationView[] }> {
  const work = new UnitOfWork(database);
  const store = new FactStore(work);
  const cases: { id: string }[] = await database.query('select case_id as id from cases order by 1');
  const told: ObligationView[] = [];
  const listed: ObligationView[] = [];
  for (const { id } of cases) {
    const facts = (await store.load([streamOf(id)])).get(streamOf(id)) as readonly FollowUpEvent[];
    const state = fold(facts);
    told.push(...openObligations(state, [...state.case!.participants.keys()], now));
    listed.push(...(await listObligations(work.manager, { filter: { caseId: id, open: true }, now })));
  }
  return { told, listed };
}
