import { applicationRole } from '@kept-informed/event-store';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The status at an instant of what is known, in which a clock can stand still: nothing falls due through a pause, and
 * what was due when it began stays missed. Settled wins.
 */
const statusAt = `
create function status_at(
  at timestamptz, arisen_at timestamptz, due_at timestamptz, lapsed_at timestamptz, settled_as text,
  settled_at timestamptz, paused_at timestamptz
) returns text language sql immutable parallel safe as $$
  select case
    when arisen_at > at then null
    when settled_at <= at then settled_as
    when lapsed_at <= at then 'missed'
    when paused_at <= at and (due_at is null or due_at > paused_at) then 'paused'
    when due_at <= at then 'missed'
    else 'open'
  end
$$`;

const statusBefore = `
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

const up = [
  'alter table obligations add column paused_at timestamptz',
  'alter table obligation_versions add column paused_at timestamptz',
  'drop function status_at(timestamptz, timestamptz, timestamptz, timestamptz, text, timestamptz)',
  statusAt,
  `create table rulings (
    ruling_id text primary key,
    case_id text not null,
    obligation_id text not null,
    kind text not null,
    commitment text,
    participant_id text,
    trigger_id text,
    at timestamptz not null,
    reason text,
    extended_by text,
    requested_by text,
    pause_id text,
    note_id text,
    recorded_at timestamptz not null,
    undone_at timestamptz
  )`,
  'create index rulings_case on rulings (case_id)',
  `grant select, insert, update, delete on rulings to ${applicationRole}`,
];

const down = [
  'drop table rulings',
  'drop function status_at(timestamptz, timestamptz, timestamptz, timestamptz, text, timestamptz, timestamptz)',
  statusBefore,
  'alter table obligation_versions drop column paused_at',
  'alter table obligations drop column paused_at',
];

/** What somebody decided about a clock or a duty, and clocks that stand still. */
export class Rulings implements MigrationInterface {
  readonly name = 'Rulings1764000005000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

/** As before, and a clock that has run again since stands still within `stops`. */
const statusWithStops = `
create function status_at(
  at timestamptz, arisen_at timestamptz, due_at timestamptz, lapsed_at timestamptz, settled_as text,
  settled_at timestamptz, paused_at timestamptz, stops tstzmultirange
) returns text language sql immutable parallel safe as $$
  select case
    when arisen_at > at then null
    when settled_at <= at then settled_as
    when lapsed_at <= at then 'missed'
    when paused_at <= at and (due_at is null or due_at > paused_at) or stops @> at then 'paused'
    when due_at <= at then 'missed'
    else 'open'
  end
$$`;

/** What each due date on record took out, where an obligation ever had a pause that ended. */
const stopsOnRecord = `
  select position, data->>'obligationId' as obligation_id, (
    select range_agg(tstzrange((value->>'from')::timestamptz, (value->>'to')::timestamptz))
    from jsonb_array_elements(data->'stops')
  ) as stops
  from facts where type in ('ObligationArose', 'ObligationRederived')
    and data->>'obligationId' in (select data->>'obligationId' from facts where data ? 'stops')`;

const stopsUp = [
  'alter table obligations add column stops tstzmultirange',
  'alter table obligation_versions add column stops tstzmultirange',
  `update obligations o set stops = last.stops
   from (select distinct on (obligation_id) * from (${stopsOnRecord}) s order by obligation_id, position desc) last
   where last.obligation_id = o.obligation_id`,
  `with s as materialized (${stopsOnRecord})
   update obligation_versions v set stops = (
     select s.stops from s where s.obligation_id = v.obligation_id and s.position <= v.position
     order by s.position desc limit 1)
   where v.obligation_id in (select obligation_id from s)`,
  'drop function status_at(timestamptz, timestamptz, timestamptz, timestamptz, text, timestamptz, timestamptz)',
  statusWithStops,
];

const stopsDown = [
  `drop function
   status_at(timestamptz, timestamptz, timestamptz, timestamptz, text, timestamptz, timestamptz, tstzmultirange)`,
  statusAt,
  'alter table obligation_versions drop column stops',
  'alter table obligations drop column stops',
];

/** Pauses that are over: what stood still at an instant is told so of that instant later too. */
export class EndedPauses implements MigrationInterface {
  readonly name = 'EndedPauses1764000044000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of stopsUp) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of stopsDown) await runner.query(statement);
  }
}
