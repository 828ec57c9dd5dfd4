-- How much is kept reckoned, and of what, PostgreSQL notices by itself up to minutes later: until then every question reads through
-- what has just been filled. The worker, who fills it, may have it look; by itself only the tables' owner may.
create function analyze_reckoned() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  filled regclass;
begin
  for filled in
    select kept from unnest(array['public.reckonings', 'public.reckoned_obligations', 'public.reckoned_days',
      'public.reckoned_spans']::regclass[]) kept
    where pg_stat_get_mod_since_analyze(kept) > 1000 + pg_stat_get_live_tuples(kept) / 2
  loop
    execute format('analyze %s', filled);
  end loop;
end $$;
revoke all on function analyze_reckoned() from public;
grant execute on function analyze_reckoned() to kept_informed_worker;
