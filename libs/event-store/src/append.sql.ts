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

const columns = `position, stream, version, type, type_version, data, occurred, known, caused_by, recorded, recorded_by,
  request_id, simulated`;

export const factsOfStreams = `
select ${columns} from facts where stream = any($1) order by stream, version`;

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

export const headPosition = `select coalesce(max(position), 0)::text as position from facts`;
