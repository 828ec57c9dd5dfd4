-- Since when a dispute has ended because what raised it was undone.
alter table disputes add column ended_at timestamptz;
alter table earlier_disputes add column ended_at timestamptz;
drop index disputes_open;
create index disputes_open on disputes (raised_at, dispute_id) where decided_at is null and ended_at is null;
