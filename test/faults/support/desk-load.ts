import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { client, type Client } from '../../support/client.js';
import { caseIds } from './in-process.js';
import type { Trial } from './trial.js';

export interface DeskLoad {
  /** When requests came to nothing, in real milliseconds; each was made again with its key until it was answered. */
  readonly failedAt: readonly number[];
  /** Ends it, and answers the statuses of all that were answered. */
  stop(): Promise<number[]>;
}

interface ApiAddresses {
  readonly url: string;
  readonly issuer: string;
}

/** Officers who note that they rang in vain, one case after another. */
export async function deskLoad(trial: Trial, { url, issuer }: ApiAddresses, officers = 3): Promise<DeskLoad> {
  const desk = await client(url, 'desk', issuer);
  const ids = await caseIds(trial);
  const failedAt: number[] = [];
  const statuses: number[] = [];
  const ending = new AbortController();
  const officer = async (nth: number) => {
    for (let turn = nth; !ending.signal.aborted; turn += officers) {
      const id = ids[turn % ids.length]!;
      const call = { participantIds: [`p-${id}`], direction: 'outbound', method: 'phone', outcome: 'no-answer' };
      const body = { ...call, purpose: 'update', occurredAt: trial.clock.now() };
      statuses.push(await untilAnswered(desk, `/cases/${id}/contacts`, body, failedAt));
      await sleep(40);
    }
  };
  const all = Array.from({ length: officers }, (_, nth) => officer(nth));
  return {
    failedAt,
    stop: async () => {
      ending.abort();
      await Promise.all(all);
      return statuses;
    },
  };
}

async function untilAnswered(desk: Client, path: string, body: object, failedAt: number[]): Promise<number> {
  const key = { 'idempotency-key': randomUUID() };
  for (;;) {
    try {
      return (await desk.post(path, body, key)).status;
    } catch {
      failedAt.push(Date.now());
      await sleep(50);
    }
  }
}
