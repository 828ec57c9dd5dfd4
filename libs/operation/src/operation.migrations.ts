import { applicationRole } from '@kept-informed/event-store';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  // Unlogged: what a worker said of itself before a crash is of no use after it.
  `create unlogged table worker_pulses (
    worker_id text primary key,
    seen_at timestamptz not null,
    swept_at timestamptz,
    queues jsonb not null
  )`,
  `create table rung_counts (
    rung text not null,
    what text not null,
    count bigint not null,
    primary key (rung, what)
  )`,
  // So that it can be asked whether the tables are up to date without being their owner.
  `grant select on migrations to ${applicationRole}`,
  `grant select, insert, update, delete on worker_pulses to ${applicationRole}`,
  `grant select, insert, update on rung_counts to ${applicationRole}`,
];

/** What the processes say of themselves, and how often rungs were raised, caught up and skipped. For figures only. */
class OperationTables implements MigrationInterface {
  readonly name = 'Operation1764000041000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`revoke select on migrations from ${applicationRole}`);
    await runner.query('drop table worker_pulses, rung_counts');
  }
}

/** How far a worker’s clock is ahead of the database’s. */
class WorkerClocks implements MigrationInterface {
  readonly name = 'WorkerClocks1764000045000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table worker_pulses add column clock_ahead_seconds float8');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table worker_pulses drop column clock_ahead_seconds');
  }
}

export const operationMigrations = [OperationTables, WorkerClocks];
