import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contacts that were struck out or corrected after they were recorded. */
export class CorrectedContacts implements MigrationInterface {
  readonly name = 'CorrectedContacts1764000005100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table contacts add column struck_out_at timestamptz, add column corrected_at timestamptz',
    );
    await runner.query(
      'create index contacts_promised on contacts (promised_next) where promised_next is not null and struck_out_at is null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index contacts_promised');
    await runner.query('alter table contacts drop column struck_out_at, drop column corrected_at');
  }
}
