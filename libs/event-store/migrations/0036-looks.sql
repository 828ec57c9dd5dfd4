-- Who looked at whom, one row for an answer. Added to by the application, and never changed or taken away by it.
create table looks (
  position bigint generated always as identity primary key,
  at timestamptz not null,
  staff_id text not null,
  request_id text not null,
  -- Which route was asked, from which address, and by what right it was answered: a role's reach, or a restricted case that is
  -- shared (`shared`).
  route text not null,
  came_from text not null,
  why text not null,
  case_ids text[] not null,
  participant_ids text[] not null,
  -- By participant, and by case for what was noted of nobody alone: the fields that were shown.
  fields jsonb not null,
  -- Participants whose name is that of who looked, and of other staff as their sign-ins say, with the staff id of those.
  own_name text[] not null,
  colleagues jsonb not null
);
create index looks_by_staff on looks (staff_id, position);
create index looks_at on looks (at);
create index looks_of_participants on looks using gin (participant_ids);
create index looks_of_cases on looks using gin (case_ids);
grant select, insert on looks to kept_informed_api;
