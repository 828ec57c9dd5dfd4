import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a case is to be looked at although nothing of it is current: an opt-out ends, a next period begins. */
export class CaseWakes implements MigrationInterface {
  readonly name = 'CaseWakes1764000006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table cases add column wake_at timestamptz');
    await runner.query('create index cases_wake on cases (wake_at) where wake_at is not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table cases drop column wake_at');
  }
}
