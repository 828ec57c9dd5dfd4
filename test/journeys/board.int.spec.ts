import { afterEach, describe, expect, it } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { openQueues } from '../../apps/worker/src/queues/queues.js';
import type { QueueConnection } from '../../apps/worker/src/queues/store.js';
import { bringUpToDate, freshDatabase } from '../support/database.js';
import { ended, killed, said, secretsKey, spawnApp } from '../support/processes.js';
import { redisUrl } from '../support/redis.js';

const backends = redisUrl() ? (['postgres', 'redis'] as const) : (['postgres'] as const);

describe.each(backends)('kept-informed board, with the queue on %s', (kind) => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  /** A board of a queue in which a check of two cases waits. */
  async function board(): Promise<{ child: ChildProcess; address: URL; in: (path: string) => URL }> {
    const fresh = await freshDatabase();
    closing.push(() => fresh.drop());
    await bringUpToDate(fresh.owner);
    const prefix = new URL(fresh.url).pathname.slice(1);
    const url = kind === 'redis' ? redisUrl()! : fresh.worker;
    const queues = await openQueues({ kind, url } satisfies QueueConnection, { prefix });
    closing.push(() => queues.close());
    await queues.addCheck([['case-1', 'case-2']]);
    const env = {
      DATABASE_URL: fresh.worker,
      SECRETS_KEY: secretsKey,
      QUEUE_PREFIX: prefix,
      ...(kind === 'redis' && { REDIS_URL: url }),
    };
    const child = spawnApp('cli/src/main.js', ['board', '--port', '0'], env);
    closing.push(() => killed(child));
    const address = new URL((await said(child, /key=.+\n/)).trim());
    return { child, address, in: (path) => new URL(path, address.origin) };
  }

  it('shows whoever has its address what waits, changes nothing, and ends when it is told to', async () => {
    const at = await board();
    expect(at.address.hostname).toBe('127.0.0.1');
    expect((await fetch(at.in('/'))).status).toBe(401);
    const entered = await fetch(at.address, { redirect: 'manual' });
    expect(entered.status).toBe(303);
    expect(entered.headers.get('location')).toBe('/');
    const [cookie] = entered.headers.getSetCookie();
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
    const headers = { cookie: cookie!.split(';')[0]! };
    const page = await fetch(at.in('/'), { headers });
    expect(await page.text()).toContain('Kept Informed');
    const asked = await fetch(at.in('/api/queues?activeQueue=check&status=waiting'), { headers });
    const { queues } = (await asked.json()) as { queues: any[] };
    expect(queues).toMatchObject([
      {
        name: 'check',
        readOnlyMode: true,
        counts: { waiting: 1, failed: 0 },
        jobs: [{ data: { caseIds: ['case-1', 'case-2'] } }],
      },
    ]);
    const { id } = queues[0].jobs[0];
    for (const change of [`check/${id}/clean`, 'check/empty', 'check/pause', 'check/clean/completed']) {
      expect((await fetch(at.in(`/api/queues/${change}`), { headers, method: 'PUT' })).status).toBe(405);
    }
    const still = await fetch(at.in('/api/queues?activeQueue=check&status=waiting'), { headers });
    expect(((await still.json()) as { queues: any[] }).queues[0].jobs).toHaveLength(1);
    expect(await killed(at.child, 'SIGTERM')).toBe(0);
  });
});

it('kept-informed board says that the queue is not there, and ends with 1', async () => {
  const env = { DATABASE_URL: 'postgres://127.0.0.1:1/none', SECRETS_KEY: secretsKey };
  const { code, err, out } = await ended(spawnApp('cli/src/main.js', ['board', '--port', '0'], env));
  expect(code).toBe(1);
  expect(err).toBe('Nothing answers at the database or queue address given.\n');
  expect(out).toBe('');
});
