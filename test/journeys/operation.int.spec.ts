import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '@kept-informed/event-store';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

describe('figures and health', () => {
  let stack: Stack;

  beforeAll(async () => void (stack = await startStack('2026-01-15T10:00:01Z', 'postgres', { METRICS_PORT: '0' })));
  afterAll(() => stack?.stop());

  /** What is told is at most a second old. */
  const freshly = async <T>(ask: () => Promise<T>): Promise<T> => {
    await sleep(1_050);
    return ask();
  };
  const ready = async () => (await (await fetch(`${stack.url}/health/ready`)).json()) as Record<string, any>;
  const figures = async () => {
    const text = await (await fetch(stack.metricsUrl!)).text();
    const lines = text.split('\n').filter((line) => line.startsWith('kept_informed_'));
    return new Map(
      lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
    );
  };

  async function open(reference: string, openedAt: string): Promise<void> {
    const area = { bcu: 'North Cumbria', lpt: 'Carlisle' };
    const about = { kind: 'enquiry', reference, openedAt, area, owner: 'pc-1001' };
    const desk = await stack.as('desk');
    const opened = await desk.post('/cases', { ...about, participants: [{ role: 'enquirer' }] });
    expect(opened.status).toBe(201);
  }

  it('without a worker the API is ready and says that the sweep is late', async () => {
    expect(await ready()).toEqual({
      status: 'ready',
      sweep: { state: 'late', workers: 0, sweptSecondsAgo: null, oldestDueSeconds: 0 },
    });
    const found = await figures();
    expect(found.get('kept_informed_workers')).toBe(0);
    // Nothing has swept, which is not the same as having swept just now.
    expect(found.has('kept_informed_sweep_age_seconds')).toBe(false);
  });

  it('is not ready on tables that are older than this version, and says what to do', async () => {
    const owner = await openDatabase({ url: stack.ownerUrl, asOwner: true, poolSize: 1 });
    const [[last]] = await owner.query(
      'delete from migrations where id = (select max(id) from migrations) returning *',
    );
    expect(await freshly(ready)).toMatchObject({
      status: 503,
      code: 'tables-outdated',
      detail: expect.stringMatching(/^Run kept-informed migrate: \d{4}-/),
    });
    await owner.query('insert into migrations (id, timestamp, name) values ($1, $2, $3)', Object.values(last));
    expect(await freshly(ready)).toMatchObject({ status: 'ready' });
    await owner.destroy();
  });

  it('with a worker the sweep is on time, and the queue, the messages and the rungs are counted', async () => {
    await open('EN/1/26', '2026-01-15T10:00:00Z');
    const worker = await stack.worker();
    const onTime = await until(ready, ({ sweep }) => sweep.state === 'on-time');
    expect(onTime['sweep']).toMatchObject({ state: 'on-time', workers: 1 });
    expect(onTime['sweep'].sweptSecondsAgo).toBeLessThan(30);
    // Two rungs are due at once: the warning comes late.
    stack.clock.set('2026-02-16T00:00:00.000Z');
    const counted = await until(
      figures,
      (found) => found.has('kept_informed_rungs_total{rung="missed",what="raised"}'),
      20_000,
    );
    expect(counted.get('kept_informed_rungs_total{rung="missed",what="raised"}')).toBe(1);
    expect(counted.get('kept_informed_rungs_total{rung="due-soon",what="caught-up"}')).toBe(1);
    expect(counted.get('kept_informed_queue_jobs{queue="check",state="failed"}')).toBe(0);
    const waiting = 'kept_informed_messages{channel="email",state="waiting"}';
    expect((await until(figures, (found) => found.get(waiting) === 2)).get(waiting)).toBe(2);
    expect(counted.get('kept_informed_messages{channel="webhook",state="dead"}')).toBe(0);
    stack.clock.set('2026-02-16T00:05:00.000Z');
    const kept = 'kept_informed_messages{channel="email",state="kept"}';
    expect((await until(figures, (found) => found.get(kept) === 2)).get(kept)).toBe(2);
    await worker.close();
  });

  it('shows how far clocks are apart: of this process, and of the worker whose clock differs most', async () => {
    const ahead = async () => {
      const found = await figures();
      return ['api', 'worker'].map((name) => found.get(`kept_informed_clock_ahead_seconds{process="${name}"}`));
    };
    // One machine has one clock; asking takes a moment.
    for (const seconds of await freshly(ahead)) expect(Math.abs(seconds!)).toBeLessThan(5);
    await stack.database.query(`insert into worker_pulses (worker_id, seen_at, queues, clock_ahead_seconds)
      values ('a', now(), '{}', -42.5), ('b', now(), '{}', 7), ('gone', now() - interval '16 s', '{}', 3600)`);
    expect((await freshly(ahead))[1]).toBe(-42.5);
    await stack.database.query(`delete from worker_pulses where worker_id in ('a', 'b', 'gone')`);
    expect(Math.abs((await freshly(ahead))[1]!)).toBeLessThan(5);
  });

  it('case 70 (temporalio/temporal#8087): a rung that is skipped is counted with the reason', async () => {
    await open('EN/2/26', '2026-01-15T11:00:00Z');
    const worker = await stack.worker();
    const skipped = 'kept_informed_rungs_total{rung="due-soon",what="already-past"}';
    const counted = await until(figures, (found) => found.has(skipped), 20_000);
    expect(counted.get(skipped)).toBe(1);
    expect(counted.get('kept_informed_rungs_total{rung="missed",what="caught-up"}')).toBe(1);
    await worker.close();
  });

  it('shows in each answer what is so then, and not what was so when it was asked last', async () => {
    const pulse = (ago: string, waiting: number) =>
      stack.database.query(
        `insert into worker_pulses (worker_id, seen_at, swept_at, queues)
         values ('newest', now() + interval '1 min', now() - $1::interval, $2)
         on conflict (worker_id) do update set swept_at = excluded.swept_at, queues = excluded.queues`,
        [ago, JSON.stringify({ check: { waiting } })],
      );
    await stack.database.query('delete from worker_pulses');
    for (const [ago, waiting] of [
      ['100 s', 3],
      ['20 s', 5],
    ] as const) {
      await pulse(ago, waiting);
      const found = await freshly(figures);
      const age = found.get('kept_informed_sweep_age_seconds')!;
      expect(Math.abs(age - Number.parseInt(ago))).toBeLessThan(15);
      expect(found.get('kept_informed_queue_jobs{queue="check",state="waiting"}')).toBe(waiting);
    }
  });

  it('says that the sweep is late when something due has waited for half a minute, and not a moment before', async () => {
    await stack.database.query(`update next_checks set at = '2026-02-16T00:05:00Z'`);
    await stack.database.query('update worker_pulses set swept_at = now()');
    stack.clock.set('2026-02-16T00:05:30.000Z');
    expect((await freshly(ready))['sweep']).toMatchObject({ state: 'on-time', oldestDueSeconds: 30 });
    stack.clock.set('2026-02-16T00:05:30.001Z');
    expect((await freshly(ready))['sweep']).toMatchObject({ state: 'late' });
  });
});
