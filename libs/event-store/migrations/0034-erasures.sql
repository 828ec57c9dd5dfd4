-- Who is erased, why and by whom: two persons, and a list that a restored backup is run through. Words of why are a note, under
-- the keys of whom it is about, and go with them.
create table erasures (
  erasure_id text primary key,
  participant_id text not null,
  -- As the same person on cases that were merged.
  participant_ids text[] not null,
  basis text not null,
  note_id text,
  asked_at timestamptz not null,
  asked_by text not null,
  state text not null check (state in ('asked', 'erased', 'withdrawn')),
  decided_at timestamptz,
  decided_by text
);
create unique index erasures_asked on erasures (participant_id) where state = 'asked';
create index erasures_erased on erasures using gin (participant_ids) where state = 'erased';

create table legal_holds (
  hold_id text primary key,
  participant_id text not null,
  note_id text not null,
  held_at timestamptz not null,
  held_by text not null,
  lifted_at timestamptz,
  lifted_by text,
  lifted_note_id text
);
create index legal_holds_standing on legal_holds (participant_id) where lifted_at is null;

grant select, insert, update on erasures, legal_holds to kept_informed_api;
