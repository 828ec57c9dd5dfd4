-- Samples that were drawn, to be found again; what was drawn and what was judged are facts of a stream each (docs/decisions/0034).
create table dip_samples (
  dip_sample_id text primary key,
  drawn_at timestamptz not null,
  drawn_by text not null
);
create index dip_samples_in_order on dip_samples (drawn_at, dip_sample_id);
grant select, insert on dip_samples to kept_informed_api, kept_informed_desk;
