import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager } from 'typeorm';

/**
 * One transaction for everything that a request records: facts, read tables, personal data, the answer to a repeated
 * key. Whatever is asked for inside `run` joins it; a throw undoes all of it.
 */
export class UnitOfWork {
  readonly #current = new AsyncLocalStorage<EntityManager>();

  constructor(private readonly database: DataSource) {}

  /** Runs `work` in the transaction under way, or in one of its own. */
  run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const current = this.#current.getStore();
    if (current) return work(current);
    return this.database.transaction((manager) => this.#current.run(manager, () => work(manager)));
  }

  /** The transaction under way, or the pool where there is none. */
  get manager(): EntityManager {
    return this.#current.getStore() ?? this.database.manager;
  }

  get inTransaction(): boolean {
    return this.#current.getStore() !== undefined;
  }
}
