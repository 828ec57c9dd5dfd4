-- What is still to be done is read in the order in which it falls due: what is open, and what was excused and not done since.
create index obligations_to_be_done on obligations (due_at, obligation_id)
  where lapsed_at is null and (outcome is null or (outcome = 'excused' and done_at is null));
