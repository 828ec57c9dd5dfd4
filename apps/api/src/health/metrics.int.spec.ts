import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DirectoryHolder, demoForceFile } from '@kept-informed/directory';
import { domainOn, FollowUpStreams } from '@kept-informed/follow-up';
import { DataSource } from 'typeorm';
import { openMany } from '../../../../test/support/many-cases.js';
import { startStack, type Stack } from '../../../../test/support/stack.js';
import { until } from '../../../../test/support/waiting.js';

const openedAt = '2026-01-15T10:00:00.000Z';
/** 09:00 on the working day before the first update is due: the rung `due-soon`. */
const rungAt = '2026-02-13T09:00:00.000Z';

let stack: Stack;
let caseIds: string[];

beforeAll(async () => {
  stack = await startStack(openedAt, 'postgres', { METRICS_PORT: '0' });
  const { store, force } = domain();
  caseIds = await openMany(3, openedAt, { store, book: await force.rulebook(), clock: stack.clock });
});
afterAll(() => stack.stop());

const domain = () => domainOn({ ...stack, directory: new DirectoryHolder(demoForceFile()) });

async function waited(): Promise<number> {
  const text = await (await fetch(stack.metricsUrl!)).text();
  return Number(/^kept_informed_oldest_due_seconds (\S+)$/m.exec(text)![1]);
}

/** The figures are at most a second old. */
const becomes = (seconds: number) => until(waited, (found) => found === seconds);

describe('the figures', () => {
  it('are for those who collect them, on the port of the API by token', async () => {
    expect((await fetch(`${stack.url}/metrics`)).status).toBe(401);
    for (const [role, status] of [
      ['service', 200],
      ['admin', 200],
      ['desk', 403],
      ['performance', 403],
    ] as const)
      expect([role, (await (await stack.as(role)).get('/metrics')).status]).toEqual([role, status]);
  });

  it('answer without one on a port of their own, where nothing else does', async () => {
    const answer = await fetch(stack.metricsUrl!);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    for (const path of ['/', '/api/v1/cases', '/health/ready'])
      expect((await fetch(new URL(path, stack.metricsUrl))).status).toBe(404);
  });

  it('are all that the example rules alert by, and count what the security log tells', async () => {
    const before = await (await fetch(stack.metricsUrl!)).text();
    const rules = readFileSync('docs/alert-rules.example.yml', 'utf8');
    const asked = new Set([...rules.matchAll(/kept_informed_\w+?(?=_count\b|\W)/g)].map(([name]) => name));
    expect(asked.size).toBeGreaterThan(8);
    expect([...asked].filter((name) => !before.includes(`# TYPE ${name} `))).toEqual([]);
    const events = [...rules.matchAll(/event="(\w+)"/g)].map(([, event]) => event);
    const countOf = (text: string, event: string) =>
      Number(new RegExp(`^kept_informed_security_events_total{event="${event}"} (\\d+)$`, 'm').exec(text)?.[1]);
    for (const event of events) expect([event, countOf(before, event!)]).toEqual([event, expect.any(Number)]);
    await fetch(`${stack.url}/api/v1/cases`);
    const failed = countOf(before, 'authn_login_fail');
    await until(
      async () => countOf(await (await fetch(stack.metricsUrl!)).text(), 'authn_login_fail'),
      (count) => count > failed,
    );
  });

  it('cost the database the same each second, however many ask', async () => {
    const asked = jest.spyOn(DataSource.prototype, 'query');
    const costOf = async (scrapes: number) => {
      await sleep(1_100);
      asked.mockClear();
      const began = performance.now();
      const answers = await Promise.all(Array.from({ length: scrapes }, () => fetch(stack.metricsUrl!)));
      expect(answers.every(({ status }) => status === 200)).toBe(true);
      return { questions: asked.mock.calls.length, seconds: Math.ceil((performance.now() - began) / 1_000) };
    };
    const { questions: each } = await costOf(1);
    expect(each).toBeGreaterThan(5);
    const { questions, seconds } = await costOf(400);
    expect(questions).toBeLessThanOrEqual(each * seconds);
    asked.mockRestore();
  });
});

describe('health', () => {
  it('makes nobody wait, whatever position is named', async () => {
    const before = performance.now();
    const answers = await Promise.all(
      ['live', 'ready'].map((what) => fetch(`${stack.url}/health/${what}?minPosition=999999999999999999`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(performance.now() - before).toBeLessThan(1_500);
  });
});

describe('case 62 (taskforcesh/bullmq#2534): a watchdog on the oldest due rung', () => {
  it('shows nothing up to the moment before a rung is due', async () => {
    stack.clock.set('2026-02-13T08:59:59.999Z');
    await becomes(0);
  });

  it('shows how long it has waited while no worker is there, and nothing once it was looked at', async () => {
    stack.clock.set('2026-02-13T09:01:30.000Z');
    await becomes((Date.parse(stack.clock.now()) - Date.parse(rungAt)) / 1_000);
    const { store, force } = domain();
    await new FollowUpStreams(store, force.rulebook, stack.clock).check(caseIds, { by: 'worker', requestId: 'spec' });
    await becomes(0);
  });
});
