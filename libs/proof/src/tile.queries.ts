import type { EntityManager } from 'typeorm';
import { checkpointIn, hashesIn, sealsIn } from './log.queries.js';
import { tileWidth, type Tile } from './tile.js';

export const entryBytes = 32;
/** Before each entry of a bundle stands how long it is, in two bytes. */
export const entryLength = Buffer.of(0, entryBytes);

/** A tile as it is served. The log has to be as large. */
export async function tileIn(manager: EntityManager, { level, index, width }: Tile): Promise<Buffer> {
  const range = { from: index * tileWidth, to: index * tileWidth + width };
  if (level !== 'entries') return Buffer.concat(await hashesIn(manager)(level, range));
  const seals = await sealsIn(manager, range);
  return Buffer.concat(seals.flatMap(({ digest }) => [entryLength, digest]));
}

/** The same, of any width that the log has reached; undefined where it has not. */
export async function tileReached(manager: EntityManager, tile: Tile): Promise<Buffer | undefined> {
  const { size } = (await checkpointIn(manager)) ?? { size: 0 };
  const each = tileWidth ** (tile.level === 'entries' ? 0 : tile.level);
  const isThere = tile.index * tileWidth + tile.width <= Math.floor(size / each);
  return isThere ? tileIn(manager, tile) : undefined;
}
