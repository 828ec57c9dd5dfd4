-- A restricted case is seen by the staff that it names, by their supervisor, and for an hour by whoever breaks the glass.
alter table cases add column restricted_to text[];
create index cases_restricted on cases using gin (restricted_to) where restricted_to is not null;

create table glass_breaks (
  case_id text not null,
  break_id text not null,
  staff_id text not null,
  broken_at timestamptz not null,
  until timestamptz not null,
  primary key (break_id, case_id)
);
create index glass_breaks_of on glass_breaks (staff_id, until);
grant select, insert, update, delete on glass_breaks to kept_informed_app;
