-- What is not settled is counted without reading what is: no outcome, or one that is still ahead, as of a letter on its way.
create index obligations_unsettled on obligations (due_on) where outcome is null;
create index obligations_ended on obligations (outcome_at) where outcome_at is not null;
