import { setImmediate as turn } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import type { FactStore } from './fact-store.js';
import { project, type AnyProjection } from './projections.js';
import type { UnitOfWork } from './unit-of-work.js';

/**
 * Fills the read tables anew from the facts, in one transaction that keeps writers waiting while readers go on seeing the old
 * rows. Only the projections run: nothing that acts on the world listens here, so nothing is sent. Needs the tables' owner.
 * Answers how many facts were read.
 */
export function rebuild(
  work: UnitOfWork,
  store: FactStore,
  projections: readonly AnyProjection[],
  progress: (done: number) => void = () => {},
  chunk = 5_000,
): Promise<number> {
  return work.run(async (manager) => {
    await manager.query('lock table facts in share row exclusive mode');
    await standIn(manager, projections);
    let done = 0;
    for (let next = store.readInOrder('0', chunk); ;) {
      const facts = await next;
      if (facts.length === 0) break;
      // Asked for before these are projected, so that the database fills rows of one chunk while those of the next are worked out.
      next = store.readInOrder(facts.at(-1)!.position, chunk);
      // Whatever befalls it is thrown when it is waited for; nobody waits once something else was.
      next.catch(() => undefined);
      // It is sent as the event loop turns, which would else be after the rows were worked out.
      await turn();
      project(projections, facts, work);
      done += facts.length;
      progress(done);
    }
    for (const { refilled } of projections) await refilled?.(work);
    await takeOver(manager, projections);
    return done;
  });
}

/**
 * Empty tables of this connection alone stand in for the read tables under their names, without an index that their rows are
 * not found by: nothing is logged of a row until it is as it stays, and each is put into the indexes once.
 */
async function standIn(manager: EntityManager, projections: readonly AnyProjection[]): Promise<void> {
  await manager.query(`set local temp_buffers = '64MB'`);
  for (const name of tablesOf(projections))
    await manager.query(
      `create temp table ${name} (like public.${name} including all excluding indexes) on commit drop`,
    );
  for (const { name, key } of projections.flatMap(({ tables }) => tables))
    await manager.query(`alter table ${name} add primary key (${key.join(', ')})`);
  // What this connection prepared before would still be of the tables themselves.
  await manager.query('discard plans');
}

/** Whoever marks a case meanwhile has said of its row already what is to be said. */
const unlessThere = 'on conflict do nothing';

async function takeOver(manager: EntityManager, projections: readonly AnyProjection[]): Promise<void> {
  const carried = new Set(
    projections.flatMap(({ tables }) => tables.filter((table) => table.carried)).map(({ name }) => name),
  );
  for (const name of tablesOf(projections)) await manager.query(`delete from public.${name}`);
  for (const name of tablesOf(projections))
    await manager.query(
      `insert into public.${name} select * from pg_temp.${name} ${carried.has(name) ? unlessThere : ''}`,
    );
}

/** Every table that projections fill, those of histories and of earlier rows too. */
export function tablesOf(projections: readonly AnyProjection[]): string[] {
  const tables = projections.flatMap((projection) => projection.tables);
  return tables.flatMap(({ name, history, earlier }) =>
    [name, history?.name, earlier?.name].filter((each) => each !== undefined),
  );
}
