/**
 * The append contract, whole. One JSON array of facts, of one stream or of hundreds, in one statement.
 *
 * A stream wins when its first new fact takes the place after `expected`; the unique (stream, version) decides the race
 * and a rival in flight is waited for. Only winners get the rest of their facts, so a stream never gets half of them.
 * The look at the fact before refuses a version nobody has reached, which would leave a hole.
 * Ordered by stream, so that two batches that share streams cannot lock each other out.
 *
 * `transaction` is never below that of the fact before: a request that first wrote something else may be the older
 * transaction and yet append later, and readers by (transaction, position) would see its fact before the one it follows.
 *
 * A function, because planning this took longer than doing it: one fact by one connection 1.5 ms, by a function that keeps
 * its plan 0.5 ms, as long as a plain insert. Such a plan must not be made for a table that is small still and then kept
 * while it grows, so inside it the index is always taken.
 */
export const appendFunction = `
create function append_facts(given_facts json, given_by text, given_request text, given_simulated boolean)
returns table (stream text, version int, "position" bigint)
language plpgsql set enable_seqscan = off as $$
#variable_conflict use_column
begin
  return query
  with given as materialized (
    select * from json_to_recordset(given_facts) as g (
      stream text, version int, expected int, type text, "typeVersion" smallint, data jsonb, occurred timestamptz,
      known timestamptz, "causedBy" int, recorded timestamptz)
  ), won as (
    insert into facts (transaction, stream, version, type, type_version, data, occurred, known, caused_by, recorded,
      recorded_by, request_id, simulated)
    select greatest(before.transaction, pg_current_xact_id()), g.stream, g.version, g.type, g."typeVersion", g.data,
      g.occurred, g.known, g."causedBy", g.recorded, given_by, given_request, given_simulated
    from given g left join facts before on before.stream = g.stream and before.version = g.expected
    where g.version = g.expected + 1 and (g.expected = 0 or before.version is not null)
    order by g.stream
    on conflict (stream, version) do nothing
    returning stream, version, position, transaction
  ), rest as (
    insert into facts (transaction, stream, version, type, type_version, data, occurred, known, caused_by, recorded,
      recorded_by, request_id, simulated)
    select won.transaction, g.stream, g.version, g.type, g."typeVersion", g.data, g.occurred, g.known, g."causedBy",
      g.recorded, given_by, given_request, given_simulated
    from given g join won on won.stream = g.stream
    where g.version > g.expected + 1
    order by g.stream, g.version
    returning stream, version, position
  )
  select won.stream, won.version, won.position from won
  union all
  select rest.stream, rest.version, rest.position from rest;
end $$`;

export const appendFacts = {
  name: 'append_facts',
  text: 'select stream, version, position from append_facts($1, $2, $3, $4)',
};

/**
 * The same contract for one stream, which is what a person's request appends: there is nobody to tell apart, so nothing is
 * joined. Beside it the statement for batches takes half as long again for a single fact. Facts are checked as there: the
 * first must find its place free, and the version before it must have been reached.
 */
export const appendToOneFunctions = [
  `
create function transaction_at(given_stream text, given_version int) returns xid8
language plpgsql stable set enable_seqscan = off as $$
begin
  return (select transaction from facts where stream = given_stream and version = given_version);
end $$`,
  `
create function append_to_one(given_stream text, expected int, given_facts json, given_by text, given_request text,
  given_simulated boolean)
returns table (version int, "position" bigint)
language plpgsql as $$
#variable_conflict use_column
declare
  before xid8 := case when expected > 0 then transaction_at(given_stream, expected) end;
begin
  if expected > 0 and before is null then return; end if;
  return query
  insert into facts (transaction, stream, version, type, type_version, data, occurred, known, caused_by, recorded,
    recorded_by, request_id, simulated)
  select greatest(before, pg_current_xact_id()), given_stream, expected + 1, g.type, g."typeVersion", g.data, g.occurred,
    g.known, g."causedBy", g.recorded, given_by, given_request, given_simulated
  from json_to_record(given_facts -> 0) as g (type text, "typeVersion" smallint, data jsonb, occurred timestamptz,
    known timestamptz, "causedBy" int, recorded timestamptz)
  on conflict (stream, version) do nothing
  returning version, position;
  if not found or json_array_length(given_facts) = 1 then return; end if;
  return query
  insert into facts (transaction, stream, version, type, type_version, data, occurred, known, caused_by, recorded,
    recorded_by, request_id, simulated)
  select greatest(before, pg_current_xact_id()), given_stream, g.version, g.type, g."typeVersion", g.data, g.occurred,
    g.known, g."causedBy", g.recorded, given_by, given_request, given_simulated
  from json_to_recordset(given_facts) as g (version int, type text, "typeVersion" smallint, data jsonb,
    occurred timestamptz, known timestamptz, "causedBy" int, recorded timestamptz)
  where g.version > expected + 1
  returning version, position;
end $$`,
];

export const appendToOne = {
  name: 'append_to_one',
  text: 'select version, position from append_to_one($1, $2, $3, $4, $5, $6)',
};

const columns = `position, stream, version, type, type_version, data, occurred, known, caused_by, recorded, recorded_by,
  request_id, simulated`;

export const factsOfStreams = {
  name: 'facts_of_streams',
  text: `select ${columns} from facts where stream = any($1) order by stream, version`,
};

/**
 * Facts after a checkpoint, in the order (transaction, position), none of a transaction that could still be overtaken.
 *
 * Positions are handed out before commit, so a slower transaction may commit a lower position later. Every transaction
 * below the snapshot's xmin has ended, and a fact never carries a lower number than its own transaction's: nothing can
 * appear any more behind the horizon. It comes with every row, and alone where there is no fact.
 */
export const factsAfter = `
select horizon, found.* from pg_snapshot_xmin(pg_current_snapshot()) as horizon left join lateral (
  select ${columns}, transaction from facts
  where (transaction, position) > ($1::xid8, $2::bigint) and transaction < horizon
    and ($4::text[] is null or type = any($4))
  order by transaction, position limit $3
) found on true order by transaction, position`;

/** Facts by position alone: right only while nobody can append (a rebuild holds the table's lock). */
export const factsInOrder = `
select ${columns}, transaction from facts where position > $1::bigint order by position limit $2`;

export const headPosition = {
  name: 'head_position',
  text: 'select coalesce(max(position), 0)::text as position from facts',
};

/** Where facts stand for readers, by their positions; one of a transaction that could still be overtaken stands before all of those. */
export const placesOfPositions = `
select position as asked, case when transaction < horizon then transaction else horizon end as transaction,
  case when transaction < horizon then position else 0 end as position
from facts, pg_snapshot_xmin(pg_current_snapshot()) as horizon where position = any($1::bigint[])`;

/** The last fact that readers are given now. */
export const lastPlace = `
select transaction, position from facts where transaction < pg_snapshot_xmin(pg_current_snapshot())
order by transaction desc, position desc limit 1`;

/** When the oldest fact after a checkpoint was recorded, also of those that readers are not given yet. */
export const oldestAfter = `
select min(recorded) as recorded from facts where (transaction, position) > ($1::xid8, $2::bigint) and type = any($3)`;
