-- What somebody chose last on a page of the desk that can be narrowed, as it stood in the address: codes and dates, and nobody's
-- name. It is offered to them again. Nobody but the desk looks in.
create table last_choices (
  staff_id text not null,
  -- The address of the page, without what was chosen.
  page text not null,
  choice jsonb not null,
  primary key (staff_id, page)
);
grant select, insert, update, delete on last_choices to kept_informed_desk;
