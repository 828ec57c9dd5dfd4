-- People are found by keyed digests of what can be asked for (docs/decisions/0018). Whoever was kept before is indexed by
-- `migrate`.
create table person_index (
  participant_id text primary key,
  digests bigint[] not null
);
create index person_index_digests on person_index using gin (digests);
grant select, insert, update, delete on person_index to kept_informed_api;

-- Any part of a reference, without regard to case, spaces and strokes: its trigrams.
create function plain_reference(reference text) returns text language sql immutable strict parallel safe
  return lower(regexp_replace(reference, '[^[:alnum:]]', '', 'g'));
create function reference_parts(reference text) returns text[] language sql immutable strict parallel safe
  return (select coalesce(array_agg(distinct substr(plain_reference(reference), at, 3)), '{}')
    from generate_series(1, greatest(length(plain_reference(reference)) - 2, 0)) at);
create index cases_reference_parts on cases using gin (reference_parts(reference));
