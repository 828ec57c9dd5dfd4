-- What administrators changed, by whom and with which request; added to and never changed.
create table administrator_acts (
  position bigint generated always as identity primary key,
  at timestamptz not null,
  staff_id text not null,
  act text not null,
  object text not null,
  request_id text not null
);
grant select, insert on administrator_acts to kept_informed_api;
