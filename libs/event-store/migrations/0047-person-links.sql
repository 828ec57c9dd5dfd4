-- Two participants are one person (docs/decisions/0024): an act, with who made it, when, and the note that says why; ended by another.
create table person_links (
  link_id text primary key,
  one text not null,
  other text not null,
  -- It came with a merger of cases, and ends with nothing.
  by_merger boolean not null default false,
  linked_at timestamptz not null,
  linked_by text not null,
  note_id text,
  ended_at timestamptz,
  ended_by text,
  ended_note_id text
);
create unique index person_links_standing on person_links (one, other) where ended_at is null;
create index person_links_back on person_links (other, one) where ended_at is null;
grant select, insert, update on person_links to kept_informed_api;
grant select, insert, update on person_links to kept_informed_desk;

-- Whom mergers of before said to be the same.
insert into person_links (link_id, one, other, by_merger, linked_at, linked_by)
  select 'merger-' || c.case_id || '-' || e.key, e.key, e.value, true, c.merged_at, 'migration'
  from cases c, jsonb_each_text(c.merged_participants) e
  where jsonb_typeof(c.merged_participants) = 'object' and c.merged_at is not null;
