import { applicationRole } from '@kept-informed/event-store';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `create table people (
    participant_id text primary key,
    case_id text not null,
    name text
  )`,
  `create index people_case on people (case_id)`,
  `create table routes (
    route_id text primary key,
    participant_id text not null references people,
    method text not null,
    value text not null,
    safe boolean not null,
    times text,
    recorded_at timestamptz not null,
    replaced_at timestamptz
  )`,
  `create index routes_participant on routes (participant_id, method)`,
  `create table notes (
    note_id text primary key,
    case_id text not null,
    kind text not null,
    text text not null,
    salt bytea not null,
    recorded_at timestamptz not null
  )`,
  `create index notes_case on notes (case_id)`,
];

/** Personal data, apart from everything else. */
export class PeopleTables implements MigrationInterface {
  readonly name = 'PeopleTables1764000002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
    await runner.query(`grant select, insert, update, delete on people, routes, notes to ${applicationRole}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table notes, routes, people');
  }
}
