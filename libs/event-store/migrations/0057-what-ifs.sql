-- Questions of what would have been under a draft, with their answers: figures alone (docs/decisions/0031). The worker answers.
create table what_ifs (
  what_if_id text primary key,
  kind text not null,
  version_id text not null,
  reach text not null,
  "from" date not null,
  "to" date not null,
  asked_by text not null,
  asked_at timestamptz not null,
  ended_at timestamptz,
  answer jsonb,
  trouble text
);
create index what_ifs_in_order on what_ifs (asked_at, what_if_id);
create index what_ifs_waiting on what_ifs (asked_at, what_if_id) where ended_at is null;
grant select, insert on what_ifs to kept_informed_api, kept_informed_desk;
grant select, update (ended_at, answer, trouble) on what_ifs to kept_informed_worker;
