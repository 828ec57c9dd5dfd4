-- Routes as they are meant: compared by meaning, known since a time, ended, dead; and the route by which a contact went.
alter table routes
  add column kind text,
  add column meaning text,
  add column mark text,
  add column receipts boolean not null default true,
  add column other_dwelling boolean not null default false,
  add column known_since timestamptz,
  add column since_reason text,
  add column dead_since timestamptz,
  add column ended_at timestamptz,
  add column end_reason text;
update routes set kind = method, meaning = value, mark = value, known_since = recorded_at;
alter table routes
  alter column kind set not null,
  alter column meaning set not null,
  alter column mark set not null,
  alter column known_since set not null;

alter table contacts add column route_id text;
