-- What else of an obligation's clock moves is told as known then: how long its limit was, and when its rungs were, which go by
-- its generation and never change. What moved before this is there once the tables are made anew (`kept-informed rebuild`).
alter table obligation_versions add column time_limit text;
update obligation_versions v set time_limit = o.time_limit from obligations o where o.obligation_id = v.obligation_id;

create table obligation_ladders (
  obligation_id text not null,
  generation integer not null,
  rungs jsonb not null,
  recorded_at timestamptz not null,
  primary key (obligation_id, generation)
);
insert into obligation_ladders (obligation_id, generation, rungs, recorded_at)
  select obligation_id, generation, rungs, recorded_at from obligations;
alter table obligations drop column rungs;
grant select, insert, update, delete on obligation_ladders to kept_informed_app;
