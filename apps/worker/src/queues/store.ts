import type { BackendFactory, IQueueBackend } from 'bullmq';

/** Where the queue lives. Losing it loses nothing: what is owed, and when to look, is in the database. */
export interface QueueConnection {
  readonly kind: 'redis' | 'postgres';
  readonly url: string;
  /** PostgreSQL only: the schema of the queue's own tables. Default `queue`. */
  readonly schema?: string;
}

/** What BullMQ is given to reach a store. Its shape is the store's own business. */
type StoreOptions = Record<string, unknown>;

export interface BullOptions {
  readonly connection: StoreOptions;
  readonly prefix?: string;
}

/** What differs between Redis and PostgreSQL; everything else is written once. */
export interface Store {
  readonly backend: BackendFactory<IQueueBackend, StoreOptions>;
  /** For adding and counting: gives up soon, because a sweep must never hang on it. */
  readonly adding: BullOptions;
  /** For a worker: never gives up, because it has nothing better to do than to wait for the store's return. */
  working(concurrency: number): BullOptions;
  ping(): Promise<void>;
  /** Of all processes that ask under this name, one is told yes and the others no until `ms` have passed. */
  takeTurn(name: string, ms: number): Promise<boolean>;
  /** Lets another process take the turn at once. */
  giveTurnBack(name: string): Promise<void>;
  close(): Promise<void>;
}
