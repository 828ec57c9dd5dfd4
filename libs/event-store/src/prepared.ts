import type { DataSource, EntityManager } from 'typeorm';

/** A statement that each connection keeps under its name. */
export interface Prepared {
  readonly name: string;
  readonly text: string;
}

/** A connection of the driver, or its pool, which asks on any connection that is free. */
interface Asked {
  query(asked: Prepared & { values: unknown[] }): Promise<{ rows: unknown[] }>;
}

/**
 * Asks a statement that each connection keeps prepared, so that it is read and planned once and not at every call. Only
 * for statements whose plan does not depend on how large a table was when it was made.
 */
export async function prepared<Row>(manager: EntityManager, statement: Prepared, values: unknown[]): Promise<Row[]> {
  const { queryRunner } = manager;
  const asked: Asked = queryRunner ? await queryRunner.connect() : poolOf(manager.connection);
  return (await asked.query({ ...statement, values })).rows as Row[];
}

/** Outside a transaction a query runner would only be made and let go again: a tenth of the time of one short append. */
function poolOf({ driver }: DataSource): Asked {
  return (driver as unknown as { master: Asked }).master;
}
