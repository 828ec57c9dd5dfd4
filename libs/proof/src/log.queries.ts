import type { EntityManager } from 'typeorm';
import { readCheckpoint, type LogHead } from './checkpoint.js';
import { leafHash, type LeafRange } from './merkle.js';
import { hashOver, type HashesOf } from './tile.js';

/** A checkpoint as it was signed, with the lines of the witnesses who cosigned it. */
export interface SignedCheckpoint extends LogHead {
  readonly text: string;
  /** The same, cosigned. */
  readonly cosigned: string;
}

/** What the log holds of a fact. */
export interface Seal {
  readonly leaf: number;
  readonly position: string;
  readonly digest: Buffer;
}

/** The newest checkpoint, or that of a size; `witnessed`: the newest that a witness cosigned. Undefined where there is none. */
export async function checkpointIn(
  manager: EntityManager,
  { size, witnessed = false }: { readonly size?: number; readonly witnessed?: boolean } = {},
): Promise<SignedCheckpoint | undefined> {
  const [found]: { note: string; lines: string }[] = await manager.query(
    `select note, (select coalesce(string_agg(line, '' order by witness), '') from cosignatures c where c.size = p.size) as lines
     from checkpoints p where ($1::bigint is null or size = $1)
       and (not $2 or exists (select from cosignatures c where c.size = p.size))
     order by size desc limit 1`,
    [size ?? null, witnessed],
  );
  if (!found) return undefined;
  const { note: text, lines } = found;
  return { ...readCheckpoint(text).checkpoint, text, cosigned: `${text}${lines}` };
}

/** What the log holds of leaves from one up to another, which is not one of them. */
export async function sealsIn(manager: EntityManager, { from, to }: LeafRange): Promise<Seal[]> {
  const rows: (Omit<Seal, 'leaf'> & { leaf: string })[] = await manager.query(
    'select leaf, position, digest from sealed_facts where leaf >= $1 and leaf < $2 order by leaf',
    [from, to],
  );
  return rows.map((row) => ({ ...row, leaf: Number(row.leaf) }));
}

/** What the log holds of the fact at a position; undefined where it is not sealed. */
export async function sealOf(manager: EntityManager, position: string): Promise<Seal | undefined> {
  const [row]: { leaf: string; digest: Buffer }[] = await manager.query(
    'select leaf, digest from sealed_facts where position = $1',
    [position],
  );
  return row && { leaf: Number(row.leaf), position, digest: row.digest };
}

/** Those of these positions that are sealed. */
export async function sealedAmong(manager: EntityManager, positions: readonly string[]): Promise<ReadonlySet<string>> {
  const rows: { position: string }[] = await manager.query(
    'select position from sealed_facts where position = any($1::bigint[])',
    [positions],
  );
  return new Set(rows.map(({ position }) => position));
}

/** The hashes of the log. Throws where one is not there: it is damaged. */
export const hashesIn =
  (manager: EntityManager): HashesOf =>
  async (level, { from, to }) => {
    const rows: { bytes: Buffer }[] = await manager.query(
      level === 0
        ? 'select digest as bytes from sealed_facts where leaf >= $1 and leaf < $2 order by leaf'
        : 'select hash as bytes from sealed_subtrees where place >= $1 and place < $2 and level = $3 order by place',
      level === 0 ? [from, to] : [from, to, level],
    );
    if (rows.length !== to - from) throw new Error(`The log lacks hashes of level ${level} from ${from} to ${to}`);
    return rows.map(({ bytes }) => (level === 0 ? leafHash(bytes) : bytes));
  };

/** The hashes over these ranges of leaves: of what a proof consists. */
export const hashesOver = (manager: EntityManager, path: readonly LeafRange[]): Promise<Buffer[]> =>
  Promise.all(path.map((range) => hashOver(range, hashesIn(manager))));
