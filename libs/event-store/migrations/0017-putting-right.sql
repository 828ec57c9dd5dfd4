-- The force that has accepted a case, and its reference there.
alter table cases
  add column transferred_to text,
  add column transferred_reference text;

-- Personal data: who somebody is, and what was known of them before it was put right.
alter table people
  add column born_on date,
  add column language text,
  add column needs text;
create table earlier_details (
  place bigint generated always as identity primary key,
  participant_id text not null references people,
  field text not null,
  value text,
  replaced_at timestamptz not null,
  note_id text
);
create index earlier_details_of on earlier_details (participant_id, replaced_at);
grant select, insert, update, delete on earlier_details to kept_informed_api;
