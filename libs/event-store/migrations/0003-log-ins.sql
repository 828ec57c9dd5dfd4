-- The API and the worker sign in to the database each as somebody of their own, who may do what that part does and no more.
-- kept_informed_app stays for what both do. The log-ins themselves, with their passwords, are made by `migrate`.

-- Roles belong to the whole server, so another database's migration may have made these, or be making them now.
do $$ declare part text; begin
  foreach part in array array['kept_informed_api', 'kept_informed_worker'] loop
    begin
      execute format('create role %I nologin', part);
    exception when duplicate_object or unique_violation then null;
    end;
    begin
      if not pg_has_role(part, 'kept_informed_app', 'usage') then execute format('grant kept_informed_app to %I', part); end if;
    exception when others then
      if not pg_has_role(part, 'kept_informed_app', 'usage') then raise; end if;
    end;
  end loop;
end $$;

-- Whoever migrates makes the log-ins members of these. Nobody signs in to work as the owner any more.

-- Names, numbers and notes are read and written by the API alone; so are answers that are kept to be given again.
revoke all on people, routes, notes, idempotency_keys from kept_informed_app;
grant select, insert, update, delete on people, routes, notes to kept_informed_api;
grant select, insert, delete on idempotency_keys to kept_informed_api;

-- Who is told by webhook is said over the API; the worker signs for them.
revoke insert, update on webhook_endpoints from kept_informed_app;
grant insert, update on webhook_endpoints to kept_informed_api;

-- What has been seen to, and what is said of it, is the worker's; the API shows it.
revoke insert, update on subscriptions, rung_counts from kept_informed_app;
revoke insert, update, delete on worker_pulses from kept_informed_app;
grant insert, update on subscriptions, rung_counts to kept_informed_worker;
grant insert, update, delete on worker_pulses to kept_informed_worker;

-- A transaction that anybody leaves open holds readers by position up, and only who may see the others' can tell of it
-- (`kept-informed doctor`). Whoever is not a superuser has this right given by one.
do $$ begin
  grant pg_read_all_stats to kept_informed_worker;
exception when insufficient_privilege then null;
end $$;
