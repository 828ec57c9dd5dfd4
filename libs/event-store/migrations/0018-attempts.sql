-- Since when a contact counts as an attempt to reach somebody; null: it is none.
alter table contacts add column attempt_from timestamptz;
