-- The year whose holidays a due date, or a rung of its ladder, waits for.
alter table obligations add column awaits integer;
alter table obligation_versions add column awaits integer;
create index obligations_awaiting on obligations (case_id) where awaits is not null;
