import { MissingHolidays, type Instant } from '@kept-informed/calendar';
import { livedThrough, type Domain } from '@kept-informed/follow-up';
import type { People } from '@kept-informed/people';
import { demoCases } from './demo-cases.js';
import { demoName } from './demo-names.js';
import type { DemoCase } from './demo-case.js';

/** `small` shows everything there is to see and takes a second; `full` is as busy as a force. */
export type DemoSize = 'small' | 'full';

export interface DemoOptions {
  readonly seed?: string;
  readonly onProgress?: (progress: { done: number; total: number }) => void;
}

export interface DemoReport {
  readonly cases: number;
  readonly facts: number;
  /** Why nothing was made. */
  readonly skipped?: 'not-empty' | 'holidays-not-known';
}

const CASES: Readonly<Record<DemoSize, number>> = { small: 120, full: 5_000 };
const CASES_PER_APPEND = 200;

/**
 * Fills an empty database with a made-up force's last two months, up to now; one that has any fact is left alone. All of
 * it or nothing, in one transaction. The same seed on the same day gives the same. Every fact is marked as simulated, and
 * nobody in it exists: people are called such as "Ada Demo Bafide" and have telephone numbers that are set aside for drama.
 */
export async function generateDemo(
  size: DemoSize,
  parts: Domain & { readonly people: People },
  { seed = 'demo', onProgress }: DemoOptions = {},
): Promise<DemoReport> {
  const now = parts.clock.now();
  await parts.people.prepare();
  const total = CASES[size];
  try {
    return await parts.work.run(async () => {
      if ((await parts.store.head()) !== '0') return { cases: 0, facts: 0, skipped: 'not-empty' };
      let facts = 0;
      let done = 0;
      for (const batch of batches(demoCases(total, seed, now, parts.force.directory.current))) {
        facts += await keep(batch, now, parts);
        done += batch.length;
        onProgress?.({ done, total });
      }
      return { cases: done, facts };
    });
  } catch (error) {
    if (error instanceof MissingHolidays) return { cases: 0, facts: 0, skipped: 'holidays-not-known' };
    throw error;
  }
}

function* batches(cases: Iterable<DemoCase>): Generator<DemoCase[]> {
  let batch: DemoCase[] = [];
  for (const one of cases) {
    batch.push(one);
    if (batch.length < CASES_PER_APPEND) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function keep(
  batch: readonly DemoCase[],
  now: Instant,
  { streams, people }: Domain & { readonly people: People },
): Promise<number> {
  const moves = new Map(batch.map((one) => [one.caseId, one.moves]));
  const added = await streams.bringIn(
    [...moves.keys()],
    ({ caseId, state }, book) => livedThrough(state, moves.get(caseId)!, book, { from: '', until: now }),
    { by: 'demo', requestId: 'demo', recorded: now, simulated: true },
  );
  for (const { caseId, people: own, openedAt, opening } of batch) {
    for (const [index, { participantId }] of own.entries()) {
      const name = demoName(opening.number, index);
      const routes = [{ method: 'phone', value: dramaNumber(opening.number * 5 + index), safe: true }];
      await people.keepPerson({ participantId, caseId, name, routes, since: openedAt }, { by: 'demo', at: openedAt });
    }
  }
  return [...added.values()].reduce((sum, facts) => sum + facts!.length, 0);
}

/** Of the thousand that Ofcom keeps free for drama in no particular town. */
function dramaNumber(n: number): string {
  return `01632 960${String(n % 1000).padStart(3, '0')}`;
}
