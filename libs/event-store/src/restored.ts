import type { QueryRunner } from 'typeorm';

/** Whether anything here carries a transaction number that this server has not handed out yet. */
const isAhead = `
  select exists (select from facts where transaction >= pg_snapshot_xmax(pg_current_snapshot()))
    or exists (select from subscriptions where transaction > pg_snapshot_xmax(pg_current_snapshot())) as ahead`;

/** Older than any transaction that a server hands out. */
const longAgo = `'3'::xid8`;

/** A subscription's next fact by position, so that it misses none; it may be told some again. */
const checkpoints = `
  update subscriptions s set transaction = ${longAgo}, position = coalesce(
    (select min(f.position) - 1 from facts f where (f.transaction, f.position) > (s.transaction, s.position)),
    (select max(position) from facts), 0)`;

/**
 * Facts that were restored from another server's dump carry that server's transaction numbers. Where this server has not
 * come so far, its readers would take them for transactions still in flight and wait for ever, and a checkpoint would lie
 * behind facts that are still to come: all are set back, and read by position alone. Needs the owner; does nothing on a
 * server that grew its facts itself.
 */
export async function settleRestored(runner: QueryRunner): Promise<void> {
  await runner.query('begin');
  // Nothing is appended meanwhile that would carry such a number on.
  await runner.query('lock table facts in share row exclusive mode');
  const [{ ahead }] = await runner.query(isAhead);
  if (ahead) {
    await runner.query(checkpoints);
    await runner.query(`update facts set transaction = ${longAgo}`);
  }
  await runner.query('commit');
}
