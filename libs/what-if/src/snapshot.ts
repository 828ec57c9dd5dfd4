import { FactStore, UnitOfWork } from '@kept-informed/event-store';
import type { DataSource, EntityManager } from 'typeorm';

/** The database as it stands at one moment. */
export interface Snapshot {
  readonly work: UnitOfWork;
  readonly store: FactStore;
  readonly manager: EntityManager;
}

/**
 * Reads in one transaction that sees the database as it stood when it began, or as another one does that told its name, and in
 * which PostgreSQL itself refuses whatever would write. Its store has no read tables to change.
 */
export function inSnapshot<Answer>(
  database: DataSource,
  read: (snapshot: Snapshot) => Promise<Answer>,
  name?: string,
): Promise<Answer> {
  const work = new UnitOfWork(database);
  return work.run(async (manager) => {
    await manager.query('set transaction isolation level repeatable read, read only');
    // PostgreSQL takes no parameter here.
    if (name !== undefined) await manager.query(`set transaction snapshot '${name.replaceAll("'", '')}'`);
    return read({ work, store: new FactStore(work), manager });
  });
}

/** What another transaction can see the same by, while this one lasts. */
export async function nameOf({ manager }: Snapshot): Promise<string> {
  const [{ name }] = (await manager.query('select pg_export_snapshot() as name')) as [{ name: string }];
  return name;
}
