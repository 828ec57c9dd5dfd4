-- Of all cases of all years the few that a question about now, or about a period, is of.
create index cases_closed_at on cases (closed_at);
create index cases_merged on cases (merged_into) where merged_into is not null;
create index case_reopenings on case_closings (case_id) where not closes;

-- When what has no outcome is due, which are few of those that are due at all: as an index of what is worked out it has statistics.
drop index obligations_unsettled;
create index obligations_owed on obligations ((case when outcome is null then due_on end));

-- Clocks that stand still, and duties that were missed for good.
create index obligations_paused on obligations (obligation_id)
  where outcome is null and lapsed_at is null and (paused_at is not null or stops is not null);
create index obligations_lapsed on obligations (lapsed_at) where lapsed_at is not null;

-- The latest alert of each obligation that waits for somebody, without a look at the others.
create index alerts_waiting_for on alerts (obligation_id, due_at desc, position desc) include (rung, status, case_id)
  where status in ('open', 'acknowledged', 'snoozed');
