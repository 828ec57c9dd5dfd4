import { applicationRole } from '@kept-informed/event-store';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers to requests that carried a key, to be given again for a day. Answers hold ids and dates, no personal data. */
export class IdempotencyTables implements MigrationInterface {
  readonly name = 'IdempotencyTables1764000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table idempotency_keys (
      asker text not null,
      key text not null,
      request_digest text not null,
      status smallint not null,
      headers jsonb not null,
      body jsonb,
      created_at timestamptz not null default now(),
      primary key (asker, key)
    )`);
    await runner.query('create index idempotency_keys_age on idempotency_keys (created_at)');
    await runner.query(`grant select, insert, delete on idempotency_keys to ${applicationRole}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table idempotency_keys');
  }
}
