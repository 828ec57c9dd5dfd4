import type { Clock } from '@kept-informed/calendar';
import { oldestDue } from '@kept-informed/follow-up';
import type { EntityManager } from 'typeorm';
import { workersSeen } from './pulses.js';

/** Seconds after which a sweep that has not been is late. It is due twice a second. */
export const lateAfterSeconds = 30;

/** Whether what is due is looked at in time. */
export interface SweepState {
  readonly state: 'on-time' | 'late';
  readonly workers: number;
  /** Seconds since a worker ended a sweep; null: none ever did. */
  readonly sweptSecondsAgo: number | null;
  /** Seconds of the product's clock for which the oldest due rung has waited; 0: none waits. */
  readonly oldestDueSeconds: number;
}

/** The sweep is late when no worker has swept for half a minute, or when something due has waited so long. */
export async function sweepState(manager: EntityManager, clock: Clock, clockSpeed = 1): Promise<SweepState> {
  const now = clock.now();
  const { alive: workers, sweptSecondsAgo } = await workersSeen(manager);
  const due = await oldestDue(manager, now);
  const oldestDueSeconds = due === null ? 0 : (Date.parse(now) - Date.parse(due)) / 1_000;
  const isLate =
    sweptSecondsAgo === null || sweptSecondsAgo > lateAfterSeconds || oldestDueSeconds > lateAfterSeconds * clockSpeed;
  return { state: isLate ? 'late' : 'on-time', workers, sweptSecondsAgo, oldestDueSeconds };
}
