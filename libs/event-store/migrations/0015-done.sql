-- When something that was excused was done all the same.
alter table obligations add column done_at timestamptz;
