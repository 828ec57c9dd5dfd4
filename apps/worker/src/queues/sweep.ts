import type { Store } from './store.js';
import type { Troubles } from './trouble.js';

export type SweepHandler = () => Promise<unknown>;

/** How often this process asked since it started, and what came of it. For metrics. */
export interface SweepCounts {
  /** Sweeps that this process did to the end. */
  done: number;
  /** Sweeps that threw; the turn went to another process. */
  failed: number;
  /** Another process had the turn. */
  elsewhere: number;
  /** The sweep before was still under way. */
  overrun: number;
  /** The queue could not be asked. */
  unreachable: number;
  /** When the last whole sweep of this process ended. */
  lastDoneAt: Date | undefined;
}

export interface SweepHandle {
  readonly counts: Readonly<SweepCounts>;
  /** No sweep starts any more; resolves when the one under way has ended. */
  stop(): Promise<void>;
}

/**
 * Every process keeps its own timer and asks the store for the turn, so there is no schedule that could be lost,
 * doubled or forgotten: whoever asks first after the last turn has ended sweeps. BullMQ's job scheduler was tried and
 * left: it needs this timer as a net anyway (taskforcesh/bullmq#3063, #3430, #3539), and each tick of it wrote 4.4 kB of
 * write-ahead log on PostgreSQL, some 760 MB a day for doing nothing. A turn is one row of an unlogged table.
 */
export function startSweep(
  store: Store,
  troubles: Troubles,
  { name, ms, handler }: { readonly name: string; readonly ms: number; readonly handler: SweepHandler },
): SweepHandle {
  const part = `sweep ${name}`;
  // A little shorter than the timer, or a timer that fires 1 ms early would miss every other turn.
  const turn = Math.ceil(ms * 0.9);
  const counts: SweepCounts = { done: 0, failed: 0, elsewhere: 0, overrun: 0, unreachable: 0, lastDoneAt: undefined };
  let underWay: Promise<void> | undefined;
  let startedAt = 0;
  let abstain = false;

  const tick = () => {
    if (underWay) {
      counts.overrun++;
      const age = Date.now() - startedAt;
      if (age > STUCK_MS) troubles.down(part, new Error(`${part} has been under way for ${Math.round(age / 1000)} s`));
      return;
    }
    if (abstain) return void (abstain = false);
    startedAt = Date.now();
    underWay = sweep().finally(() => (underWay = undefined));
  };

  const sweep = async () => {
    try {
      if (!(await store.takeTurn(name, turn))) return void counts.elsewhere++;
    } catch {
      return void counts.unreachable++; // Nothing could be added either. The pulse reports it.
    }
    try {
      await handler();
      counts.done++;
      counts.lastDoneAt = new Date();
      troubles.up(part);
    } catch (error) {
      counts.failed++;
      troubles.down(part, error as Error);
      // Else a process with a fault of its own could win every turn while healthy ones look on.
      abstain = true;
      await store.giveTurnBack(name).catch(() => undefined);
    }
  };

  const timer = setInterval(tick, ms).unref();
  tick();
  return {
    counts,
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}

/** A sweep asks one question; one that takes this long hangs, and would otherwise hang unseen. */
const STUCK_MS = 10_000;
