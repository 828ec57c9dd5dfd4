-- The desk, the pages that people work in, signs in to the database as somebody of its own.
do $$ begin
  begin
    create role kept_informed_desk nologin;
  exception when duplicate_object or unique_violation then null;
  end;
  begin
    if not pg_has_role('kept_informed_desk', 'kept_informed_app', 'usage') then grant kept_informed_app to kept_informed_desk; end if;
  exception when others then
    if not pg_has_role('kept_informed_desk', 'kept_informed_app', 'usage') then raise; end if;
  end;
end $$;

-- What is done on a case, it does as the API does. It has no part in webhooks, imports and what administrators did.
grant select, insert, update, delete on people, person_keys, person_index, routes, notes, earlier_details
  to kept_informed_desk;
grant select on unsealed to kept_informed_desk;
grant select, insert, delete on idempotency_keys to kept_informed_desk;

-- Who is signed in where. What stands in the cookie is not here, only its digest. Nobody but the desk looks in.
create table desk_sessions (
  sid text primary key,
  sess jsonb not null,
  expire timestamptz not null,
  staff_id text generated always as (sess #>> '{signedIn,staffId}') stored,
  -- As the provider of the sign-in calls its session, by which it tells that somebody signed out there.
  provider_session text generated always as (sess #>> '{signedIn,providerSession}') stored
);
create index desk_sessions_of_staff on desk_sessions (staff_id) where staff_id is not null;
create index desk_sessions_of_provider on desk_sessions (provider_session) where provider_session is not null;
create index desk_sessions_ended on desk_sessions (expire);
grant select, insert, update, delete on desk_sessions to kept_informed_desk;
