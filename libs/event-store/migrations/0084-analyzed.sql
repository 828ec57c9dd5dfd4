-- How much is kept reckoned, and of what, PostgreSQL notices by itself up to minutes later: until then every question reads through
-- what has just been filled. The worker, who fills it, may have it look; by itself only the tables' owner may.
create function analyze_reckoned() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  filled regclass;
begin
  for filled in
    select oid from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname ^@ 'reckon'
      and pg_stat_get_mod_since_analyze(oid) > 1000 + pg_stat_get_live_tuples(oid) / 2
  loop
    execute format('analyze %s', filled);
  end loop;
end $$;
revoke all on function analyze_reckoned() from public;
grant execute on function analyze_reckoned() to kept_informed_worker;
