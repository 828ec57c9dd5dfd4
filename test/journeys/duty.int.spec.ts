import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { redisUrl } from '../support/redis.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

const backends = redisUrl() ? (['postgres', 'redis'] as const) : (['postgres'] as const);
const south = { area: { bcu: 'South Cumbria', lpt: 'Barrow' }, owner: 'pc-1234' };
const north = { area: { bcu: 'North Cumbria', lpt: 'Carlisle' }, owner: 'pc-1001' };

/** Tuesday 24 November of a supervisor whose team has kept some promises and not others. */
describe.each(backends)('a supervisor on duty, with the queue on %s', (backend) => {
  let stack: Stack;
  let desk: Client;
  let supervisor: Client;

  const open = async (reference: string, openedAt: string, where: object = south, more: object = {}) => {
    const body = { kind: 'enquiry', reference, openedAt, participants: [{ role: 'enquirer' }], ...where, ...more };
    const opened = await desk.post('/cases', body);
    expect(opened.status).toBe(201);
    return opened.body;
  };
  const sum = (counts: { count: number }[]) => counts.reduce((total, { count }) => total + count, 0);

  beforeAll(async () => {
    stack = await startStack('2026-10-15T09:00:00Z', backend);
    [desk, supervisor] = await Promise.all([stack.as('desk'), stack.as('supervisor')]);
    await stack.worker();
    await open('E/1', '2026-09-10T09:00:00Z');
    const moved = await open('E/2', '2026-10-15T08:00:00Z');
    await open('E/3', '2026-10-15T08:00:00Z', north);
    stack.clock.set('2026-10-23T09:00:00Z');
    await open('E/4', '2026-10-23T08:00:00Z');
    stack.clock.set('2026-10-28T12:00:00Z');
    await open('E/5', '2026-10-27T12:00:00Z');
    await open('E/6', '2026-10-28T11:00:00Z');
    await open('E/7', '2026-10-28T11:00:00Z', north);
    stack.clock.set('2026-11-23T09:00:00Z');
    const victim = [{ role: 'victim', name: 'A' }];
    const crime = await open('C/1', '2026-11-23T08:00:00Z', south, { kind: 'crime', participants: victim });
    const referral = crime.obligations.find(({ commitment }: any) => commitment === 'VC20-REFER');
    await desk.post(`/obligations/${referral.obligationId}/pause`, { reason: 'consent-awaited' });
    stack.clock.set('2026-11-24T12:00:00Z');
    await until(
      async () =>
        (await stack.database.query(`select count(*)::int as n from next_checks where at <= '2026-11-24T12:00:00Z'`))[0]
          .n,
      (count) => count === 0,
    );
    const { body } = await desk.get(`/cases/${moved.caseId}`);
    const to = { staffId: 'pc-1001', from: '2026-11-24T11:00:00Z' };
    const handed = await desk.post(`/cases/${moved.caseId}/owner`, to, { 'if-match': `"${body['version']}"` });
    expect(handed.status).toBe(201);
  });
  afterAll(() => stack?.stop());

  it.each([
    '',
    'team=barrow-lpt',
    'team=north-crime-desk',
    'bcu=South%20Cumbria',
    'team=-',
    'team=barrow-lpt&bcu=North%20Cumbria',
  ])('counts as missed what the report counts at the same position: %s', async (filter) => {
    const { body: duty, status } = await supervisor.get(`/alerts/duty?${filter}`);
    expect(status).toBe(200);
    const { body: report } = await supervisor.get(`/compliance?from=${duty['from']}&to=${duty['to']}&${filter}`);
    expect([duty['missed'], duty['position'], duty['asOf']]).toEqual([
      report['totals'].missed,
      report['position'],
      report['asOf'],
    ]);
    const ever = await supervisor.get(`/compliance?from=2000-01-01&to=${duty['to']}&${filter}`);
    expect(ever.body['totals'].missed).toBe(duty['missed']);
    expect(duty['overdue'] + duty['closedForGood']).toBe(duty['missed']);
    expect([sum(duty['byAge']), sum(duty['byRung'])]).toEqual([duty['overdue'], duty['overdue']]);
  });

  it('shows a team what is overdue by age and by rung, and what was closed for good', async () => {
    const { body } = await supervisor.get('/alerts/duty?team=barrow-lpt');
    expect(body).toMatchObject({ from: '2026-10-10', to: '2026-11-24', missed: 4, closedForGood: 1, overdue: 3 });
    expect(body['byAge']).toEqual([
      { daysFrom: 0, daysTo: 1, count: 1 },
      { daysFrom: 1, daysTo: 7, count: 0 },
      { daysFrom: 7, daysTo: 28, count: 2 },
      { daysFrom: 28, daysTo: null, count: 0 },
    ]);
    expect(body['byRung']).toEqual([
      { rung: 'missed', count: 1 },
      { rung: 'unresolved', count: 2 },
    ]);
  });

  it('ages by the hour: the moment before a day is over and after', async () => {
    const young = async () => (await supervisor.get('/alerts/duty?team=barrow-lpt')).body['byAge'][0].count;
    try {
      stack.clock.set('2026-11-24T23:59:59.999Z');
      expect(await young()).toBe(1);
      stack.clock.set('2026-11-25T00:00:00Z');
      expect(await young()).toBe(0);
    } finally {
      stack.clock.set('2026-11-24T12:00:00Z');
    }
  });

  it('counts the alerts that wait as the list has them, of the cases that the team has now', async () => {
    for (const team of ['barrow-lpt', 'north-crime-desk']) {
      const { body } = await supervisor.get(`/alerts/duty?team=${team}`);
      const listed = (await supervisor.get(`/alerts?team=${team}&limit=500`)).body['items'].filter(
        ({ status }: any) => !['cleared', 'withdrawn'].includes(status),
      );
      expect(listed.length).toBeGreaterThan(0);
      expect(sum(body['alerts'])).toBe(listed.length);
      for (const { rung, status, count } of body['alerts'])
        expect(listed.filter((one: any) => one.rung === rung && one.status === status)).toHaveLength(count);
    }
    // E/2 was missed under pc-1234 and is pc-1001's now.
    const { body } = await supervisor.get('/alerts/duty?team=north-crime-desk');
    expect(body['overdue']).toBe(1);
    expect(body['alerts'].find(({ rung }: any) => rung === 'unresolved')).toMatchObject({ status: 'open', count: 2 });
  });

  it('foresees the next ten working days by owner and team, paused clocks apart', async () => {
    const { body, status } = await supervisor.get('/workload');
    expect(status).toBe(200);
    expect(body['days']).toHaveLength(14);
    expect(body['days'].filter(({ workingDay }: any) => workingDay)).toHaveLength(10);
    expect([body['days'][0].date, body['days'].at(-1).date]).toEqual(['2026-11-24', '2026-12-07']);
    expect(body['days'].find(({ date }: any) => date === '2026-11-28')).toMatchObject({ workingDay: false, count: 2 });
    const rows = new Map<string, any>(body['rows'].map((row: any) => [`${row.owner} ${row.team}`, row]));
    const updates = (who: string) =>
      rows.get(who).due.filter(({ date }: any) => ['2026-11-27', '2026-11-28'].includes(date));
    expect(updates('pc-1234 barrow-lpt')).toEqual([
      { date: '2026-11-27', count: 1 },
      { date: '2026-11-28', count: 1 },
    ]);
    expect(updates('pc-1001 north-crime-desk')).toEqual([{ date: '2026-11-28', count: 1 }]);
    expect([body['paused'], rows.get('pc-1234 barrow-lpt').paused]).toEqual([1, 1]);
    const listed = await supervisor.get(
      '/obligations?status=open&dueAfter=2026-11-24T12:00:00Z&dueBefore=2026-12-08T00:00:00.001Z&limit=500',
    );
    expect(sum(body['days'])).toBe(listed.body['items'].length);
    expect(sum(body['rows'].flatMap(({ due }: any) => due))).toBe(listed.body['items'].length);
  });

  it('foresees for a team, for an owner, and for so many days', async () => {
    const team = (await supervisor.get('/workload?team=north-crime-desk')).body;
    expect(team['rows'].map(({ owner }: any) => owner)).toEqual(['pc-1001']);
    const owner = (await supervisor.get('/workload?owner=pc-1234&days=4')).body;
    expect(owner['rows'].map(({ team: of }: any) => of)).toEqual(['barrow-lpt']);
    expect(owner['days'].map(({ date }: any) => date)).toEqual([
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
    ]);
    expect(owner['rows'][0].due.at(-1)).toEqual({ date: '2026-11-27', count: 1 });
    expect((await supervisor.get('/workload?owner=pc-1234&days=1')).body['days']).toHaveLength(1);
    expect((await supervisor.get('/workload?owner=pc-1011')).body).toMatchObject({
      rows: [],
      paused: 0,
      position: expect.any(String),
    });
    try {
      stack.clock.set('2026-11-28T12:00:00Z');
      const saturday = (await supervisor.get('/workload?days=1')).body['days'];
      expect(saturday.map(({ date, workingDay }: any) => [date, workingDay])).toEqual([
        ['2026-11-28', false],
        ['2026-11-29', false],
        ['2026-11-30', true],
      ]);
    } finally {
      stack.clock.set('2026-11-24T12:00:00Z');
    }
  });

  it('is described, every answer by its fields', async () => {
    const { paths, components } = (await (await fetch(`${stack.url}/api/v1/openapi.json`)).json()) as any;
    for (const [path, answer] of [
      ['/alerts/duty', 'DutyResponse'],
      ['/workload', 'WorkloadResponse'],
    ] as const) {
      const { schema } = paths[`/api/v1${path}`].get.responses['200'].content['application/json'];
      expect(schema.$ref).toBe(`#/components/schemas/${answer}`);
      const { body } = await supervisor.get(path);
      expect(Object.keys(components.schemas[answer].properties).sort()).toEqual(Object.keys(body).sort());
    }
  });

  it('counts no alert of a case that is kept from who asks', async () => {
    const waiting = async () => sum((await supervisor.get('/alerts/duty')).body['alerts']);
    const all = await waiting();
    const [{ caseId, count }] = await stack.database.query(
      `select case_id as "caseId", count(*)::int as count from alerts join cases using (case_id)
       where status not in ('cleared', 'withdrawn') and owner = 'pc-1234' group by 1 order by 2 desc limit 1`,
    );
    const restricting = { staffIds: ['pc-1234'], reason: 'Kin' };
    expect((await desk.post(`/cases/${caseId}/restriction`, restricting)).status).toBe(201);
    expect(await waiting()).toBe(all - count);
    expect(sum((await (await stack.as('performance')).get('/alerts/duty')).body['alerts'])).toBe(all);
  });

  it('is no page for everybody, and refuses what it cannot count', async () => {
    expect((await desk.get('/alerts/duty')).status).toBe(403);
    expect((await desk.get('/workload')).status).toBe(403);
    expect((await supervisor.get('/workload?days=0')).status).toBe(422);
    expect((await supervisor.get('/workload?days=61')).status).toBe(422);
  });
});
