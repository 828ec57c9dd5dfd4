-- What somebody typed into a form of the desk and has not sent, or sent too late: sealed under the keys of its writer and of
-- the people of its case, all of them together (docs/decisions/0025). Nobody but the desk looks in.
create table drafts (
  staff_id text not null,
  form text not null,
  -- Empty where the form is about no case.
  case_id text not null,
  -- The same in every sending of the form. Null in `sealed`: what this form said is recorded, and no late draft comes after it.
  form_key text not null,
  sealed bytea,
  named text[] not null,
  kept_at timestamptz not null,
  primary key (staff_id, form, case_id)
);
create index drafts_kept on drafts (kept_at);
grant select, insert, update, delete on drafts to kept_informed_desk;

-- Before somebody's key is made, it is looked up whether they were erased.
grant select on erasures to kept_informed_desk;
