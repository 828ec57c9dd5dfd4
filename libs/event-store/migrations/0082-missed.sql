-- What is kept of what was missed, of all years, counted by those on duty without a look at the rows.
create index reckoned_obligations_missed on reckoned_obligations (due_on)
  include (due_at, holds_from, obligation_id, case_id, commitment, listed, team, bcu) where status = 'missed';
