import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What reports need of the tables of others: a way in by due date to what was known of it. */
export class ComplianceIndexes implements MigrationInterface {
  readonly name = 'ComplianceIndexes1764000001100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index obligation_versions_due on obligation_versions (due_on)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index obligation_versions_due');
  }
}
