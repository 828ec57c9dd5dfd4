-- Pages of what fell due are read in the order of due times, as it stands and as it was known.
create index obligations_due_in_order on obligations (due_at, obligation_id);
create index obligation_versions_due_in_order on obligation_versions (due_at, obligation_id);
