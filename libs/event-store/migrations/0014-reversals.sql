-- That an import was taken back: who asked, how far it is and what was done. Why is a note.
alter table imports
  add column reversal_state text,
  add column reversed_by text,
  add column reversal_asked_at timestamptz,
  add column reversal_ended_at timestamptz,
  add column reversal_beat_at timestamptz,
  add column reversal_note_id text,
  add column reversal jsonb;
