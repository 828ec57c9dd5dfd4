import { applicationRole } from '@kept-informed/event-store';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which cases are still to be settled under new terms. */
export class RechecksTable implements MigrationInterface {
  readonly name = 'Rechecks1764000007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table rechecks (case_id text primary key, version_id text not null)');
    await runner.query(`grant select, insert, update, delete on rechecks to ${applicationRole}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table rechecks');
  }
}
