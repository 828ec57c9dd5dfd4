-- Read tables as they stood: since when a row is known, and rows as they were before each change (docs/decisions/0020). What
-- changed before this is there once the tables are made anew (`kept-informed rebuild`).
alter table cases add column recorded_at timestamptz;
alter table participants add column recorded_at timestamptz;
alter table contact_plans add column recorded_at timestamptz;
alter table opt_outs add column recorded_at timestamptz;
alter table case_links add column recorded_at timestamptz;

update cases set recorded_at = recorded from facts where stream = 'case-' || case_id and version = 1;
update participants set recorded_at = coalesce((data->>'firstRecorded')::timestamptz, recorded)
  from facts where stream = 'case-' || case_id and version = place;
update contact_plans p set recorded_at = coalesce((data->>'firstRecorded')::timestamptz, recorded)
  from facts where stream = 'case-' || case_id and type = 'ContactPlanAgreed' and data->>'planId' = plan_id;
update opt_outs set recorded_at = coalesce((data->>'firstRecorded')::timestamptz, recorded)
  from facts where stream = 'case-' || case_id and type = 'OptedOut' and data->>'optOutId' = opt_out_id;
update case_links l set recorded_at = recorded from facts
  where stream = 'case-' || case_id and type = 'CaseLinked' and data->>'caseId' = other_case_id and data->>'kind' = l.kind;

alter table cases alter column recorded_at set not null;
alter table participants alter column recorded_at set not null;
alter table contact_plans alter column recorded_at set not null;
alter table opt_outs alter column recorded_at set not null;
alter table case_links alter column recorded_at set not null;

create table earlier_cases (
  case_id text not null,
  kind text not null,
  reference text not null,
  holds_reference boolean,
  offence_group text,
  opened_at timestamptz not null,
  bcu text,
  lpt text,
  owner text,
  team text,
  owned_from timestamptz,
  closed_at timestamptz,
  closure_reason text,
  transferred_to text,
  transferred_reference text,
  merged_into text,
  merged_at timestamptz,
  merged_participants jsonb,
  replaced_by bigint not null,
  replaced_at timestamptz not null,
  primary key (case_id, replaced_by)
);
create table earlier_participants (
  like participants, replaced_by bigint not null, replaced_at timestamptz not null, primary key (participant_id, replaced_by)
);
create index earlier_participants_since on earlier_participants (replaced_at, participant_id);
create table earlier_contact_plans (
  like contact_plans, replaced_by bigint not null, replaced_at timestamptz not null, primary key (plan_id, replaced_by)
);
create index earlier_contact_plans_since on earlier_contact_plans (replaced_at, plan_id);
create table earlier_contacts (
  like contacts, replaced_by bigint not null, replaced_at timestamptz not null, primary key (contact_id, replaced_by)
);
create index earlier_contacts_since on earlier_contacts (replaced_at, contact_id);
create table earlier_opt_outs (
  like opt_outs, replaced_by bigint not null, replaced_at timestamptz not null, primary key (opt_out_id, replaced_by)
);
create index earlier_opt_outs_since on earlier_opt_outs (replaced_at, opt_out_id);
create table earlier_alerts (
  alert_id text not null,
  recipient text not null,
  status text not null,
  snoozed_until timestamptz,
  replaced_by bigint not null,
  replaced_at timestamptz not null,
  primary key (alert_id, replaced_by)
);
create table earlier_disputes (
  dispute_id text not null,
  decided_at timestamptz,
  decided_by text,
  confirmed boolean,
  note_id text,
  replaced_by bigint not null,
  replaced_at timestamptz not null,
  primary key (dispute_id, replaced_by)
);
grant select, insert, update, delete on earlier_cases, earlier_participants, earlier_contact_plans, earlier_contacts,
  earlier_opt_outs, earlier_alerts, earlier_disputes to kept_informed_app;

alter table obligation_versions
  add column done_at timestamptz,
  add column handed_over_from text,
  add column handed_over_to text;
update obligation_versions v set handed_over_from = o.handed_over_from, handed_over_to = o.handed_over_to
  from obligations o where o.obligation_id = v.obligation_id and v.missed and o.handed_over_from is not null;
update obligation_versions v set done_at = o.done_at
  from obligations o where o.obligation_id = v.obligation_id and o.done_at is not null and v.discharged_by = o.discharged_by;
