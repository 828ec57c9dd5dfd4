-- By which unsafe routes supervisors let somebody be written to or rung, and until when.
create table route_allowances (
  allowance_id text primary key,
  case_id text not null,
  participant_id text not null,
  route_id text not null,
  allowed_by text not null,
  allowed_at timestamptz not null,
  until timestamptz not null,
  note_id text
);
create index route_allowances_until on route_allowances (until);
grant select, insert, update, delete on route_allowances to kept_informed_app;

insert into route_allowances
select data ->> 'allowanceId', substr(stream, 6), data ->> 'participantId', data ->> 'routeId', recorded_by, occurred,
  (data ->> 'until')::timestamptz, data ->> 'noteId'
from facts where type = 'UnsafeRouteAllowed';
