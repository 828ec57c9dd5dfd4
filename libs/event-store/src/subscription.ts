import type { Checkpoint, FactStore } from './fact-store.js';
import { start } from './fact-store.js';
import type { RecordedFact } from './facts.js';
import type { UnitOfWork } from './unit-of-work.js';

/** Somebody who acts on facts after they are recorded: at least once each, in order, resumed at a checkpoint. */
export interface Subscription {
  readonly name: string;
  readonly types: readonly string[];
  /** May see a fact again after a crash; what it does must bear that. */
  readonly handle: (facts: readonly RecordedFact[]) => Promise<void>;
}

const startSubscription = `insert into subscriptions (name, transaction, position)
  values ($1, $2::xid8, $3) on conflict (name) do nothing`;
const lockSubscription = `select transaction, position from subscriptions where name = $1 for update skip locked`;
const moveSubscription = `update subscriptions set transaction = $2::xid8, position = $3 where name = $1`;

/**
 * Hands a subscription its next facts and moves its checkpoint, in one transaction: what the handler writes to the
 * database is done exactly once, what it does elsewhere at least once. One process at a time; a second one finds the
 * checkpoint locked and leaves. Answers how many facts were handled.
 */
export function advance(
  work: UnitOfWork,
  store: FactStore,
  { name, types, handle }: Subscription,
  limit = 500,
): Promise<number> {
  return work.run(async (manager) => {
    await manager.query(startSubscription, [name, start.transaction, start.position]);
    const [at]: Checkpoint[] = await manager.query(lockSubscription, [name]);
    if (!at) return 0;
    const { facts, checkpoint } = await store.readAfter(at, limit, types);
    if (facts.length === 0) return 0;
    await handle(facts);
    await manager.query(moveSubscription, [name, checkpoint.transaction, checkpoint.position]);
    return facts.length;
  });
}
