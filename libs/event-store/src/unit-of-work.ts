import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager } from 'typeorm';

interface Unit {
  readonly manager: EntityManager;
  /** What was thrown inside something that joined, whether or not it was caught there. */
  thrown?: { readonly error: unknown };
}

/**
 * One transaction for everything that a request records: facts, read tables, personal data, the answer to a repeated
 * key. Whatever is asked for inside `run` joins it; a throw undoes all of it, also one that is caught before it gets out
 * of the transaction: half of what somebody meant to record is never stored.
 */
export class UnitOfWork {
  readonly #current = new AsyncLocalStorage<Unit>();

  constructor(private readonly database: DataSource) {}

  /** Runs `work` in the transaction under way, or in one of its own. */
  async run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const current = this.#current.getStore();
    if (!current) return this.database.transaction((manager) => this.#begin(manager, work));
    try {
      return await work(current.manager);
    } catch (error) {
      current.thrown ??= { error };
      throw error;
    }
  }

  /** The transaction under way, or the pool where there is none. */
  get manager(): EntityManager {
    return this.#current.getStore()?.manager ?? this.database.manager;
  }

  /**
   * Until the transaction under way ends, nobody else holds this lock: `alone`, or `shared` with others who share it. Ask
   * afterwards for what it guards: a statement that waited for it has looked before.
   */
  async lock(lock: number, how: 'alone' | 'shared'): Promise<void> {
    if (!this.inTransaction) throw new Error('A lock is held by a transaction, and none is under way.');
    await this.manager.query(
      how === 'shared' ? 'select pg_advisory_xact_lock_shared($1)' : 'select pg_advisory_xact_lock($1)',
      [lock],
    );
  }

  get inTransaction(): boolean {
    return this.#current.getStore() !== undefined;
  }

  async #begin<T>(manager: EntityManager, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const unit: Unit = { manager };
    const answer = await this.#current.run(unit, () => work(manager));
    if (unit.thrown) throw unit.thrown.error;
    await refuseFailed(manager);
    return answer;
  }
}

/** PostgreSQL answers COMMIT of a transaction with a failed statement by rolling back, and calls that no error. */
async function refuseFailed({ queryRunner }: EntityManager): Promise<void> {
  const refused = 'A statement of this transaction failed and that was passed over: nothing was stored.';
  const client: { readyForQuery: boolean; getTransactionStatus(): string | null } = await queryRunner!.connect();
  if (!client.readyForQuery) {
    // A statement's error comes ahead of the word that its transaction has failed; the next answer comes behind it.
    await queryRunner!.query('select 1').catch((cause: unknown) => {
      throw new Error(refused, { cause });
    });
  }
  if (client.getTransactionStatus() === 'E') throw new Error(refused);
}
