-- Released files are never edited: what comes later is the next number. Run by the tables' owner, once, in one transaction.
-- Whatever the application may do is granted here; facts are append-only because nothing else is granted on them.

-- Roles belong to the whole server, so another database's migration may have made this one, or be making it now.
do $$ begin
  create role kept_informed_app nologin;
exception when duplicate_object or unique_violation then null;
end $$;

-- Whoever migrates must be able to take the role on. From PostgreSQL 16 on, who makes a role is its member without that.
-- Another database's migration may grant the same at the same moment; what counts is that it is granted.
do $$ declare
  needed text := case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end;
begin
  if not pg_has_role(current_user, 'kept_informed_app', needed) then
    execute format('grant kept_informed_app to %I', current_user);
  end if;
exception when others then
  if not pg_has_role(current_user, 'kept_informed_app', needed) then raise; end if;
end $$;

grant usage on schema public to kept_informed_app;
-- So that it can be asked whether the tables are up to date without being their owner.
grant select on migrations to kept_informed_app;

-- The store.

create table facts (
  position bigint generated always as identity primary key,
  transaction xid8 not null default pg_current_xact_id(),
  stream text not null,
  version integer not null check (version > 0),
  type text not null,
  type_version smallint not null,
  data jsonb not null,
  occurred timestamptz not null,
  known timestamptz,
  caused_by integer,
  recorded timestamptz not null,
  recorded_by text not null,
  request_id text not null,
  simulated boolean not null default false,
  unique (stream, version)
);
create index facts_in_order on facts (transaction, position);
grant select, insert on facts to kept_informed_app;

create table subscriptions (
  name text primary key,
  transaction xid8 not null,
  position bigint not null
);
grant select, insert, update on subscriptions to kept_informed_app;

-- The append contract, whole. One JSON array of facts, of one stream or of hundreds, in one statement.
--
-- A stream wins when its first new fact takes the place after `expected`; the unique (stream, version) decides the race
-- and a rival in flight is waited for. Only winners get the rest of their facts, so a stream never gets half of them.
-- The look at the fact before refuses a version nobody has reached, which would leave a hole.
-- Ordered by stream, so that two batches that share streams cannot lock each other out.
--
-- `transaction` is never below that of the fact before: a request that first wrote something else may be the older
-- transaction and yet append later, and readers by (transaction, position) would see its fact before the one it follows.
--
-- A function, because planning this took longer than doing it: one fact by one connection 1.5 ms, by a function that
-- keeps its plan 0.5 ms, as long as a plain insert. Such a plan must not be made for a table that is small still and then
-- kept while it grows, so inside it the index is always taken.
create function append_facts(given_facts json, given_by text, given_request text, given_simulated boolean)
returns table (stream text, version int, "position" bigint)
language plpgsql set enable_seqscan = off as $$
#variable_conflict use_column
begin
  return query
  with given as materialized (
    select * from json_to_recordset(given_facts) as g (
      stream text, version int, expected int, type text, "typeVersion" smallint, data jsonb, occurred timestamptz,
      known timestamptz, "causedBy" int, recorded timestamptz)
  ), won as (
    insert into facts (transaction, stream, version, type, type_version, data, occurred, known, caused_by, recorded,
      recorded_by, request_id, simulated)
    select greatest(before.transaction, pg_current_xact_id()), g.stream, g.version, g.type, g."typeVersion", g.data,
      g.occurred, g.known, g."causedBy", g.recorded, given_by, given_request, given_simulated
    from given g left join facts before on before.stream = g.stream and before.version = g.expected
    where g.version = g.expected + 1 and (g.expected = 0 or before.version is not null)
    order by g.stream
    on conflict (stream, version) do nothing
    returning stream, version, position, transaction
  ), rest as (
    insert into facts (transaction, stream, version, type, type_version, data, occurred, known, caused_by, recorded,
      recorded_by, request_id, simulated)
    select won.transaction, g.stream, g.version, g.type, g."typeVersion", g.data, g.occurred, g.known, g."causedBy",
      g.recorded, given_by, given_request, given_simulated
    from given g join won on won.stream = g.stream
    where g.version > g.expected + 1
    order by g.stream, g.version
    returning stream, version, position
  )
  select won.stream, won.version, won.position from won
  union all
  select rest.stream, rest.version, rest.position from rest;
end $$;

-- The same contract for one stream, which is what a person's request appends: there is nobody to tell apart, so nothing
-- is joined. Beside it the statement for batches takes half as long again for a single fact. Facts are checked as there:
-- the first must find its place free, and the version before it must have been reached.
create function transaction_at(given_stream text, given_version int) returns xid8
language plpgsql stable set enable_seqscan = off as $$
begin
  return (select transaction from facts where stream = given_stream and version = given_version);
end $$;

create function append_to_one(given_stream text, expected int, given_facts json, given_by text, given_request text,
  given_simulated boolean)
returns table (version int, "position" bigint)
language plpgsql as $$
#variable_conflict use_column
declare
  before xid8 := case when expected > 0 then transaction_at(given_stream, expected) end;
begin
  if expected > 0 and before is null then return; end if;
  return query
  insert into facts (transaction, stream, version, type, type_version, data, occurred, known, caused_by, recorded,
    recorded_by, request_id, simulated)
  select greatest(before, pg_current_xact_id()), given_stream, expected + 1, g.type, g."typeVersion", g.data, g.occurred,
    g.known, g."causedBy", g.recorded, given_by, given_request, given_simulated
  from json_to_record(given_facts -> 0) as g (type text, "typeVersion" smallint, data jsonb, occurred timestamptz,
    known timestamptz, "causedBy" int, recorded timestamptz)
  on conflict (stream, version) do nothing
  returning version, position;
  if not found or json_array_length(given_facts) = 1 then return; end if;
  return query
  insert into facts (transaction, stream, version, type, type_version, data, occurred, known, caused_by, recorded,
    recorded_by, request_id, simulated)
  select greatest(before, pg_current_xact_id()), given_stream, g.version, g.type, g."typeVersion", g.data, g.occurred,
    g.known, g."causedBy", g.recorded, given_by, given_request, given_simulated
  from json_to_recordset(given_facts) as g (version int, type text, "typeVersion" smallint, data jsonb,
    occurred timestamptz, known timestamptz, "causedBy" int, recorded timestamptz)
  where g.version > expected + 1
  returning version, position;
end $$;

-- The read tables of follow-up: they follow from the facts, and a rebuild empties and refills them.

create table cases (
  case_id text primary key,
  kind text not null,
  reference text not null,
  offence_group text,
  opened_at timestamptz not null,
  bcu text,
  lpt text,
  owner text,
  team text,
  owned_from timestamptz,
  closed_at timestamptz,
  closure_reason text,
  imported boolean not null default false,
  merged_into text,
  merged_at timestamptz,
  merged_participants jsonb,
  constraint cases_reference unique (kind, reference)
);
create index cases_owner on cases (owner);
create index cases_area on cases (bcu, lpt);

create table case_owners (
  case_id text not null,
  staff_id text not null,
  team text not null,
  owned_from timestamptz not null,
  version integer not null,
  recorded_at timestamptz not null,
  primary key (case_id, version)
);
create index case_owners_at on case_owners (case_id, owned_from);

create table case_links (
  case_id text not null,
  other_case_id text not null,
  kind text not null,
  linked_at timestamptz not null,
  primary key (case_id, other_case_id, kind)
);

create table participants (
  participant_id text primary key,
  case_id text not null,
  role text not null,
  entitlement text not null,
  represents text,
  joined_at timestamptz not null,
  authority_until date,
  authority_ended_at timestamptz,
  business boolean not null default false,
  assessed_at timestamptz,
  -- The version of the fact that added them: the order in which they came to the case.
  place integer not null
);
create index participants_case on participants (case_id);

create table contact_plans (
  plan_id text primary key,
  case_id text not null,
  participant_id text not null,
  frequency text not null,
  method text not null,
  agreed_at timestamptz not null,
  until date,
  note_id text
);
create index contact_plans_case on contact_plans (case_id);

create table contacts (
  contact_id text primary key,
  case_id text not null,
  participant_ids text[] not null,
  direction text not null,
  method text not null,
  outcome text not null,
  purpose text not null,
  tells text[] not null,
  reached boolean not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  promised_next date,
  struck_out_at timestamptz,
  corrected_at timestamptz
);
create index contacts_case on contacts (case_id, occurred_at);
create index contacts_promised on contacts (promised_next) where promised_next is not null and struck_out_at is null;

create table opt_outs (
  opt_out_id text primary key,
  case_id text not null,
  participant_id text not null,
  scope text not null,
  opted_out_at timestamptz not null,
  until date,
  requested_by text not null,
  identified_by text not null,
  note_id text,
  opted_back_in_at timestamptz
);
create index opt_outs_case on opt_outs (case_id);

create table obligations (
  obligation_id text primary key,
  case_id text not null,
  participant_id text not null,
  commitment text not null,
  edition text not null,
  trigger text not null,
  trigger_id text not null,
  anchor_id text not null,
  period integer not null,
  unit text not null,
  time_limit text,
  starts_at timestamptz not null,
  arisen_at timestamptz not null,
  due_on date,
  due_at timestamptz,
  generation integer not null,
  rungs jsonb not null,
  calendar_version text not null,
  missed boolean not null default false,
  lapsed_at timestamptz,
  outcome text,
  outcome_at timestamptz,
  discharged_by text,
  recorded_late boolean not null default false,
  paused_at timestamptz,
  stops tstzmultirange
);
create index obligations_case on obligations (case_id);
create index obligations_due on obligations (due_on);
create index obligations_open on obligations (due_at, obligation_id) where outcome is null and lapsed_at is null;

create table obligation_versions (
  obligation_id text not null,
  position bigint not null,
  recorded_at timestamptz not null,
  due_on date,
  due_at timestamptz,
  generation integer not null,
  missed boolean not null,
  lapsed_at timestamptz,
  outcome text,
  outcome_at timestamptz,
  discharged_by text,
  recorded_late boolean not null,
  paused_at timestamptz,
  stops tstzmultirange,
  primary key (obligation_id, position)
);
create index obligation_versions_due on obligation_versions (due_on);

create table rulings (
  ruling_id text primary key,
  case_id text not null,
  obligation_id text not null,
  kind text not null,
  commitment text,
  participant_id text,
  trigger_id text,
  at timestamptz not null,
  reason text,
  extended_by text,
  requested_by text,
  pause_id text,
  note_id text,
  recorded_at timestamptz not null,
  undone_at timestamptz
);
create index rulings_case on rulings (case_id);

create table alerts (
  alert_id text primary key,
  obligation_id text,
  contact_id text,
  case_id text not null,
  generation integer not null,
  rung text not null,
  due_at timestamptz not null,
  raised_at timestamptz not null,
  recipient text not null,
  caught_up boolean not null,
  status text not null,
  snoozed_until timestamptz,
  position bigint not null,
  constraint alerts_once unique (obligation_id, generation, rung)
);
create index alerts_recipient on alerts (recipient, status);
create index alerts_case on alerts (case_id);
create index alerts_order on alerts (position);

grant select, insert, update, delete on cases, case_owners, case_links, participants, contact_plans, contacts, opt_outs,
  obligations, obligation_versions, rulings, alerts to kept_informed_app;

-- The status at an instant of what is known: one function for the board, the API, the export and the report. Null: not
-- arisen by then. An outcome wins. Nothing falls due while the clock stands still; what was due when it began to stays
-- missed, whether or not a sweep has been. A clock that has run again since stood still within `stops`.
create function status_at(
  at timestamptz, arisen_at timestamptz, due_at timestamptz, lapsed_at timestamptz, outcome text, outcome_at timestamptz,
  paused_at timestamptz, stops tstzmultirange
) returns text language sql immutable parallel safe as $$
  select case
    when arisen_at > at then null
    when outcome_at <= at then outcome
    when lapsed_at <= at then 'missed'
    when paused_at <= at and (due_at is null or due_at > paused_at) or stops @> at then 'paused'
    when due_at <= at then 'missed'
    else 'open'
  end
$$;

-- When each case is to be looked at next: of its version then, or because the terms have changed. No read table, and not
-- refilled by a rebuild but due at once after it.
create table next_checks (
  case_id text primary key,
  version integer not null,
  at timestamptz,
  terms_changed boolean not null default false
);
create index next_checks_due on next_checks (at) where at is not null;
create index next_checks_terms on next_checks (case_id) where terms_changed;
grant select, insert, update, delete on next_checks to kept_informed_app;

-- Personal data, apart from everything else.

create table people (
  participant_id text primary key,
  case_id text not null,
  name text
);
create index people_case on people (case_id);

create table routes (
  route_id text primary key,
  participant_id text not null references people,
  method text not null,
  value text not null,
  safe boolean not null,
  times text,
  recorded_at timestamptz not null,
  replaced_at timestamptz
);
create index routes_participant on routes (participant_id, method);

create table notes (
  note_id text primary key,
  case_id text not null,
  kind text not null,
  text text not null,
  salt bytea not null,
  recorded_at timestamptz not null
);
create index notes_case on notes (case_id);

grant select, insert, update, delete on people, routes, notes to kept_informed_app;

-- Answers to requests that carried a key, to be given again for a day. They hold ids and dates, no personal data.
create table idempotency_keys (
  asker text not null,
  key text not null,
  request_digest text not null,
  status smallint not null,
  headers jsonb not null,
  body jsonb,
  created_at timestamptz not null default now(),
  primary key (asker, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
grant select, insert, delete on idempotency_keys to kept_informed_app;

-- Messages on their way to people and machines, what was tried, and who takes events. No read tables: a rebuild leaves
-- them alone, so nothing is sent again. `not_before`, `created_at` and `changed_at` go by the product's clock; leases and
-- retries by the real one.

create table messages (
  message_id text primary key,
  channel text not null,
  recipient text not null,
  event_id text,
  body jsonb,
  state text not null,
  not_before timestamptz not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  attempts integer not null default 0,
  last_attempt integer not null,
  failure text,
  retry_at timestamptz,
  lease uuid,
  leased_until timestamptz,
  resent_by text
);
create index messages_due on messages (channel, recipient, not_before) where state in ('waiting', 'sending', 'retrying');
create index messages_shown on messages (created_at, message_id);

create table message_attempts (
  message_id text not null references messages,
  attempt integer not null,
  at timestamptz not null,
  outcome text,
  took_ms integer,
  primary key (message_id, attempt)
);

-- An alert has one delivery to the desk, without a message, and one for each message that it is in. `seen_to_at`: the
-- failure to reach somebody has made its alert climb, once. `cause`: why they are told, so that a letter can say.
create table deliveries (
  alert_id text not null,
  channel text not null,
  message_id text not null default '',
  at timestamptz not null,
  state text not null,
  seen_to_at timestamptz,
  cause text,
  primary key (alert_id, channel, message_id)
);
create index deliveries_message on deliveries (message_id) where message_id <> '';
create index deliveries_unreached on deliveries (at, alert_id, message_id)
  where state in ('undeliverable', 'dead') and channel = 'email' and seen_to_at is null;

create table webhook_endpoints (
  endpoint_id text primary key,
  url text not null,
  types text[] not null,
  secret text not null,
  previous_secret text,
  previous_until timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  removed_at timestamptz
);

grant select, insert, update on messages, message_attempts, deliveries, webhook_endpoints to kept_informed_app;

-- What the processes say of themselves, and how often rungs were raised, caught up and skipped. For figures only.

-- Unlogged: what a worker said of itself before a crash is of no use after it.
create unlogged table worker_pulses (
  worker_id text primary key,
  seen_at timestamptz not null,
  swept_at timestamptz,
  queues jsonb not null,
  clock_ahead_seconds float8
);
grant select, insert, update, delete on worker_pulses to kept_informed_app;

create table rung_counts (
  rung text not null,
  what text not null,
  count bigint not null,
  primary key (rung, what)
);
grant select, insert, update on rung_counts to kept_informed_app;
