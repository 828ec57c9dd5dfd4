import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';

const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = `ki_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
  names.set(text, name);
  return name;
}

interface Client {
  query(asked: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

/**
 * Asks a statement that each connection keeps prepared, so that it is read and planned once and not at every call. Only
 * for statements whose plan does not depend on how large a table was when it was made.
 */
export async function prepared<Row>(manager: EntityManager, text: string, values: unknown[]): Promise<Row[]> {
  const runner = manager.queryRunner ?? manager.connection.createQueryRunner();
  try {
    const client = (await runner.connect()) as Client;
    return (await client.query({ name: nameOf(text), text, values })).rows as Row[];
  } finally {
    if (!manager.queryRunner) await runner.release();
  }
}
