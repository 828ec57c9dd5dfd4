import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendFunction, appendToOneFunctions } from './append.sql.js';
import { applicationRole } from './database.js';

const facts = `
create table facts (
  position bigint generated always as identity primary key,
  transaction xid8 not null default pg_current_xact_id(),
  stream text not null,
  version integer not null check (version > 0),
  type text not null,
  type_version smallint not null,
  data jsonb not null,
  occurred timestamptz not null,
  known timestamptz,
  caused_by integer,
  recorded timestamptz not null,
  recorded_by text not null,
  request_id text not null,
  simulated boolean not null default false,
  unique (stream, version)
)`;

const subscriptions = `
create table subscriptions (
  name text primary key,
  transaction xid8 not null,
  position bigint not null
)`;

/** Roles belong to the whole server, so another database's migration may have made this one, or be making it now. */
const role = `
do $$ begin
  create role ${applicationRole} nologin;
exception when duplicate_object or unique_violation then null;
end $$`;

/**
 * Whoever migrates must be able to take the role on. From PostgreSQL 16 on, who makes a role is its member without that.
 * Another database's migration may grant the same at the same moment; what counts is that it is granted.
 */
const membership = `
do $$ declare
  needed text := case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end;
begin
  if not pg_has_role(current_user, '${applicationRole}', needed) then
    execute format('grant ${applicationRole} to %I', current_user);
  end if;
exception when others then
  if not pg_has_role(current_user, '${applicationRole}', needed) then raise; end if;
end $$`;

/** The facts, append-only by privilege: the application may read and add, and has no right to change or remove. */
export class FactsTable implements MigrationInterface {
  readonly name = 'Facts1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(role);
    await runner.query(membership);
    await runner.query(facts);
    await runner.query('create index facts_in_order on facts (transaction, position)');
    await runner.query(subscriptions);
    await runner.query(appendFunction);
    await runner.query(`grant usage on schema public to ${applicationRole}`);
    await runner.query(`grant select, insert on facts to ${applicationRole}`);
    await runner.query(`grant select, insert, update on subscriptions to ${applicationRole}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function append_facts');
    await runner.query('drop table subscriptions, facts');
  }
}

/** A statement of its own for what is appended most often: one stream. */
export class AppendToOne implements MigrationInterface {
  readonly name = 'AppendToOne1764000005000';

  async up(runner: QueryRunner): Promise<void> {
    for (const create of appendToOneFunctions) await runner.query(create);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function append_to_one, transaction_at');
  }
}

/** What the event store needs of a database, in the order in which it came to be. */
export const factsMigrations = [FactsTable, AppendToOne] as const;
