import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { redisUrl } from '../support/redis.js';
import { startStack, type Backend, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

const reported = '2026-11-02T09:15:00Z';

const burglary = {
  kind: 'crime',
  reference: 'CR/10234/26',
  offenceGroup: 'burglary-dwelling',
  openedAt: reported,
  area: { bcu: 'South Cumbria', lpt: 'Barrow' },
  owner: 'pc-1234',
  participants: [
    { role: 'victim', name: 'First Victim', routes: [{ method: 'phone', value: '01632 960001', safe: true }] },
    { role: 'victim', name: 'Second Victim', routes: [{ method: 'phone', value: '01632 960002', safe: true }] },
  ],
};

const backends: Backend[] = redisUrl() ? ['postgres', 'redis'] : ['postgres'];

describe.each(backends)('the first thread, with the queue on %s', (backend) => {
  let stack: Stack;
  let desk: Client;
  let opened: Record<string, any>;
  const first = () => opened.participants[0].participantId as string;
  const second = () => opened.participants[1].participantId as string;

  beforeAll(async () => {
    stack = await startStack('2026-11-02T10:00:00Z', backend);
    await Promise.all([stack.worker(), stack.worker()]);
    desk = await stack.as('desk');
  });
  afterAll(() => stack?.stop());

  it('opens a case for a burglary with two victims, and says what is owed to whom and by when', async () => {
    const answer = await desk.post('/cases', burglary);
    opened = answer.body;
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/api/v1/cases/${opened.caseId}`);
    expect(answer.headers.get('etag')).toBe(`"${opened.version}"`);
    const monthly = opened.obligations.filter(({ commitment }: any) => commitment === 'QOS-UPDATE');
    expect(monthly.map(({ participantId }: any) => participantId).sort()).toEqual([first(), second()].sort());
    expect(monthly[0]).toMatchObject({
      edition: 'qos-2006',
      trigger: 'case-opened',
      dueOn: '2026-12-02',
      dueAt: '2026-12-03T00:00:00Z',
      generation: 1,
      status: 'open',
      open: true,
      owner: 'pc-1234',
      bcu: 'South Cumbria',
      lpt: 'Barrow',
      nextRung: { rung: 'due-soon', at: '2026-12-01T09:00:00Z' },
    });
  });

  it('logs an arrest, which both victims are owed', async () => {
    stack.clock.set('2026-11-20T12:00:00Z');
    const answer = await desk.post(`/cases/${opened.caseId}/milestones`, {
      type: 'suspect-arrested',
      occurredAt: '2026-11-20T11:30:00Z',
      suspect: 'suspect-1',
    });
    expect(answer.status).toBe(201);
    expect(answer.body.obligations).toHaveLength(2);
    expect(answer.body.obligations[0]).toMatchObject({ commitment: 'VC20-ARREST', dueOn: '2026-11-27' });
  });

  it('logs a call to one of them, which discharges what it told and leaves the other owed', async () => {
    stack.clock.set('2026-11-20T14:10:00Z');
    const answer = await desk.post(`/cases/${opened.caseId}/contacts`, {
      participantIds: [first()],
      direction: 'outbound',
      method: 'phone',
      outcome: 'spoke',
      purpose: 'update',
      tells: ['suspect-arrested'],
      occurredAt: '2026-11-20T14:05:00Z',
      identityVerified: true,
      note: 'Told of the arrest.',
    });
    expect(answer.status).toBe(201);
    expect(answer.body.reached).toBe(true);
    expect(answer.body.discharged).toHaveLength(2);
    const still = answer.body.stillOpen.map(({ commitment }: any) => commitment);
    expect(still).toContain('QOS-UPDATE');
    expect(still).not.toContain('VC20-ARREST');
    const arrests = await desk.get(`/obligations?caseId=${opened.caseId}&commitment=VC20-ARREST`);
    const standing = arrests.body.items.map(({ participantId, status }: any) => [participantId, status]);
    expect(standing.sort()).toEqual(
      [
        [first(), 'met'],
        [second(), 'open'],
      ].sort(),
    );
  });

  it('logs an attempt to the other, which discharges nothing', async () => {
    const answer = await desk.post(`/cases/${opened.caseId}/contacts`, {
      participantIds: [second()],
      direction: 'outbound',
      method: 'phone',
      outcome: 'no-answer',
      purpose: 'update',
      tells: ['suspect-arrested'],
      occurredAt: '2026-11-20T14:08:00Z',
    });
    expect(answer.body).toMatchObject({ reached: false, discharged: [] });
  });

  it('logs feedback that asks for a reply, which is owed within ten days', async () => {
    const answer = await desk.post(`/cases/${opened.caseId}/feedback`, {
      participantId: second(),
      receivedAt: '2026-11-20T13:00:00Z',
      method: 'phone',
      type: 'comment',
      replyRequested: true,
      note: 'Nobody rang me.',
    });
    expect(answer.status).toBe(201);
    const reply = answer.body.obligations.find(({ commitment }: any) => commitment === 'QOS-FB-REPLY');
    expect(reply).toMatchObject({ dueOn: '2026-11-30', dueAt: '2026-12-01T00:00:00Z' });
  });

  it('finds nothing missed the moment before it is due', async () => {
    stack.clock.set('2026-11-27T23:59:59.999Z');
    await until(
      () => alerts('due-soon'),
      (found) => found.length > 0,
    );
    expect(await alerts('missed', 'VC20-ARREST')).toEqual([]);
  });

  it('within two seconds of the due time a missed fact stands in the case and an alert in the list, once', async () => {
    stack.clock.set('2026-11-28T00:00:00.000Z');
    const began = Date.now();
    const raised = await until(
      () => alerts('missed', 'VC20-ARREST'),
      (found) => found.length > 0,
    );
    expect(Date.now() - began).toBeLessThan(2_000);
    expect(raised).toHaveLength(1);
    expect(raised[0]).toMatchObject({ recipient: 'sgt-2022', status: 'open', caughtUp: false, generation: 1 });
    const timeline = await desk.get(`/cases/${opened.caseId}/timeline?limit=500`);
    const missed = timeline.body.items.filter(
      ({ type, occurredAt }: any) => type === 'ObligationMissed' && occurredAt === '2026-11-28T00:00:00Z',
    );
    expect(missed).toHaveLength(1);
    const delivered = await until(
      () => alerts('missed', 'VC20-ARREST'),
      (found) => found[0]!.deliveries.length > 0,
    );
    expect(delivered[0]!.deliveries).toMatchObject([
      { channel: 'desk', state: 'kept', messageId: null },
      { channel: 'email', state: 'waiting', messageId: expect.any(String) },
    ]);
  });

  it('lets the supervisor take the alert on, which does not meet the duty', async () => {
    const supervisor = await stack.as('supervisor');
    const [alert] = await alerts('missed', 'VC20-ARREST');
    const answer = await supervisor.post(`/alerts/${alert!.alertId}/acknowledgement`, {
      note: 'Will ring.',
      plan: true,
    });
    expect(answer.status).toBe(201);
    const obligation = await desk.get(`/obligations/${alert!.obligationId}`);
    expect(obligation.body).toMatchObject({ status: 'missed', open: true });
    expect((await alerts('missed', 'VC20-ARREST'))[0]).toMatchObject({ status: 'acknowledged' });
  });

  it('clears the alert when the other victim is told at last, and counts it met late', async () => {
    stack.clock.set('2026-11-30T10:00:00Z');
    const answer = await desk.post(`/cases/${opened.caseId}/contacts`, {
      participantIds: [second()],
      direction: 'outbound',
      method: 'phone',
      outcome: 'spoke',
      purpose: 'update',
      tells: ['suspect-arrested'],
      occurredAt: '2026-11-30T09:55:00Z',
    });
    const [alert] = await alerts('missed', 'VC20-ARREST');
    expect(alert).toMatchObject({ status: 'cleared' });
    expect(answer.body.discharged).toContain(alert!.obligationId);
    const obligation = await desk.get(`/obligations/${alert!.obligationId}`);
    expect(obligation.body).toMatchObject({ status: 'met-late', open: false, dischargedBy: answer.body.contactId });
  });

  async function alerts(rung: string, commitment?: string): Promise<Record<string, any>[]> {
    const supervisor = await stack.as('supervisor');
    const { body } = await supervisor.get(`/alerts?caseId=${opened.caseId}&rung=${rung}&limit=500`);
    if (!commitment) return body.items;
    const { body: owed } = await desk.get(`/obligations?caseId=${opened.caseId}&commitment=${commitment}`);
    const ids = new Set(owed.items.map(({ obligationId }: any) => obligationId));
    return body.items.filter(({ obligationId }: any) => ids.has(obligationId));
  }
});
