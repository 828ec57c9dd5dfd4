-- When each case was closed and opened again: days on which it was closed are no days on which anything was owed.
create table case_closings (
  case_id text not null,
  version integer not null,
  closes boolean not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (case_id, version)
);
grant select, insert, update, delete on case_closings to kept_informed_app;

-- What a period counts from, as it was known.
alter table obligation_versions add column starts_at timestamptz;
update obligation_versions v set starts_at = o.starts_at from obligations o where o.obligation_id = v.obligation_id;
alter table obligation_versions alter column starts_at set not null;
