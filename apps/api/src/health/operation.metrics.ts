import type { Clock } from '@kept-informed/calendar';
import { channels, countMessages, messageStates, oldestWaiting } from '@kept-informed/delivery';
import type { UnitOfWork } from '@kept-informed/event-store';
import { clockAhead, countedRungs, workersSeen } from '@kept-informed/operation';
import { Counter, Gauge, type Registry } from 'prom-client';
import { shareInFlight } from '../http/share-in-flight.js';

/** Figures of the workers, the queue and the outbox. They come from the database, so every API process tells the same. */
export function watchOperation(registry: Registry, work: UnitOfWork, clock: Clock): void {
  workers(registry, work);
  messages(registry, work, clock);
  rungs(registry, work);
}

function workers(registry: Registry, work: UnitOfWork): void {
  const registers = [registry];
  // Each figure asks for itself: one that another sets along the way is told as it was when asked for last.
  const seen = shareInFlight(() => workersSeen(work.manager));
  new Gauge({
    name: 'kept_informed_sweep_age_seconds',
    help: 'Time since a worker last ended a sweep; not there until one has',
    registers,
    async collect() {
      const { sweptSecondsAgo } = await seen();
      if (sweptSecondsAgo === null) this.remove();
      else this.set(sweptSecondsAgo);
    },
  });
  new Gauge({
    name: 'kept_informed_queue_jobs',
    help: 'Jobs in the queue, by queue and state, as the workers see them',
    labelNames: ['queue', 'state'],
    registers,
    async collect() {
      const { queues } = await seen();
      this.reset();
      for (const [queue, states] of Object.entries(queues))
        for (const [state, count] of Object.entries(states)) this.set({ queue, state }, count);
    },
  });
  new Gauge({
    name: 'kept_informed_workers',
    help: 'Workers that were heard of within 15 s',
    registers,
    async collect() {
      this.set((await seen()).alive);
    },
  });
  new Gauge({
    name: 'kept_informed_clock_ahead_seconds',
    help: 'How far the clock of this process (api), and that of the worker that differs most, is ahead of the database’s',
    labelNames: ['process'],
    registers,
    async collect() {
      const [api, { clockAheadSeconds }] = await Promise.all([clockAhead(work.manager), seen()]);
      this.reset();
      this.set({ process: 'api' }, api);
      if (clockAheadSeconds !== null) this.set({ process: 'worker' }, clockAheadSeconds);
    },
  });
}

function messages(registry: Registry, work: UnitOfWork, clock: Clock): void {
  const registers = [registry];
  new Gauge({
    name: 'kept_informed_messages',
    help: 'Messages in the outbox, by channel and state',
    labelNames: ['channel', 'state'],
    registers,
    async collect() {
      for (const channel of channels) for (const state of messageStates) this.set({ channel, state }, 0);
      for (const { channel, state, count } of await countMessages(work.manager)) this.set({ channel, state }, count);
    },
  });
  new Gauge({
    name: 'kept_informed_oldest_message_seconds',
    help: 'How long the oldest message that might have left has not; 0 when none waits',
    registers,
    async collect() {
      const now = clock.now();
      const at = await oldestWaiting(work.manager, now);
      this.set(at === null ? 0 : (Date.parse(now) - Date.parse(at)) / 1_000);
    },
  });
}

function rungs(registry: Registry, work: UnitOfWork): void {
  new Counter({
    name: 'kept_informed_rungs_total',
    help: 'Rungs by what became of them: raised, caught-up (raised late), or why they were skipped',
    labelNames: ['rung', 'what'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { rung, what, count } of await countedRungs(work.manager)) this.inc({ rung, what }, count);
    },
  });
}
