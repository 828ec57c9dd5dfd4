import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '@kept-informed/event-store';
import { issuerForAnybody } from '../support/anybody.js';
import type { Issuer } from '../support/issuer.js';
import { startStack, type Stack } from '../support/stack.js';

const NOW = '2026-11-02T10:00:00Z';
let stack: Stack;
let issuer: Issuer;
let caseId: string;
let victim: string;

beforeAll(async () => {
  issuer = await issuerForAnybody();
  stack = await startStack(NOW, 'postgres', { OIDC_ISSUER: issuer.url, REQUESTS_PER_MINUTE: '2000' });
  const desk = await stack.as('desk@pc-1001');
  const { body } = await desk.post('/cases', {
    kind: 'crime',
    reference: 'LK/1/26',
    openedAt: NOW,
    owner: 'pc-1001',
    participants: [
      { role: 'victim', name: 'Zoë Ann Marsh', routes: [{ method: 'phone', value: '07700 900123', safe: true }] },
      { role: 'witness', name: 'B Brown' },
    ],
  });
  caseId = body['caseId'];
  victim = body['participants'][0].participantId;
});

afterAll(async () => {
  await stack?.stop();
  issuer?.stop();
});

const looks = async (query: string, who = 'performance@perf-3001') =>
  (await (await stack.as(who)).get(`/audit/access?${query}`)).body['items'] as Record<string, any>[];

describe('who looked', () => {
  it('is on record before the answer leaves: who, whose, which fields, why, from where and with which request', async () => {
    const desk = await stack.as('desk@pc-1002');
    const { headers, body } = await desk.get(`/cases/${caseId}`);
    const [look, ...others] = await looks('staffId=pc-1002');
    expect(others).toEqual([]);
    const ids = body['participants'].map(({ participantId }: any) => participantId);
    expect(look).toMatchObject({
      by: 'pc-1002',
      at: NOW,
      requestId: headers.get('x-request-id'),
      route: 'GET /api/v1/cases/:caseId',
      why: 'desk',
      caseIds: [caseId],
      participantIds: expect.arrayContaining(ids),
      fields: { [victim]: ['name', 'routes'], [ids[1]]: ['name'] },
    });
    expect(look!['from']).toMatch(/127\.0\.0\.1/);
  });

  it('is one row for an answer, however many it shows, and none for one that shows nobody', async () => {
    const desk = await stack.as('desk@pc-1011');
    const { body } = await desk.get(`/obligations?caseId=${caseId}`);
    expect(body['items'].length).toBeGreaterThan(1);
    const [look] = await looks('staffId=pc-1011');
    expect(new Set(look!['participantIds'])).toEqual(new Set(body['items'].map((one: any) => one.participantId)));
    expect(look!['fields'][victim]).toEqual(['name']);
    await desk.get('/cases');
    await desk.get('/obligations?caseId=none');
    expect(await looks('staffId=pc-1011')).toHaveLength(1);
    await (await stack.as('performance@perf-3001')).get(`/cases/${caseId}`);
    expect(await looks('staffId=perf-3001')).toEqual([]);
  });

  it('is found by case and by participant, a page at a time, and of a supervisor’s staff alone by supervisors', async () => {
    const desk = await stack.as('desk@pc-1041');
    for (const path of [`/cases/${caseId}`, `/cases/${caseId}`, `/obligations?caseId=${caseId}`]) await desk.get(path);
    const performance = await stack.as('performance@perf-3001');
    const first = await performance.get(`/audit/access?participantId=${victim}&staffId=pc-1041&limit=2`);
    const cursor = encodeURIComponent(first.body['next']);
    const second = await performance.get(
      `/audit/access?participantId=${victim}&staffId=pc-1041&limit=2&cursor=${cursor}`,
    );
    const ids = [...first.body['items'], ...second.body['items']].map(({ lookId }: any) => lookId);
    expect([new Set(ids).size, second.body['next']]).toEqual([3, null]);
    expect(await looks(`caseId=${caseId}&staffId=pc-1041`, 'supervisor@sgt-2004')).toHaveLength(3);
    expect(await looks(`caseId=${caseId}&staffId=pc-1041`, 'supervisor@sgt-2012')).toEqual([]);
  });

  it('can be added to, and not changed or taken away, by whoever signs in as the application', async () => {
    await (await stack.as('desk@pc-1001')).get(`/cases/${caseId}`);
    for (const change of [
      "update looks set staff_id = 'x'",
      'delete from looks',
      'truncate looks',
      "update shown_people set fields = '{}'",
      'delete from shown_people',
      'truncate shown_people',
    ])
      await expect(stack.database.query(change)).rejects.toThrow('permission denied');
  });

  it('tells once a month whom the same answer showed, whoever looks and however often', async () => {
    const [one, other] = [await stack.as('desk@pc-1131'), await stack.as('desk@pc-1132')];
    await one.get(`/cases/${caseId}`);
    stack.clock.advance({ minutes: 1 });
    await other.get(`/cases/${caseId}`);
    await one.get(`/cases/${caseId}`);
    const shown = `select count(*)::int as looks, count(distinct shown_id)::int as shown from looks where staff_id like 'pc-113_'`;
    expect(await stack.database.query(shown)).toEqual([{ looks: 3, shown: 1 }]);
    const [look] = await looks('staffId=pc-1131&limit=1');
    expect(look).toMatchObject({ caseIds: [caseId], fields: { [victim]: expect.arrayContaining(['name']) } });
  });

  it('says whom it was at also where the database was put back to before that was kept', async () => {
    const desk = await stack.as('desk@pc-1141');
    await desk.get(`/cases/${caseId}`);
    const owner = await openDatabase({ url: stack.ownerUrl, asOwner: true, poolSize: 1 });
    try {
      await owner.query('delete from shown_people where participant_ids && $1', [[victim]]);
    } finally {
      await owner.destroy();
    }
    const { headers } = await desk.get(`/cases/${caseId}`);
    const [look] = await looks('staffId=pc-1141&limit=1');
    expect(look).toMatchObject({ requestId: headers.get('x-request-id'), caseIds: [caseId] });
  });

  it('is kept for all who read at once', async () => {
    const desk = await stack.as('desk@pc-1121');
    await Promise.all(Array.from({ length: 60 }, () => desk.get(`/cases/${caseId}`)));
    expect(await looks('staffId=pc-1121&limit=500')).toHaveLength(60);
  });

  it('is kept of each who is given one and the same list, in full', async () => {
    const staff = [1061, 1062, 1063, 1064, 1065, 1066].map((number) => `pc-${number}`);
    const desks = await Promise.all(staff.map((staffId) => stack.as(`desk@${staffId}`)));
    const answers = await Promise.all(desks.map((desk) => desk.get(`/obligations?caseId=${caseId}`)));
    const shown = new Set(answers[0]!.body['items'].map((one: any) => one.participantId));
    const kept = await Promise.all(staff.map((staffId) => looks(`staffId=${staffId}`)));
    kept.forEach((own, place) => {
      expect(own).toMatchObject([{ requestId: answers[place]!.headers.get('x-request-id'), caseIds: [caseId] }]);
      expect(new Set(own[0]!['participantIds'])).toEqual(shown);
      expect(own[0]!['fields'][victim]).toEqual(['name']);
    });
  });

  it('says that a name was one’s own or a colleague’s, and the month’s report says who stands out', async () => {
    await (await stack.as('desk@pc-1101/Zoe Marsh')).get(`/cases/${caseId}`);
    const [own] = await looks('staffId=pc-1101');
    expect([own!['ownName'], own!['colleagues']]).toEqual([[victim], {}]);
    await (await stack.as('desk@pc-1111/Jo Bloggs')).get(`/cases/${caseId}`);
    const [other] = await looks('staffId=pc-1111');
    expect([other!['ownName'], other!['colleagues']]).toEqual([[], { [victim]: ['pc-1101'] }]);
    const [{ n }] = await stack.database.query(
      `select count(*)::int as n from looks join shown_people s using (shown_id) where looks::text || s::text ilike '%marsh%'`,
    );
    expect(n).toBe(0);

    const performance = await stack.as('performance@perf-3001');
    const { status, body } = await performance.get('/audit/access/unusual?month=2026-11');
    expect([status, body['detail'], body['errors']]).toEqual([200, undefined, undefined]);
    expect([status, Object.keys(body['falsePositives']).sort()]).toEqual([
      200,
      ['colleagues', 'ownName', 'tooMany', 'withoutWork'],
    ]);
    const of = (staffId: string) => body['items'].find((one: any) => one.staffId === staffId);
    expect(of('pc-1101')).toMatchObject({ looks: 1, median: null, tooMany: false, withoutWork: [caseId], ownName: 1 });
    expect(of('pc-1111')).toMatchObject({ ownName: 0, colleagues: 1 });
    expect(of('pc-1001')).toBeUndefined();
    expect((await performance.get('/audit/access/unusual?month=2026-13')).status).toBe(422);
    expect((await performance.get('/audit/access/unusual?month=2026-10')).body['items']).toEqual([]);
  });
});
