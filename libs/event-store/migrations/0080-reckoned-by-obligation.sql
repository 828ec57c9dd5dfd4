-- What is kept reckoned says of each obligation by itself since when it holds (docs/decisions/0043). All of it is made anew.
drop table reckoned_obligations;
truncate reckonings, reckoned_days;
insert into unreckoned_cases select case_id, '-infinity' from cases on conflict (case_id) do nothing;

-- Days hold as of and as known at `holds_from` or later, obligations from `obligations_from` on where any of them ever awaited
-- a calendar, all of dates before `until_on`. Of what was recorded later than `recorded_at` nothing was known before.
alter table reckonings add column recorded_at timestamptz not null, add column obligations_from timestamptz not null;
drop index reckonings_from;
create index reckonings_from on reckonings (holds_from, recorded_at, case_id);
create index reckonings_obligations_from on reckonings (obligations_from) where obligations_from > '-infinity';
alter table reckoned_days add column holds_from timestamptz not null;

-- What fell due on a date or is listed beside it, with all that a report can put it under; in no list: it is in none, and may
-- have been in one as known before. As of and as known at `holds_from` or later it is as it says.
create table reckoned_obligations (
  holds_from timestamptz not null,
  known_from timestamptz not null,
  due_at timestamptz not null,
  hours_late float8,
  due_on date not null,
  -- Bits of what it is marked as.
  marks integer not null,
  obligation_id text not null,
  case_id text not null,
  listed text,
  status text,
  stood text,
  owner text,
  team text,
  bcu text,
  lpt text,
  commitment text not null,
  edition text,
  kind text,
  offence_group text,
  entitlement text,
  method text
);
create index reckoned_obligations_due on reckoned_obligations (due_on);
create index reckoned_obligations_in_order on reckoned_obligations (due_at, obligation_id, status);
create index reckoned_obligations_from on reckoned_obligations (holds_from);
create index reckoned_obligations_case on reckoned_obligations (case_id);
grant select on reckoned_obligations to kept_informed_app;
grant insert, update, delete on reckoned_obligations to kept_informed_worker;
