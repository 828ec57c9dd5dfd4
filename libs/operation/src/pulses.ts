import type { EntityManager } from 'typeorm';

/** Jobs of one queue by state. */
export type JobCounts = Readonly<Record<string, number>>;

/** What a worker says of itself every few seconds. */
export interface Pulse {
  readonly workerId: string;
  /** Milliseconds since it last ended a sweep; null: it has not ended one. */
  readonly sweptMsAgo: number | null;
  readonly queues: Readonly<Record<string, JobCounts>>;
}

/** The workers that have a pulse, as far as the database has heard. All times are the database's. */
export interface Workers {
  readonly alive: number;
  /** Since any of them ended a sweep; null: none has. */
  readonly sweptSecondsAgo: number | null;
  /** What the one heard last said of the queues. */
  readonly queues: Readonly<Record<string, JobCounts>>;
  /** How far the clock of the one that differs most from the database is ahead of it, negative: behind; null: none is alive. */
  readonly clockAheadSeconds: number | null;
}

/** A worker that has said nothing for so long is not counted. */
const silent = `interval '15 s'`;

const beat = `
  with mine as (
    insert into worker_pulses (worker_id, seen_at, swept_at, queues, clock_ahead_seconds)
    values ($1, clock_timestamp(), clock_timestamp() - $2::float8 * interval '1 ms', $3, $4)
    on conflict (worker_id) do update set seen_at = excluded.seen_at, swept_at = excluded.swept_at,
      queues = excluded.queues, clock_ahead_seconds = excluded.clock_ahead_seconds
  )
  delete from worker_pulses where seen_at < clock_timestamp() - interval '1 hour'`;

const look = `
  with living as (select * from worker_pulses where seen_at > clock_timestamp() - ${silent})
  select (select count(*) from living)::int as alive,
    (select extract(epoch from clock_timestamp() - max(swept_at)) from worker_pulses)::float8 as "sweptSecondsAgo",
    coalesce((select queues from living order by seen_at desc limit 1), '{}') as queues,
    (select clock_ahead_seconds from living
      order by abs(clock_ahead_seconds) desc nulls last limit 1) as "clockAheadSeconds"`;

export async function sendPulse(manager: EntityManager, { workerId, sweptMsAgo, queues }: Pulse): Promise<void> {
  await manager.query(beat, [workerId, sweptMsAgo, JSON.stringify(queues), await clockAhead(manager)]);
}

/** How many seconds this machine’s clock is ahead of the database’s, to half the time that the question takes. */
export async function clockAhead(manager: EntityManager): Promise<number> {
  const asked = Date.now();
  const [{ at }] = await manager.query('select extract(epoch from clock_timestamp())::float8 * 1000 as at');
  return ((asked + Date.now()) / 2 - at) / 1_000;
}

export async function workersSeen(manager: EntityManager): Promise<Workers> {
  const [row] = await manager.query(look);
  return row;
}
