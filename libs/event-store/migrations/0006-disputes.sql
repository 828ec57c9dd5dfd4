-- What stands as it stood until somebody decides, and what became of it after its due time (docs/decisions/0011).

create table disputes (
  dispute_id text primary key,
  case_id text not null,
  obligation_id text not null,
  stood text not null,
  would text not null,
  would_owner text,
  causes integer[] not null,
  recorded_by text[] not null,
  raised_at timestamptz not null,
  decide_by timestamptz,
  decided_at timestamptz,
  decided_by text,
  confirmed boolean,
  note_id text
);
create index disputes_obligation on disputes (obligation_id);
create index disputes_open on disputes (raised_at, dispute_id) where decided_at is null;
grant select, insert, update, delete on disputes to kept_informed_app;

-- `outcome_known_at`: when the fact that settled it was recorded. `implied_at`: since when what was recorded implied it,
-- where that was after its due time. `stood`: how it stood at its due time, where it was changed after that.
alter table obligations
  add column outcome_known_at timestamptz,
  add column implied_at timestamptz,
  add column disputed boolean not null default false,
  add column stood text,
  add column reattributed_to text,
  add column reattributed_team text;
alter table obligation_versions
  add column outcome_known_at timestamptz,
  add column disputed boolean not null default false,
  add column stood text,
  add column reattributed_to text,
  add column reattributed_team text;
