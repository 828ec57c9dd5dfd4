-- What was brought in, by whom, and which rows were not taken; of a file itself nothing is kept, nor of what stood in a row.
create table imports (
  import_id text primary key,
  profile text not null,
  dry_run boolean not null,
  -- Nobody: by the command line.
  started_by text,
  bytes bigint,
  received_at timestamptz not null,
  ended_at timestamptz,
  state text not null,
  -- By the server's own clock: when whoever is at it was last heard of.
  beat_at timestamptz not null default now(),
  done integer not null default 0,
  total integer not null default 0,
  report jsonb,
  problems integer not null default 0
);
grant select, insert, update on imports to kept_informed_api;

create table import_problems (
  import_id text not null references imports,
  place integer not null,
  row_number integer not null,
  column_name text,
  code text not null,
  detail text not null,
  primary key (import_id, place)
);
grant select, insert on import_problems to kept_informed_api;

-- What an import recorded is found by its request.
create index facts_of_import on facts (request_id) where recorded_by = 'import';
