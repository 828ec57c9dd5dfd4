import type { Clock } from '@kept-informed/calendar';
import { sweepState, workersSeen } from '@kept-informed/operation';
import type { DataSource } from 'typeorm';
import type { WorkerConfiguration } from '../../../worker/src/configuration.js';
import { askQueue } from '../../../worker/src/index.js';
import { apart } from './clock.check.js';
import { broken, checked, ok, warning, type Finding } from './finding.js';

/** Whether the queue can be reached and keeps what it is given. */
export function queueChecks(configuration: WorkerConfiguration, databaseUrl: string): Promise<Finding[]> {
  const { queuePrefix } = configuration;
  const connection = configuration.queue(databaseUrl);
  const advice =
    'See that the queue’s server runs and that REDIS_URL leads to it; nothing is lost meanwhile, only late.';
  return checked('queue', advice, async () => {
    const counts = Object.values(await askQueue(connection, queuePrefix));
    const sum = (state: 'waiting' | 'failed') => counts.reduce((total, each) => total + each[state], 0);
    const found = `on ${connection.kind}, ${sum('waiting')} jobs wait, ${sum('failed')} are kept after failing`;
    if (sum('failed') === 0) return [ok('queue', found)];
    return [
      warning('queue', found, 'Look for “failed” in the workers’ log: those cases are tried again by each sweep.'),
    ];
  });
}

/** Whether workers run and look at what is due in time. */
export async function sweepChecks(database: DataSource, clock: Clock, clockSpeed: number): Promise<Finding[]> {
  const { state, workers, sweptSecondsAgo, oldestDueSeconds } = await sweepState(database.manager, clock, clockSpeed);
  const last = sweptSecondsAgo === null ? 'never swept' : `swept ${Math.round(sweptSecondsAgo)} s ago`;
  const found = `${workers} workers, ${last}, the oldest due rung has waited ${Math.round(oldestDueSeconds)} s`;
  if (workers === 0) return [broken('sweep', found, 'Start a worker: nothing is missed, alerted or sent without one.')];
  if (state === 'on-time') return [ok('sweep', found)];
  return [broken('sweep', found, 'Look into the workers’ log, and start more workers if they are at their limit.')];
}

/** Whether the workers and the database agree on the time. */
export async function workerClockChecks(database: DataSource): Promise<Finding[]> {
  const { clockAheadSeconds: ahead } = await workersSeen(database.manager);
  if (ahead === null) return [];
  return [apart(ahead, `a worker and the database are ${Math.abs(ahead).toFixed(1)} s apart`)];
}
