-- Days of one person, of all series that run for them together, are kept as they are counted (docs/decisions/0044). All is made anew.
truncate reckonings, reckoned_obligations, reckoned_days;
insert into unreckoned_cases select case_id, '-infinity' from cases on conflict (case_id) do nothing;

-- Dates without a break on which a person was owed updates by the force and was covered, or was not, while one person had the
-- case and one entitlement held: by whatever promise, or by one, and then also by it alone.
create table reckoned_spans (
  holds_from timestamptz not null,
  from_on date not null,
  until_on date not null,
  is_covered boolean not null,
  case_id text not null,
  commitment text,
  kind text not null,
  bcu text,
  lpt text,
  offence_group text,
  owner text,
  team text,
  entitlement text
);
create index reckoned_spans_from on reckoned_spans (from_on);
create index reckoned_spans_long on reckoned_spans (until_on) where until_on - from_on > 40;
create index reckoned_spans_case on reckoned_spans (case_id);
grant select on reckoned_spans to kept_informed_app;
grant insert, update, delete on reckoned_spans to kept_informed_worker;
