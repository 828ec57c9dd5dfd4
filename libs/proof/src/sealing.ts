import { advanceStored, type StoredFact, type UnitOfWork } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import { digestOf } from './canonical.js';
import { checkpointNote } from './checkpoint.js';
import { checkpointIn, hashesIn, sealedAmong } from './log.queries.js';
import { leafHash } from './merkle.js';
import type { SignerKey } from './note.js';
import { edgeRanges, TreeEdge, type HashAbove } from './tile.js';

/** The name under which sealing keeps its place among the facts. */
export const sealing = 'proof';

/** So many facts at a time: the transaction that adds them holds up other readers for some hundredths of a second. */
export const sealedAtOnce = 4_096;

/**
 * Takes the next facts into the log, in the order in which readers are given them, and signs what it is then; all of it or
 * nothing, so that one who was stopped in the middle is gone on from. Answers how many facts were looked at; 0: none is left,
 * or somebody else is at it.
 */
export function seal(work: UnitOfWork, signer: SignerKey, limit = sealedAtOnce): Promise<number> {
  return advanceStored(work, { name: sealing, handle: (facts) => addToLog(work.manager, facts, signer) }, limit);
}

async function addToLog(manager: EntityManager, facts: readonly StoredFact[], signer: SignerKey): Promise<void> {
  const before = await checkpointIn(manager);
  if (before && before.origin !== signer.name)
    throw new Error(`This log is ${before.origin}: under another name it would be another log`);
  // A restored database tells some again.
  const sealed = await sealedAmong(manager, positionsOf(facts));
  const next = facts.filter(({ position }) => !sealed.has(position));
  if (next.length === 0) return;
  const edge = await edgeAt(manager, before?.size ?? 0);
  const digests = next.map(digestOf);
  const above: HashAbove[] = [];
  for (const digest of digests) edge.add(leafHash(digest), (hash) => above.push(hash));
  // Not before: the first row takes a transaction number, and readers go no further than the oldest in use.
  await manager.query(addSeals, [edge.size - next.length, positionsOf(next), Buffer.concat(digests)]);
  if (above.length > 0) {
    const [levels, places] = [above.map(({ level }) => level), above.map(({ index }) => index)];
    await manager.query(addSubtrees, [levels, places, Buffer.concat(above.map(({ hash }) => hash))]);
  }
  await manager.query(addCheckpoint, [edge.size, checkpointNote(edge, signer)]);
}

const positionsOf = (facts: readonly StoredFact[]) => facts.map(({ position }) => position);

/** The end of the log at a size. */
async function edgeAt(manager: EntityManager, size: number): Promise<TreeEdge> {
  const hashesOf = hashesIn(manager);
  return new TreeEdge(size, await Promise.all(edgeRanges(size).map((range, level) => hashesOf(level, range))));
}

/** Many bytes as one value: as an array they would be written out in text and read again. */
const addSeals = `
  insert into sealed_facts (leaf, position, digest)
  select $1::bigint + at - 1, position, substring($3::bytea from (at::int - 1) * 32 + 1 for 32)
  from unnest($2::bigint[]) with ordinality as given (position, at)`;
const addSubtrees = `
  insert into sealed_subtrees (level, place, hash)
  select level, place, substring($3::bytea from (at::int - 1) * 32 + 1 for 32)
  from unnest($1::smallint[], $2::bigint[]) with ordinality as given (level, place, at)`;
const addCheckpoint = 'insert into checkpoints (size, note) values ($1, $2)';
