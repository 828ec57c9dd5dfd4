-- When an obligation was first recorded: what was replaced on that day was keyed out of order and never fell due.
-- `kept_owner`: who answered for it when it fell due in a case that was merged into this one.
alter table obligations
  add column recorded_at timestamptz not null default '-infinity',
  add column kept_owner text,
  add column kept_team text;
alter table obligations alter column recorded_at drop default;

-- What each participant was assessed as from when on, and when that was recorded: a report goes by what was known at due time.
create table participant_entitlements (
  case_id text not null,
  version integer not null,
  participant_id text not null,
  entitlement text not null,
  held_from timestamptz not null,
  recorded_at timestamptz not null,
  primary key (case_id, version)
);
create index participant_entitlements_of on participant_entitlements (participant_id, held_from);
grant select, insert, update, delete on participant_entitlements to kept_informed_app;
