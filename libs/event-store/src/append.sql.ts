/** The append contract, whole: what the function does and why is in the first migration. */
export const appendFacts = {
  name: 'append_facts',
  text: 'select stream, version, position from append_facts($1, $2, $3, $4)',
};

/** The same contract for one stream. */
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

/** Of one stream from a version on. */
export const factsFrom = {
  name: 'facts_from',
  text: `select ${columns} from facts where stream = $1 and version >= $2
    and ($4::timestamptz is null or recorded <= $4) order by version limit $3`,
};

export const streamVersion = {
  name: 'stream_version',
  text: `select max(version) as version from facts
    where stream = $1 and ($2::timestamptz is null or recorded <= $2)`,
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
