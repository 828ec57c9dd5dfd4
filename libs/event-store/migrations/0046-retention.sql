-- What was kept longer than its time is looked through by a person: whom they keep, until when, and the note that says why.
create table retention_reviews (
  review_id text primary key,
  participant_id text not null,
  kept_until date not null,
  note_id text not null,
  reviewed_at timestamptz not null,
  reviewed_by text not null
);
create index retention_reviews_of on retention_reviews (participant_id, kept_until);
grant select, insert on retention_reviews to kept_informed_api;

-- Cases by when they were closed: what is due is found without going through all of them.
create index cases_closed on cases (closed_at, case_id) where closed_at is not null and merged_into is null;

-- The worker takes away what has a time of its own. Of answers that are kept to be given again it sees nothing.
create function forget_answers() returns bigint
language sql security definer set search_path = pg_catalog, pg_temp as $$
  with gone as (
    delete from public.idempotency_keys where created_at < now() - interval '24 hours' returning 1
  )
  select count(*) from gone
$$;
revoke all on function forget_answers() from public;
grant execute on function forget_answers() to kept_informed_worker;
grant select (participant_id, lifted_at) on legal_holds to kept_informed_worker;
grant delete on messages, message_attempts to kept_informed_worker;
create index messages_ended on messages (changed_at) where state not in ('waiting', 'sending', 'retrying');

-- Looks are added to by the application and taken away by nobody in it, but for the oldest, by this alone: what is younger than a
-- year by the database's own clock stays whatever is asked, and so does who is under a legal hold.
create function forget_looks(kept_from timestamptz, at_most integer) returns bigint
language sql security definer set search_path = pg_catalog, pg_temp as $$
  with gone as (
    delete from public.looks where position in (
      select l.position from public.looks l
      where l.at < least(kept_from, now() - interval '1 year')
        and not exists (select from public.legal_holds h where h.lifted_at is null and h.participant_id = any (l.participant_ids))
      order by l.at limit at_most)
    returning 1
  )
  select count(*) from gone
$$;
revoke all on function forget_looks(timestamptz, integer) from public;
grant execute on function forget_looks(timestamptz, integer) to kept_informed_worker;

-- Who makes a key asks whether somebody was erased, and so does the desk.
grant select on erasures to kept_informed_desk;
