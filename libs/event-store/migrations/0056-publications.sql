-- Returns as they were given, to the byte; the digest of each is a fact as well (docs/decisions/0030). Nobody changes them.
create table publications (
  publication_id text primary key,
  title text not null,
  published_at timestamptz not null,
  published_by text not null,
  document text not null
);
create index publications_in_order on publications (published_at, publication_id);
grant select, insert on publications to kept_informed_api;
