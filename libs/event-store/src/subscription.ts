import type { EntityManager } from 'typeorm';
import { type Checkpoint, start } from './checkpoint.js';
import type { FactStore } from './fact-store.js';
import type { RecordedFact } from './facts.js';
import { type StoredFact, storedAfter } from './stored.js';
import type { UnitOfWork } from './unit-of-work.js';

/** Somebody who acts on facts after they are recorded: at least once each, in order, resumed at a checkpoint. */
export interface Subscription<Fact extends RecordedFact = RecordedFact> {
  readonly name: string;
  readonly types: readonly Fact['type'][];
  /** May see a fact again after a crash; what it does must bear that. */
  readonly handle: (facts: readonly Fact[]) => Promise<void>;
}

/**
 * An advisory lock and not the checkpoint's row: locking a row takes a transaction number, and readers go no further than
 * the oldest number still in use. A slow handler would hold up every other subscription.
 */
const takeTurn = `select pg_try_advisory_xact_lock(hashtextextended('subscription ' || $1, 0)) as mine`;
const findCheckpoint = `select transaction, position from subscriptions where name = $1`;
const moveCheckpoint = `insert into subscriptions (name, transaction, position) values ($1, $2::xid8, $3)
  on conflict (name) do update set transaction = excluded.transaction, position = excluded.position`;

/**
 * Hands a subscription its next facts and moves its checkpoint, in one transaction: what the handler writes to the
 * database is done exactly once, what it does elsewhere at least once. One process at a time; a second one finds that it
 * is not its turn and leaves. Answers how many facts were handled.
 */
export function advance<Fact extends RecordedFact>(
  work: UnitOfWork,
  store: FactStore,
  { name, types, handle }: Subscription<Fact>,
  limit = 500,
): Promise<number> {
  // Only these types are asked for.
  const handleThese = (facts: readonly RecordedFact[]) => handle(facts as readonly RecordedFact[] as readonly Fact[]);
  return advanceBy(work, name, (at) => store.readAfter(at, limit, types), handleThese);
}

/** The same for somebody who takes in every fact as it is stored. */
export function advanceStored(
  work: UnitOfWork,
  { name, handle }: { readonly name: string; readonly handle: (facts: readonly StoredFact[]) => Promise<void> },
  limit: number,
): Promise<number> {
  return advanceBy(work, name, (at) => storedAfter(work.manager, at, limit), handle);
}

function advanceBy<Read>(
  work: UnitOfWork,
  name: string,
  read: (at: Checkpoint) => Promise<{ readonly facts: readonly Read[]; readonly checkpoint: Checkpoint }>,
  handle: (facts: readonly Read[]) => Promise<void>,
): Promise<number> {
  return work.run(async (manager) => {
    const [{ mine }] = await manager.query(takeTurn, [name]);
    if (!mine) return 0;
    const at = await checkpointOf(manager, name);
    const { facts, checkpoint } = await read(at);
    if (facts.length === 0 && !isFarBehind(at, checkpoint)) return 0;
    if (facts.length > 0) await handle(facts);
    await manager.query(moveCheckpoint, [name, checkpoint.transaction, checkpoint.position]);
    return facts.length;
  });
}

/** Where a subscription stands. */
export async function checkpointOf(manager: EntityManager, name: string): Promise<Checkpoint> {
  const [at = start]: Checkpoint[] = await manager.query(findCheckpoint, [name]);
  return at;
}

/** Facts of other types only are looked through again each time, but not too many: moving on is a write. */
function isFarBehind(at: Checkpoint, now: Checkpoint): boolean {
  return BigInt(now.transaction) - BigInt(at.transaction) > 500n;
}
