import type { EntityManager } from 'typeorm';

/** A statement that each connection keeps under its name. */
export interface Prepared {
  readonly name: string;
  readonly text: string;
}

interface Client {
  query(asked: Prepared & { values: unknown[] }): Promise<{ rows: unknown[] }>;
}

/**
 * Asks a statement that each connection keeps prepared, so that it is read and planned once and not at every call. Only
 * for statements whose plan does not depend on how large a table was when it was made.
 */
export async function prepared<Row>(manager: EntityManager, statement: Prepared, values: unknown[]): Promise<Row[]> {
  const runner = manager.queryRunner ?? manager.connection.createQueryRunner();
  try {
    const client = (await runner.connect()) as Client;
    return (await client.query({ ...statement, values })).rows as Row[];
  } finally {
    if (!manager.queryRunner) await runner.release();
  }
}
