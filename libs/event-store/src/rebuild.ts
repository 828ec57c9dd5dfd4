import type { FactStore } from './fact-store.js';
import { project, type AnyProjection } from './projections.js';
import type { UnitOfWork } from './unit-of-work.js';

/**
 * Empties the read tables and fills them again from the facts, in one transaction that keeps writers waiting while readers
 * go on seeing the old rows. Only the projections run: nothing that acts on the world listens here, so nothing is sent.
 * Needs the tables' owner. Answers how many facts were read.
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
    for (const name of tablesOf(projections)) await manager.query(`delete from ${name}`);
    let done = 0;
    for (let next = store.readInOrder('0', chunk); ;) {
      const facts = await next;
      if (facts.length === 0) break;
      // Asked for before these are projected, so that the database fills rows of one chunk while those of the next are worked out.
      next = store.readInOrder(facts.at(-1)!.position, chunk);
      // Whatever befalls it is thrown when it is waited for; nobody waits once something else was.
      next.catch(() => undefined);
      project(projections, facts, work);
      done += facts.length;
      progress(done);
    }
    for (const { refilled } of projections) await refilled?.(work);
    return done;
  });
}

/** Every table that projections fill, those of histories and of earlier rows too. */
export function tablesOf(projections: readonly AnyProjection[]): string[] {
  const tables = projections.flatMap((projection) => projection.tables);
  return tables.flatMap(({ name, history, earlier }) =>
    [name, history?.name, earlier?.name].filter((each) => each !== undefined),
  );
}
