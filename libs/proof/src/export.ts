import { createWriteStream } from 'node:fs';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { storedAt, type StoredFact } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import { canonicalJson } from './canonical.js';
import { checkpointIn, sealsIn } from './log.queries.js';
import { entryBytes, entryLength, tileIn } from './tile.queries.js';
import { pathOf, tilesOf, tileWidth, type Tile } from './tile.js';
import type { ProofSource } from './verifying.js';

const files = {
  checkpoint: 'checkpoint',
  cosigned: 'cosigned',
  facts: 'facts.ndjson',
  positions: 'positions.txt',
} as const;
const pageSize = 4_096;

/**
 * Writes the log and its facts to a folder, up to the newest checkpoint: the log as any web server can serve it (C2SP
 * tlog-tiles), the facts in its order, a line of canonical JSON each. Throws where nothing is sealed, and for a folder that
 * has an export. Answers how many facts it wrote; one that was removed is left out, and found by who verifies.
 */
export async function writeExport(manager: EntityManager, folder: string): Promise<number> {
  const newest = await checkpointIn(manager);
  if (!newest) throw new Error('Nothing is sealed in this database yet.');
  const witnessed = await checkpointIn(manager, { witnessed: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, files.checkpoint), newest.cosigned, { flag: 'wx' });
  if (witnessed) await writeFile(join(folder, files.cosigned), witnessed.cosigned);
  const positions = createWriteStream(join(folder, files.positions));
  let written = 0;
  async function* lines() {
    for (let from = 0; from < newest!.size; from += pageSize) {
      const seals = await sealsIn(manager, { from, to: Math.min(newest!.size, from + pageSize) });
      const facts = await storedAt(
        manager,
        seals.map(({ position }) => position),
      );
      positions.write(seals.map(({ position }) => `${position}\n`).join(''));
      const there = seals.flatMap(({ position }) => facts.get(position) ?? []);
      written += there.length;
      yield there.map((fact) => `${canonicalJson(fact)}\n`).join('');
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(join(folder, files.facts)));
  await new Promise<void>((resolve, reject) => positions.on('error', reject).end(resolve));
  for (const tile of tilesOf(newest.size)) await writeTile(manager, folder, tile);
  return written;
}

async function writeTile(
  manager: EntityManager,
  folder: string,
  tile: Tile & { readonly level: number },
): Promise<void> {
  await writeInto(folder, tile, await tileIn(manager, tile));
  const entries = { ...tile, level: 'entries' } as const;
  if (tile.level === 0) await writeInto(folder, entries, await tileIn(manager, entries));
}

async function writeInto(folder: string, tile: Tile, bytes: Buffer): Promise<void> {
  const file = join(folder, 'tile', pathOf(tile));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
}

/** A folder that was written by {@link writeExport}. */
export function folderSource(folder: string): ProofSource {
  const noteIn = (name: string) => readFile(join(folder, name), 'utf8');
  const bytesOf = async (tile: Tile) => readFile(join(folder, 'tile', pathOf(tile))).catch(unlessAbsent);
  let size = 0;
  return {
    inOrder: true,
    async checkpoints() {
      const cosigned = await noteIn(files.cosigned).catch(unlessAbsent);
      return cosigned === undefined ? [await noteIn(files.checkpoint)] : [await noteIn(files.checkpoint), cosigned];
    },
    async *seals(leaves) {
      size = leaves;
      const positions = linesOf(join(folder, files.positions));
      for (let leaf = 0; leaf < size; leaf += tileWidth) {
        const width = Math.min(tileWidth, size - leaf);
        const bundle = await bytesOf({ level: 'entries', index: leaf / tileWidth, width });
        for (let at = 0; at < width; at++) {
          const { value: position = '' } = await positions.next();
          const from = at * (entryBytes + entryLength.length) + entryLength.length;
          yield { leaf: leaf + at, position, digest: bundle?.subarray(from, from + entryBytes) ?? Buffer.alloc(0) };
        }
      }
    },
    async hashAbove({ level, index }) {
      const of = { level, index: Math.floor(index / tileWidth) };
      const width = Math.min(tileWidth, Math.floor(size / tileWidth ** level) - of.index * tileWidth);
      const from = (index % tileWidth) * 32;
      return (await bytesOf({ ...of, width }))?.subarray(from, from + 32);
    },
    async *facts() {
      for await (const line of linesOf(join(folder, files.facts))) yield { fact: JSON.parse(line) as StoredFact };
    },
  };
}

async function* linesOf(file: string): AsyncGenerator<string, undefined> {
  yield* (await open(file)).readLines();
  return undefined;
}

function unlessAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
