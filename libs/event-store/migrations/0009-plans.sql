-- The contact in which a participant agreed to a plan.
alter table contact_plans add column contact_id text;
