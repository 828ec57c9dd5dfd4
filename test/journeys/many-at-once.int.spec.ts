import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

/** One request about many alerts or cases, as so many decisions. */
describe('many at once', () => {
  let stack: Stack;
  let supervisor: Client;
  let desk: Client;
  const caseIds: string[] = [];
  let alertIds: string[];

  beforeAll(async () => {
    stack = await startStack('2026-01-15T10:00:01Z');
    [desk, supervisor] = await Promise.all([stack.as('desk'), stack.as('supervisor')]);
    for (const number of [1, 2, 3]) {
      const opened = await desk.post('/cases', {
        kind: 'enquiry',
        reference: `EN/${number}/26`,
        openedAt: '2026-01-15T10:00:00Z',
        area: { bcu: 'South Cumbria', lpt: 'Barrow' },
        owner: 'pc-1234',
        participants: [{ role: 'enquirer' }],
      });
      caseIds.push(opened.body['caseId']);
    }
    await stack.worker();
    stack.clock.set('2026-02-16T00:00:00Z');
    const missed = await until(
      async () => (await supervisor.get('/alerts?rung=missed')).body['items'] as { alertId: string }[],
      ({ length }) => length === 3,
    );
    alertIds = missed.map(({ alertId }) => alertId);
  });
  afterAll(() => stack?.stop());

  const acknowledged = async () =>
    (await stack.database.query(`select count(*)::int as n from facts where type = 'AlertAcknowledged'`))[0].n;
  const alert = async (alertId: string) => (await supervisor.get(`/alerts/${alertId}`)).body;

  it('each is answered by itself, and one that is refused undoes no other', async () => {
    const items = [
      { alertId: alertIds[0], note: 'First.' },
      { alertId: 'no-such-alert' },
      { alertId: alertIds[1], plan: true },
    ];
    const { status, body } = await supervisor.post('/alerts/acknowledgements', { items });
    expect(status).toBe(200);
    expect(body['items']).toMatchObject([
      { status: 201, version: expect.any(Number), position: expect.stringMatching(/^\d+$/) },
      { status: 404, code: 'not-found' },
      { status: 201 },
    ]);
    expect(await acknowledged()).toBe(2);
    expect(await alert(alertIds[0]!)).toMatchObject({ status: 'acknowledged' });
  });

  it('a refusal after something was written takes that back alone', async () => {
    const notes = async () => (await stack.database.query('select count(*)::int as n from notes'))[0].n;
    const before = await notes();
    const items = [
      { alertId: alertIds[2], until: '2026-02-16T00:00:00Z', reason: 'Too early.' },
      { alertId: alertIds[2], until: '2026-02-16T09:00:00Z', reason: 'On a course.' },
    ];
    const { body } = await supervisor.post('/alerts/snoozes', { items });
    expect(body['items']).toMatchObject([
      { status: 422, code: 'ends-before-it-begins', errors: [{ pointer: '#/items/0/until' }] },
      { status: 201 },
    ]);
    expect(await notes()).toBe(before + 1);
    expect(await alert(alertIds[2]!)).toMatchObject({ status: 'snoozed', snoozedUntil: '2026-02-16T09:00:00Z' });
  });

  it('the same key answers the whole again and records nothing', async () => {
    const items = alertIds.map((alertId) => ({ alertId, to: 'sgt-2001', reason: 'Hers.' }));
    const key = { 'idempotency-key': 'handovers-1' };
    const first = await supervisor.post('/alerts/handovers', { items }, key);
    expect(first.body['items'].map(({ status }: any) => status)).toEqual([201, 201, 201]);
    const again = await supervisor.post('/alerts/handovers', { items }, key);
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const other = await supervisor.post('/alerts/handovers', { items: items.slice(1) }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('cases are handed over, each as it was seen', async () => {
    const versions = await Promise.all(caseIds.map(async (id) => (await desk.get(`/cases/${id}`)).body['version']));
    const items = [
      { caseId: caseIds[0], version: versions[0], staffId: 'pc-1235' },
      { caseId: caseIds[1], version: versions[1] - 1, staffId: 'pc-1235' },
      { caseId: caseIds[2], version: versions[2], staffId: 'nobody' },
    ];
    const { body } = await desk.post('/cases/owners', { items });
    expect(body['items']).toMatchObject([
      { status: 201, version: versions[0] + 1 },
      { status: 412, code: 'stale-version' },
      { status: 422, code: 'unknown-staff', errors: [{ pointer: '#/items/2/staffId' }] },
    ]);
    const owners = await Promise.all(caseIds.map(async (id) => (await desk.get(`/cases/${id}`)).body['owner']));
    expect(owners).toEqual(['pc-1235', 'pc-1234', 'pc-1234']);
  });

  it('their number is looked at before any of them', async () => {
    const items = Array.from({ length: 101 }, () => ({}));
    const answer = await supervisor.post('/alerts/acknowledgements', { items });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/items' }] } });
    expect(answer.body['errors']).toHaveLength(1);
    expect((await supervisor.post('/alerts/acknowledgements', { items: [] })).status).toBe(422);
  });
});
