-- On a case of high risk it is confirmed before each contact that it is safe.
alter table cases add column high_risk boolean not null default false;
alter table earlier_cases add column high_risk boolean not null default false;
