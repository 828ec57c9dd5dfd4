import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Alerts that are put aside, and alerts about a contact rather than an obligation. */
export class AlertActing implements MigrationInterface {
  readonly name = 'AlertActing1764000006100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table alerts alter column obligation_id drop not null');
    await runner.query('alter table alerts add column contact_id text, add column snoozed_until timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('delete from alerts where obligation_id is null');
    await runner.query('alter table alerts alter column obligation_id set not null');
    await runner.query('alter table alerts drop column contact_id, drop column snoozed_until');
  }
}
