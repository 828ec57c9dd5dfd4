-- Days that were covered in a month are reckoned from what ran then: most of what began not long before, and whatever lasted longer.
create index obligations_arisen on obligations (commitment, arisen_at);
create index obligations_that_lasted on obligations (commitment, arisen_at)
  where coalesce(outcome_at, lapsed_at) is null or outcome_at - arisen_at > interval '40 days'
    or lapsed_at - arisen_at > interval '40 days' or due_at - arisen_at > interval '40 days';
