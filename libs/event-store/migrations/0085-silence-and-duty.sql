-- Since when whoever is to be told of an open case has heard nothing, as of an instant (docs/decisions/0047): as long as nothing
-- was recorded of the case since, it is so later as well. A row without a participant: there is nobody to be told.
create table reckoned_silences (
  as_of timestamptz not null,
  since timestamptz,
  last_update_at timestamptz,
  case_id text not null,
  participant_id text
);
create index reckoned_silences_since on reckoned_silences (since, participant_id);
create index reckoned_silences_case on reckoned_silences (case_id);
grant select on reckoned_silences to kept_informed_app;
grant insert, update, delete on reckoned_silences to kept_informed_worker;
insert into unreckoned_cases
  select case_id, '-infinity' from cases where closed_at is null and merged_at is null on conflict (case_id) do nothing;

-- Of what was missed, whether it is closed for good: what is not is counted by those on duty one by one, what is all together.
alter table reckoned_obligations add column lapsed boolean not null default false;
alter table reckoned_obligations alter column lapsed drop default;
update reckoned_obligations r set lapsed = true from obligations o
  where r.status = 'missed' and o.obligation_id = r.obligation_id and o.lapsed_at is not null;
drop index reckoned_obligations_missed;
create index reckoned_obligations_missed on reckoned_obligations (lapsed, due_on)
  include (due_at, holds_from, obligation_id, case_id, commitment, listed, team, bcu) where status = 'missed';

-- A report tells few kinds apart of many rows, for who has a case has a team in an area: PostgreSQL takes each for independent of the others,
-- and would sort all rows for as many kinds as there could be.
create statistics reckoned_obligations_kinds (ndistinct) on listed, status, stood, marks, owner, team, bcu, lpt from reckoned_obligations;
