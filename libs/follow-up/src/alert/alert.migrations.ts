import { applicationRole } from '@kept-informed/event-store';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was done to bring an alert to its recipient. No read table: a rebuild leaves it alone, so nothing is sent again. */
export class DeliveriesTable implements MigrationInterface {
  readonly name = 'Deliveries1764000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table deliveries (
      alert_id text not null,
      channel text not null,
      at timestamptz not null,
      state text not null,
      primary key (alert_id, channel)
    )`);
    await runner.query(`grant select, insert, update on deliveries to ${applicationRole}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table deliveries');
  }
}
