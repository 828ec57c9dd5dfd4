import { applicationRole } from '@kept-informed/event-store';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  'alter table cases add column merged_into text, add column merged_at timestamptz, add column merged_participants jsonb',
  `create table case_links (
    case_id text not null,
    other_case_id text not null,
    kind text not null,
    linked_at timestamptz not null,
    primary key (case_id, other_case_id, kind)
  )`,
  `alter table participants add column authority_until date, add column authority_ended_at timestamptz,
    add column business boolean not null default false, add column assessed_at timestamptz`,
  `create table contact_plans (
    plan_id text primary key,
    case_id text not null,
    participant_id text not null,
    frequency text not null,
    method text not null,
    agreed_at timestamptz not null,
    until date,
    note_id text
  )`,
  'create index contact_plans_case on contact_plans (case_id)',
  `grant select, insert, update, delete on case_links, contact_plans to ${applicationRole}`,
];

/** What was recorded before this version, from the facts that tell of it. */
const fromFacts = [
  `insert into contact_plans (plan_id, case_id, participant_id, frequency, method, agreed_at, until)
   select data->>'planId', substr(stream, 6), data->>'participantId', data->>'frequency', data->>'method', occurred,
     (data->>'until')::date
   from facts where type = 'ContactPlanAgreed'`,
  `update participants set entitlement = latest.entitlement, assessed_at = latest.occurred from (
     select distinct on (data->>'participantId') data->>'participantId' as participant_id,
       data->>'entitlement' as entitlement, occurred
     from facts where type = 'EntitlementAssessed' order by data->>'participantId', occurred desc, version desc
   ) latest where participants.participant_id = latest.participant_id`,
];

const down = [
  'drop table contact_plans, case_links',
  `alter table participants drop column authority_until, drop column authority_ended_at, drop column business,
    drop column assessed_at`,
  'alter table cases drop column merged_into, drop column merged_at, drop column merged_participants',
];

/** Cases that were merged or linked, whom a representative may receive for and how long, and agreed plans. */
export class MergedCases implements MigrationInterface {
  readonly name = 'MergedCases1764000005200';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...up, ...fromFacts]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

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

/** The order in which the participants of a case were added to it: the version of the fact that added each. */
export class ParticipantPlaces implements MigrationInterface {
  readonly name = 'ParticipantPlaces1764000043000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table participants add column place integer not null default 0');
    await runner.query(
      `update participants set place = version from facts
       where type = 'ParticipantAdded' and stream = 'case-' || case_id and data->>'participantId' = participant_id`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table participants drop column place');
  }
}
