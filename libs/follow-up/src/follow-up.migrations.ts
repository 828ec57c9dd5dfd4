import { applicationRole } from '@kept-informed/event-store';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables that follow from the facts; emptied and refilled by a rebuild, so nothing here is the only copy. */
const tables = [
  `create table cases (
    case_id text primary key,
    kind text not null,
    reference text not null,
    offence_group text,
    opened_at timestamptz not null,
    bcu text,
    lpt text,
    owner text,
    team text,
    closed_at timestamptz,
    closure_reason text,
    imported boolean not null default false,
    constraint cases_reference unique (kind, reference)
  )`,
  `create index cases_owner on cases (owner)`,
  `create index cases_area on cases (bcu, lpt)`,
  `create table case_owners (
    case_id text not null,
    staff_id text not null,
    team text not null,
    owned_from timestamptz not null,
    version integer not null,
    primary key (case_id, version)
  )`,
  `create index case_owners_at on case_owners (case_id, owned_from)`,
  `create table participants (
    participant_id text primary key,
    case_id text not null,
    role text not null,
    entitlement text not null,
    represents text,
    joined_at timestamptz not null
  )`,
  `create index participants_case on participants (case_id)`,
  `create table contacts (
    contact_id text primary key,
    case_id text not null,
    participant_ids text[] not null,
    direction text not null,
    method text not null,
    outcome text not null,
    purpose text not null,
    tells text[] not null,
    reached boolean not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    promised_next date
  )`,
  `create index contacts_case on contacts (case_id, occurred_at)`,
  `create table obligations (
    obligation_id text primary key,
    case_id text not null,
    participant_id text not null,
    commitment text not null,
    edition text not null,
    trigger text not null,
    trigger_id text not null,
    anchor_id text not null,
    period integer not null,
    unit text not null,
    time_limit text,
    starts_at timestamptz not null,
    arisen_at timestamptz not null,
    due_on date,
    due_at timestamptz,
    generation integer not null,
    rungs jsonb not null,
    calendar_version text not null,
    missed boolean not null default false,
    lapsed_at timestamptz,
    settled_as text,
    settled_at timestamptz,
    discharged_by text,
    recorded_late boolean not null default false,
    wake_at timestamptz
  )`,
  `create index obligations_wake on obligations (wake_at) where wake_at is not null`,
  `create index obligations_case on obligations (case_id)`,
  `create index obligations_due on obligations (due_on)`,
  `create index obligations_open on obligations (due_at, obligation_id) where settled_as is null and lapsed_at is null`,
  `create table obligation_versions (
    obligation_id text not null,
    position bigint not null,
    recorded_at timestamptz not null,
    due_on date,
    due_at timestamptz,
    generation integer not null,
    missed boolean not null,
    lapsed_at timestamptz,
    settled_as text,
    settled_at timestamptz,
    discharged_by text,
    recorded_late boolean not null,
    primary key (obligation_id, position)
  )`,
  `create table alerts (
    alert_id text primary key,
    obligation_id text not null,
    case_id text not null,
    generation integer not null,
    rung text not null,
    due_at timestamptz not null,
    raised_at timestamptz not null,
    recipient text not null,
    caught_up boolean not null,
    status text not null,
    position bigint not null,
    constraint alerts_once unique (obligation_id, generation, rung)
  )`,
  `create index alerts_recipient on alerts (recipient, status)`,
  `create index alerts_case on alerts (case_id)`,
  `create index alerts_order on alerts (position)`,
];

/**
 * The status at an instant of what is known: one function for the board, the API, the export and the report.
 * Null: not arisen by then. An open obligation whose due time has passed is missed whether or not a sweep has been.
 */
const statusAt = `
create function status_at(
  at timestamptz, arisen_at timestamptz, due_at timestamptz, lapsed_at timestamptz, settled_as text, settled_at timestamptz
) returns text language sql immutable parallel safe as $$
  select case
    when arisen_at > at then null
    when settled_at <= at then settled_as
    when lapsed_at <= at or due_at <= at then 'missed'
    else 'open'
  end
$$`;

const readTables = ['cases', 'case_owners', 'participants', 'contacts', 'obligations', 'obligation_versions', 'alerts'];

/** The read tables of the follow-up domain. */
export class FollowUpTables implements MigrationInterface {
  readonly name = 'FollowUpTables1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables, statusAt]) await runner.query(statement);
    await runner.query(`grant select, insert, update, delete on ${readTables.join(', ')} to ${applicationRole}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function status_at');
    await runner.query(`drop table ${readTables.join(', ')}`);
  }
}
