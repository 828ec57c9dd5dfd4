import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager } from 'typeorm';

/** A statement that each connection keeps under its name, so that it is read and planned once. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
}

/** A connection of the driver, or its pool, which asks on any connection that is free. */
export interface Connection {
  query(
    asked: string | (Partial<PreparedStatement> & { values: unknown[] }),
  ): Promise<{ rows: unknown[]; command: string }>;
}

/** A connection on which everything is asked for a while. */
interface ConnectionScope {
  readonly of: UnitOfWork;
  /** The one of another, on a connection of its own, in which this one was begun. */
  readonly around: ConnectionScope | undefined;
  readonly manager: EntityManager;
  readonly connection: Connection;
  hasEnded?: true;
}

/** A transaction. */
interface Unit extends ConnectionScope {
  /** What was sent and nobody waits for before the end. */
  readonly sent: Promise<unknown>[];
  /** What is done once all of it is stored, or undone. */
  readonly afterwards: ((isStored: boolean) => void)[];
  /** What was thrown inside something that joined, whether or not it was caught there. */
  thrown?: { readonly error: unknown };
}

/**
 * What records finds rows by their keys and never goes through a whole table. Said for plans that connections keep: one
 * that was made while a table was small would be kept while it grows.
 */
const begin = 'begin; set local enable_seqscan = off';

/** One for all: Node 20 keeps each that is made for good, and every promise of the process pays for every one of them. */
const scopes = new AsyncLocalStorage<ConnectionScope>();

/**
 * One transaction for everything that a request records: facts, read tables, personal data, the answer to a repeated
 * key. Whatever is asked for inside `run` joins it; a throw undoes all of it, also one that is caught before it gets out
 * of the transaction: half of what somebody meant to record is never stored.
 */
export class UnitOfWork {
  constructor(private readonly database: DataSource) {}

  /** Runs `work` in the transaction under way, or in one of its own. */
  async run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const current = this.#current;
    if (!current) return this.#begin(work);
    try {
      return await work(current.manager);
    } catch (error) {
      current.thrown ??= { error };
      throw error;
    }
  }

  /**
   * Does `work` in the transaction under way; where it throws, what it did is undone and nothing else is, and whoever catches
   * that may go on.
   */
  async apart<T>(work: () => Promise<T>): Promise<T> {
    const current = this.#current;
    if (!current) throw new Error('There is no transaction under way of which this could be a part.');
    const { connection, sent, afterwards, thrown } = current;
    const [sentBefore, toDoBefore] = [sent.length, afterwards.length];
    await connection.query('savepoint apart');
    try {
      const answer = await work();
      await Promise.all(sent.slice(sentBefore));
      await connection.query('release savepoint apart');
      return answer;
    } catch (error) {
      await connection.query('rollback to savepoint apart');
      sent.length = sentBefore;
      for (const then of afterwards.splice(toDoBefore)) then(false);
      current.thrown = thrown;
      throw error;
    }
  }

  /**
   * Asks all that `work` asks on one connection, outside of any transaction: what is asked together travels together and is
   * answered in that order. A transaction that is begun in it has a connection of its own.
   */
  async reading<T>(work: () => Promise<T>): Promise<T> {
    if (this.#scope) return work();
    const runner = this.database.createQueryRunner();
    let scope: ConnectionScope | undefined;
    try {
      const connection: Connection = await runner.connect();
      scope = { of: this, around: scopes.getStore(), manager: runner.manager, connection };
      return await scopes.run(scope, work);
    } finally {
      // What goes on nevertheless asks elsewhere: soon somebody else has this connection.
      if (scope) scope.hasEnded = true;
      await runner.release();
    }
  }

  /** The transaction under way, or the pool where there is none. */
  get manager(): EntityManager {
    return this.#scope?.manager ?? this.database.manager;
  }

  /**
   * Asks a statement that each connection keeps prepared, in the transaction under way or on any connection. It is sent at
   * once, so what is asked together travels together and is answered in that order.
   */
  async ask<Row>(statement: PreparedStatement, values: unknown[] = []): Promise<Row[]> {
    const connection = this.#scope?.connection ?? poolOf(this.database);
    return (await connection.query({ ...statement, values })).rows as Row[];
  }

  /**
   * Sends a statement of the transaction under way without waiting for it: whatever is asked later sees what it did, and
   * where it fails the transaction fails with its error.
   */
  send(statement: PreparedStatement, values: unknown[]): void {
    const current = this.#current;
    if (!current) throw new Error('Only a transaction waits at its end for what was sent, and none is under way.');
    const sent = current.connection.query({ ...statement, values });
    sent.catch(() => undefined);
    current.sent.push(sent);
  }

  /**
   * Until the transaction under way ends, nobody else holds this lock: `alone`, or `shared` with others who share it. What
   * is asked for after it sees what the one before left: a statement that itself waited would have looked before.
   */
  async lock(lock: number, how: 'alone' | 'shared'): Promise<void> {
    if (!this.inTransaction) throw new Error('A lock is held by a transaction, and none is under way.');
    await this.ask(how === 'shared' ? lockShared : lockAlone, [lock]);
  }

  /** Does something once the transaction under way has ended, outside of it; it is told whether that was stored or undone. */
  whenEnded(then: (isStored: boolean) => void): void {
    const current = this.#current;
    if (!current) throw new Error('There is no transaction under way that could be waited for.');
    current.afterwards.push(then);
  }

  get inTransaction(): boolean {
    return this.#current !== undefined;
  }

  get #current(): Unit | undefined {
    const scope = this.#scope;
    return scope && isUnit(scope) ? scope : undefined;
  }

  get #scope(): ConnectionScope | undefined {
    let scope = scopes.getStore();
    while (scope && (scope.of !== this || scope.hasEnded)) scope = scope.around;
    return scope;
  }

  async #begin<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const afterwards: Unit['afterwards'] = [];
    let isStored = false;
    try {
      const answer = await this.#transaction(work, afterwards);
      isStored = true;
      return answer;
    } finally {
      for (const then of afterwards) then(isStored);
    }
  }

  /** BEGIN is not waited for: it travels with whatever is asked first. */
  async #transaction<T>(work: (manager: EntityManager) => Promise<T>, afterwards: Unit['afterwards']): Promise<T> {
    const runner = this.database.createQueryRunner();
    try {
      const connection: Connection = await runner.connect();
      const begun = connection.query(begin);
      begun.catch(() => undefined);
      const { manager } = runner;
      const unit: Unit = { of: this, around: scopes.getStore(), manager, connection, sent: [begun], afterwards };
      try {
        const answer = await scopes.run(unit, () => work(manager));
        if (unit.thrown) throw unit.thrown.error;
        await Promise.all([...unit.sent, commit(connection)]);
        return answer;
      } catch (error) {
        // Where the connection is gone the server has rolled back by itself; what is told is what happened first.
        await connection.query('rollback').catch(() => undefined);
        // Where something that was sent failed, everything after it was refused for that alone.
        await Promise.all(unit.sent);
        throw error;
      }
    } finally {
      await runner.release();
    }
  }
}

const isUnit = (scope: ConnectionScope): scope is Unit => 'sent' in scope;

const lockShared = { name: 'lock_shared', text: 'select pg_advisory_xact_lock_shared($1)' };
const lockAlone = { name: 'lock_alone', text: 'select pg_advisory_xact_lock($1)' };

/** PostgreSQL answers COMMIT of a transaction with a failed statement by rolling back, and calls that no error. */
async function commit(connection: Connection): Promise<void> {
  const { command } = await connection.query('COMMIT');
  if (command !== 'COMMIT')
    throw new Error('A statement of this transaction failed and that was passed over: nothing was stored.');
}

/** Outside a transaction a query runner would only be made and let go again: a tenth of the time of one short append. */
export function poolOf({ driver }: DataSource): Connection {
  return (driver as unknown as { master: Connection }).master;
}
