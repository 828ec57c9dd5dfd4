-- When a supervisor found that an opt-out never was the participant's wish; whether the event duties of a Code were named.
alter table opt_outs
  add column voided_at timestamptz,
  add column statutory_named boolean not null default false;
-- What is to be known about how an obligation ended: `opt-out-voided`.
alter table obligations add column mark text;
alter table obligation_versions add column mark text;
