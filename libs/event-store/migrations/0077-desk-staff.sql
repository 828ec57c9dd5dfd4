-- What the desk keeps of a member of staff for longer than a session: nobody's name. Nobody but the desk looks in.
create table desk_staff (
  staff_id text primary key,
  keys_are_off boolean not null default false,
  -- When they ended sessions of theirs last: who proved before that who they are is asked again.
  signed_out_at timestamptz
);
grant select, insert, update on desk_staff to kept_informed_desk;
