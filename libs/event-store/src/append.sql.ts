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
 */
export const appendFacts = `
with given as materialized (
  select * from json_to_recordset($1::json) as g (
    stream text, version int, expected int, type text, "typeVersion" smallint, data jsonb, occurred timestamptz,
    known timestamptz, "causedBy" int, recorded timestamptz)
), won as (
  insert into facts (transaction, stream, version, type, type_version, data, occurred, known, caused_by, recorded,
    recorded_by, request_id, simulated)
  select greatest(before.transaction, pg_current_xact_id()), g.stream, g.version, g.type, g."typeVersion", g.data,
    g.occurred, g.known, g."causedBy", g.recorded, $2, $3, $4
  from given g left join facts before on before.stream = g.stream and before.version = g.expected
  where g.version = g.expected + 1 and (g.expected = 0 or before.version is not null)
  order by g.stream
  on conflict (stream, version) do nothing
  returning stream, version, position, transaction
), rest as (
  insert into facts (transaction, stream, version, type, type_version, data, occurred, known, caused_by, recorded,
    recorded_by, request_id, simulated)
  select won.transaction, g.stream, g.version, g.type, g."typeVersion", g.data, g.occurred, g.known, g."causedBy",
    g.recorded, $2, $3, $4
  from given g join won on won.stream = g.stream
  where g.version > g.expected + 1
  order by g.stream, g.version
  returning stream, version, position
)
select stream, version, position from won union all select stream, version, position from rest`;

const columns = `position, stream, version, type, type_version, data, occurred, known, caused_by, recorded, recorded_by,
  request_id, simulated`;

export const factsOfStreams = `
select ${columns} from facts where stream = any($1) order by stream, version`;

/**
 * Facts after a checkpoint, in the order (transaction, position), none of a transaction that could still be overtaken.
 *
 * Positions are handed out before commit, so a slower transaction may commit a lower position later. Every transaction
 * below the snapshot's xmin has ended, and a fact never carries a lower number than its own transaction's: nothing can
 * appear any more behind what this returns.
 */
export const factsAfter = `
select ${columns}, transaction from facts
where (transaction, position) > ($1::xid8, $2::bigint) and transaction < pg_snapshot_xmin(pg_current_snapshot())
  and ($4::text[] is null or type = any($4))
order by transaction, position limit $3`;

/** Facts by position alone: right only while nobody can append (a rebuild holds the table's lock). */
export const factsInOrder = `
select ${columns}, transaction from facts where position > $1::bigint order by position limit $2`;

export const headPosition = `select coalesce(max(position), 0)::text as position from facts`;
