import type { EntityManager } from 'typeorm';
import { poolOf } from './unit-of-work.js';

/** How many texts are kept, so that nobody's choice of filters fills the memory of the server's processes. */
const most = 200;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  if (!names.has(text) && names.size < most) names.set(text, `asked-${names.size + 1}`);
  return names.get(text);
}

/**
 * Asks what is asked often: each connection keeps it prepared, so that it is read once and planned a few times, and
 * again when PostgreSQL has counted its tables anew. Sent at once, so that what is asked together on one connection travels
 * together.
 */
export async function ask<Row>(manager: EntityManager, text: string, values: unknown[] = []): Promise<Row[]> {
  if (asksOtherwise(manager)) return manager.query(text, values);
  const connection = manager.queryRunner ? await manager.queryRunner.connect() : poolOf(manager.connection);
  return (await connection.query({ name: nameOf(text), text, values })).rows;
}

/**
 * The same of a list, on the connection of this manager: by the plan that it keeps, whatever is asked for. PostgreSQL itself
 * cannot tell how soon a page will be full, so it would plan a list anew each time, which took longer than to read it. What is
 * said of plans travels with the question.
 */
export async function askByKeptPlan<Row>(manager: EntityManager, text: string, values: unknown[]): Promise<Row[]> {
  const connection = await manager.queryRunner!.connect();
  const [, { rows }] = await Promise.all([
    connection.query('set plan_cache_mode = force_generic_plan'),
    connection.query({ name: nameOf(text), text, values }),
    connection.query('reset plan_cache_mode'),
  ]);
  return rows;
}

/** Reads on one connection: answers come in the order of the questions, none from before the first. */
export async function onOneConnection<T>(
  manager: EntityManager,
  read: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  if (manager.queryRunner) return read(manager);
  const runner = manager.connection.createQueryRunner();
  try {
    return await read(runner.manager);
  } finally {
    await runner.release();
  }
}

/** Its questions are not what is sent: {@link asKnown} asks them of other tables. */
const asksOtherwise = (manager: EntityManager): boolean => Object.hasOwn(manager, 'query');
