import { applicationRole } from '@kept-informed/event-store';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What participants do not want to be told. */
export class OptOuts implements MigrationInterface {
  readonly name = 'OptOuts1764000005300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table opt_outs (
      opt_out_id text primary key,
      case_id text not null,
      participant_id text not null,
      scope text not null,
      opted_out_at timestamptz not null,
      until date,
      requested_by text not null,
      identified_by text not null,
      note_id text,
      opted_back_in_at timestamptz
    )`);
    await runner.query('create index opt_outs_case on opt_outs (case_id)');
    await runner.query(`grant select, insert, update, delete on opt_outs to ${applicationRole}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table opt_outs');
  }
}
