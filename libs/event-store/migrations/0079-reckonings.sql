-- Figures of what no longer changes are kept reckoned, case by case (docs/decisions/0042).

-- Cases of which something was recorded since they were reckoned, or that never were.
create table unreckoned_cases (
  case_id text primary key,
  changed_at timestamptz not null
);
create index unreckoned_cases_changed on unreckoned_cases (changed_at);
insert into unreckoned_cases select case_id, recorded_at from cases;
grant select, insert, update, delete on unreckoned_cases to kept_informed_app;

-- For which questions what is kept of a case holds: as of and as known at `holds_from` or later, of dates before `until_on`.
create table reckonings (
  case_id text primary key,
  holds_from timestamptz not null,
  until_on date not null,
  -- By which terms of the promises its days were told apart.
  terms text not null
);
create index reckonings_until on reckonings (until_on);
create index reckonings_from on reckonings (holds_from);
create index reckonings_terms on reckonings (terms);

-- What fell due or is listed beside it, with all that a report can put it under.
create table reckoned_obligations (
  case_id text not null,
  due_on date not null,
  commitment text not null,
  edition text not null,
  kind text not null,
  bcu text,
  lpt text,
  offence_group text,
  owner text,
  team text,
  entitlement text,
  method text,
  listed text not null,
  status text not null,
  stood text,
  recorded_late boolean not null,
  recorded_after_due boolean not null,
  disputed boolean not null,
  changed_after_due boolean not null,
  reattributed boolean not null,
  hours_late numeric
);
create index reckoned_obligations_due on reckoned_obligations (due_on);
create index reckoned_obligations_case on reckoned_obligations (case_id);

-- Dates on which an obligation of a series ran without a break while one person had the case and one entitlement held, up to
-- `until_on`; from which date its period counts, and which dates are covered at all.
create table reckoned_days (
  case_id text not null,
  participant_id text not null,
  trigger_id text not null,
  commitment text not null,
  edition text not null,
  every interval not null,
  kind text not null,
  bcu text,
  lpt text,
  offence_group text,
  owner text,
  team text,
  entitlement text,
  from_on date not null,
  until_on date not null,
  begins_on date,
  covers_from date,
  covers_until date
);
create index reckoned_days_from on reckoned_days (from_on);
create index reckoned_days_long on reckoned_days (until_on) where until_on - from_on > 40;
create index reckoned_days_case on reckoned_days (case_id);
grant select on reckonings, reckoned_obligations, reckoned_days to kept_informed_app;
grant insert, update, delete on reckonings, reckoned_obligations, reckoned_days to kept_informed_worker;
