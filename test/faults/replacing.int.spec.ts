import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { freePort } from '../support/free-port.mjs';
import { startIssuer, type Issuer } from '../support/issuer.js';
import { killed, said } from '../support/processes.js';
import { deskLoad } from './support/desk-load.js';
import { holdFacts } from './support/moments.js';
import { expectEachOnce } from './support/tally.js';
import { fault, type Trial } from './support/trial.js';

fault('case 60 (taskforcesh/bullmq#2876): four workers begin at once, each as if it were alone', {}, async (trial) => {
  const workers = await Promise.all([1, 2, 3, 4].map(() => trial.worker()));
  await expectEachOnce(trial);
  expect(workers.map(({ exitCode }) => exitCode)).toEqual([null, null, null, null]);
});

let issuer: Issuer;
beforeAll(async () => void (issuer = await startIssuer()));
afterAll(() => issuer.stop());

async function api(trial: Trial, port: number): Promise<ChildProcess> {
  const child = trial.start('api/src/main.js', [], { PORT: String(port), OIDC_ISSUER: issuer.url });
  await said(child, /Answering/);
  return child;
}

const recorded = `select count(*)::int as facts, count(distinct data->>'contactId')::int as contacts
  from facts where type = 'ContactAttempted'`;

/** Asks a process to stop; answers its exit code, and whether that came within 5 s. */
async function stopped(child: ChildProcess): Promise<{ code: number | null; inTime: boolean }> {
  const asked = Date.now();
  const code = await killed(child, 'SIGTERM');
  return { code, inTime: Date.now() - asked < 5_000 };
}

fault(
  'case 67 (nestjs/bull#2069): all are asked to stop one by one and replaced, in the middle of a batch, while contacts are recorded',
  {},
  async (trial) => {
    const port = await freePort();
    const held = await holdFacts(trial);
    const [first, one] = await Promise.all([api(trial, port), trial.worker()]);
    await held.awaited(2);
    const other = await trial.worker();
    const load = await deskLoad(trial, { url: `http://127.0.0.1:${port}`, issuer: issuer.url });
    const stopping = stopped(one);
    await held.letGo();
    const ends = [await stopping];
    await trial.worker();
    ends.push(await stopped(other));
    await trial.worker();
    const gone = Date.now();
    ends.push(await stopped(first));
    await api(trial, port);
    const back = Date.now();
    const statuses = await load.stop();
    expect(ends).toEqual(Array.from({ length: 3 }, () => ({ code: 0, inTime: true })));
    expect(load.failedAt.filter((at) => at < gone || at > back + 1_000)).toEqual([]);
    expect([...new Set(statuses)]).toEqual([201]);
    const { length } = statuses;
    expect((await trial.database.query(recorded))[0]).toEqual({ facts: length, contacts: length });
    await expectEachOnce(trial);
  },
);
