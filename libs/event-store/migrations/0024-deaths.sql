-- The London date on which a participant died; null: they live, as far as is known.
alter table participants add column died_on date;
