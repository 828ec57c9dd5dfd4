import type { EntityManager } from 'typeorm';
import { ask } from './prepared.js';

/**
 * SQL for the highest position that is committed now, as text; '0' in an empty store. With the schema, because it is so now
 * also of whatever is asked as known at a time.
 */
export const headPosition = `(select coalesce(max(position), 0)::text from public.facts)`;

export async function headOf(manager: EntityManager): Promise<string> {
  const [row] = await ask<{ position: string }>(manager, `select ${headPosition} as position`);
  return row!.position;
}

/** SQL for the version at which a stream stands; null where there is none. `stream`: SQL for its name. */
export const versionOf = (stream: string): string => `(select max(version) from facts where stream = ${stream})`;

/** SQL for all of a stream's last fact that a database put back to a time before could have otherwise; null where there is none. */
export const lastFactOf = (stream: string): string => `
  (select concat_ws(' ', version, position, request_id) from facts where stream = ${stream} order by version desc limit 1)`;
