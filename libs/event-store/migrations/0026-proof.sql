-- The log beside the facts: in the order in which they were sealed, the digest of each. The application may only add to it.
create table sealed_facts (
  leaf bigint primary key,
  position bigint not null unique,
  digest bytea not null check (length(digest) = 32)
);

-- Hashes above the leaves, each over 256 to the power of its level of them.
create table sealed_subtrees (
  level smallint not null check (level > 0),
  place bigint not null,
  hash bytea not null check (length(hash) = 32),
  primary key (level, place)
);

-- What was signed of the log at each size, as a note.
create table checkpoints (
  size bigint primary key,
  note text not null,
  -- By the server's own clock.
  signed_at timestamptz not null default now()
);

-- The signatures of witnesses below it.
create table cosignatures (
  size bigint not null references checkpoints,
  witness text not null,
  line text not null,
  primary key (witness, size)
);
create index cosignatures_of_checkpoint on cosignatures (size);

grant select on sealed_facts, sealed_subtrees, checkpoints, cosignatures to kept_informed_app;
grant insert on sealed_facts, sealed_subtrees, checkpoints, cosignatures to kept_informed_worker;
