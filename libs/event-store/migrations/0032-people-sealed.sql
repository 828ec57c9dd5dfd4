-- Personal data is sealed by a key of each person's, which is itself wrapped by a key that lies outside the database
-- (docs/decisions/0017). What lies here in clear is put aside, and `migrate` seals it, row by row, with the key that it is given.
create table person_keys (
  -- A participant; a case or an import, for notes that name nobody; or `index`.
  key_id text primary key,
  -- The name of the key that wraps it, a full stop, and the wrapped key.
  wrapped text not null,
  made_at timestamptz not null
);

create table unsealed (
  place bigint generated always as identity primary key,
  what text not null,
  id text not null,
  words jsonb not null
);
insert into unsealed (what, id, words)
  select 'person', participant_id, jsonb_strip_nulls(jsonb_build_object(
    'name', name, 'bornOn', born_on, 'language', language, 'needs', needs))
  from people order by participant_id;
insert into unsealed (what, id, words)
  select 'route', r.route_id, jsonb_strip_nulls(jsonb_build_object('participantId', r.participant_id, 'method', r.method,
    'value', r.value, 'times', nullif(r.times, ''), 'sinceReason', r.since_reason, 'endReason', r.end_reason))
  from routes r order by r.recorded_at, r.route_id;
insert into unsealed (what, id, words)
  select 'earlier', place::text, jsonb_build_object('participantId', participant_id, 'field', field, 'value', value)
  from earlier_details order by place;
insert into unsealed (what, id, words)
  select 'note', note_id, jsonb_build_object('caseId', case_id, 'text', text, 'salt', encode(salt, 'base64'))
  from notes order by recorded_at, note_id;

alter table people
  drop column name, drop column born_on, drop column language, drop column needs,
  add column sealed bytea;

-- Meaning and mark are keyed digests from here on: alike for what means the same, and saying no more.
alter table routes
  drop column value, drop column times, drop column since_reason, drop column end_reason,
  add column sealed bytea,
  add column recorded_by text,
  add column ended_by text;
update routes set meaning = '', mark = '';

alter table earlier_details
  drop column field, drop column value,
  add column sealed bytea,
  add column replaced_by text;

-- `named`: whose keys it is sealed under, all of them together.
alter table notes
  drop column text, drop column salt,
  add column sealed bytea,
  add column named text[] not null default '{}';
create index notes_named on notes using gin (named);

grant select, insert, update, delete on person_keys to kept_informed_api;
grant select on unsealed to kept_informed_api;
