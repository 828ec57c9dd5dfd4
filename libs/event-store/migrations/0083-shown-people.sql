-- Whom an answer showed is kept once a month, however many looks were at the same: most of what a look is, and lists and cases are
-- opened again and again.
create table shown_people (
  -- A digest of the month and of whom it is about, so that what is the same is kept once.
  shown_id text primary key,
  -- The first day of the month, in UTC, in which it was kept.
  month date not null,
  case_ids text[] not null,
  participant_ids text[] not null,
  -- By participant, and by case for what was noted of nobody alone: the fields that were shown.
  fields jsonb not null
);
create index shown_participants on shown_people using gin (participant_ids);
create index shown_cases on shown_people using gin (case_ids);
create index shown_people_month on shown_people (month);

alter table looks add column shown_id text;
update looks set shown_id = encode(sha256(convert_to(
  to_char(at at time zone 'UTC', 'YYYY-MM') || case_ids::text || participant_ids::text || fields::text, 'UTF8')), 'hex');
insert into shown_people
  select distinct on (shown_id) shown_id, date_trunc('month', at at time zone 'UTC')::date, case_ids, participant_ids, fields
  from looks order by shown_id;
alter table looks alter column shown_id set not null, drop column case_ids, drop column participant_ids, drop column fields;
create index looks_shown on looks (shown_id);

grant select, insert on shown_people to kept_informed_api;
grant insert on shown_people to kept_informed_desk;
grant select (shown_id) on looks to kept_informed_desk;
grant select (shown_id, case_ids, participant_ids) on shown_people to kept_informed_desk;

-- As before; and what no look is at any more, of months in which there can be no new one.
create or replace function forget_looks(kept_from timestamptz, at_most integer) returns bigint
language sql security definer set search_path = pg_catalog, pg_temp as $$
  delete from public.shown_people s
  where s.month < date_trunc('month', least(kept_from, now() - interval '1 year') at time zone 'UTC')::date
    and not exists (select from public.looks l where l.shown_id = s.shown_id);
  with gone as (
    delete from public.looks where position in (
      select l.position from public.looks l join public.shown_people s using (shown_id)
      where l.at < least(kept_from, now() - interval '1 year')
        and not exists (select from public.legal_holds h where h.lifted_at is null and h.participant_id = any (s.participant_ids))
      order by l.at limit at_most)
    returning 1
  )
  select count(*) from gone
$$;
