import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, endOfDay, localDate, shiftedClock } from '@kept-informed/calendar';
import type { ChildProcess } from 'node:child_process';
import { filesIn } from '../architecture/citations.js';
import { client } from '../support/client.js';
import type { Description } from '../support/description.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { startIssuer, type Issuer } from '../support/issuer.js';
import { peopleKey } from '../support/people-key.js';
import { ended, killed, said, secretsKey, spawnApp } from '../support/processes.js';
import { redisUrl } from '../support/redis.js';
import { until } from '../support/waiting.js';

/** As the API tells it: the end of the tenth day in London, without the milliseconds. */
const tenDaysAfter = (received: string) => endOfDay(addDays(localDate(received), 10)).replace('.000', '');

/** As on servers: a migration, an API and two workers, each a process, on real servers and one shifted clock. */
describe('several processes', () => {
  let fresh: FreshDatabase;
  let issuer: Issuer;
  const home = mkdtempSync(join(tmpdir(), 'ki-processes-'));
  const running: ChildProcess[] = [];
  const shift = { at: '2026-11-01T12:00:00Z', speed: 86_400, since: Date.now() };
  const clock = shiftedClock(shift);
  let url: string;

  beforeAll(async () => {
    fresh = await freshDatabase();
    issuer = await startIssuer();
    const queue = redisUrl() && { REDIS_URL: redisUrl()!, QUEUE_PREFIX: new URL(fresh.url).pathname.slice(1) };
    const env = {
      DATABASE_URL: fresh.api,
      OIDC_ISSUER: issuer.url,
      SECRETS_KEY: secretsKey,
      PEOPLE_KEY: peopleKey,
      ...queue,
      KEPT_INFORMED_HOME: home,
      KEPT_INFORMED_CLOCK: shift.at,
      KEPT_INFORMED_CLOCK_SPEED: String(shift.speed),
      KEPT_INFORMED_CLOCK_SINCE: String(shift.since),
    };
    expect(await ended(spawnApp('cli/src/main.js', ['migrate'], { ...env, DATABASE_URL: fresh.owner }))).toMatchObject({
      code: 0,
    });
    const api = spawnApp('api/src/main.js', [], { ...env, PORT: '0' });
    const workers = [1, 2].map(() => spawnApp('worker/src/main.js', [], { ...env, DATABASE_URL: fresh.worker }));
    running.push(api, ...workers);
    const [started] = await Promise.all([
      said(api, /Answering at \S+/),
      ...workers.map((each) => said(each, /Sweeping/)),
    ]);
    url = /Answering at (\S+)/.exec(started)![1]!;
  });

  afterAll(async () => {
    await Promise.all(running.map((child) => killed(child)));
    await fresh?.drop();
    issuer?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it('live through ten days in ten seconds: what nobody answers is missed and alerted, once', async () => {
    const desk = await client(url, 'desk', issuer.url);
    const opened = await desk.post('/cases', {
      kind: 'feedback',
      reference: 'FB/1/26',
      openedAt: clock.now(),
      area: { bcu: 'North Cumbria', lpt: 'Carlisle' },
      owner: 'pc-1001',
      participants: [{ role: 'feedback-giver' }],
    });
    expect(opened.status).toBe(201);
    // Asked for now, whatever day the clock has come to: a promise that is recorded after it fell due is not told of here.
    const receivedAt = clock.now();
    const asked = await desk.post(`/cases/${opened.body.caseId}/feedback`, {
      participantId: opened.body.participants[0].participantId,
      receivedAt,
      method: 'email',
      type: 'comment',
      replyRequested: true,
    });
    expect(asked.status).toBe(201);
    const supervisor = await client(url, 'supervisor', issuer.url);
    const missed = await until(
      async () => (await supervisor.get(`/alerts?caseId=${opened.body.caseId}&rung=missed`)).body.items,
      (items) => items.length > 0,
      40_000,
    );
    expect(missed).toMatchObject([{ rung: 'missed', recipient: 'sgt-2001', dueAt: tenDaysAfter(receivedAt) }]);
  });

  it('keep the names of their classes, by which the API is described, though they are bundled', async () => {
    const { components } = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as Description;
    const sources = ['apps', 'libs']
      .flatMap((part) => filesIn(part, /\.ts$/))
      .map((file) => readFileSync(file, 'utf8'));
    const declared = [...sources.join('\n').matchAll(/\bclass (\w+)/g)].map(([, name]) => name);
    const names = Object.keys(components['schemas']!);
    expect(names.length).toBeGreaterThan(200);
    const byHand = names.filter((name) => !declared.includes(name));
    expect(byHand.toSorted()).toEqual(['AskedAsKnown', 'FaultyField', 'Problem']);
  });

  it('tell what went wrong by the lines of the sources', async () => {
    const { code, err } = await ended(spawnApp('worker/src/healthy.js', [], { HEARTBEAT_FILE: 'x'.repeat(5_000) }));
    expect([code, err]).toEqual([1, expect.stringMatching(/ENAMETOOLONG[^]*apps\/worker\/src\/healthy\.ts:\d/)]);
  });

  it('end by themselves when they are asked to', async () => {
    expect(await Promise.all(running.map((child) => killed(child, 'SIGTERM')))).toEqual([0, 0, 0]);
  });
});
