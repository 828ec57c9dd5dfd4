-- Of what period a sample is, so that a list of samples says it: the first and the last day on which what was drawn fell due.
alter table dip_samples add column due_from date, add column due_to date;
update dip_samples s set due_from = (f.data ->> 'from')::date, due_to = (f.data ->> 'to')::date
  from facts f where f.stream = 'dip-sample-' || s.dip_sample_id and f.type = 'DipSampleDrawn';
alter table dip_samples alter column due_from set not null, alter column due_to set not null;
