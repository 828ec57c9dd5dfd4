import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { forceFileWith } from '../support/force-file.js';
import { mailServer, type ArrivedMail, type Receiver } from '../support/receivers.js';
import { redisUrl } from '../support/redis.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

const backends = redisUrl() ? (['postgres', 'redis'] as const) : (['postgres'] as const);
/** The end of 15 February, when the updates are missed. */
const missedAt = '2026-02-16T00:00:00.000Z';
/** Two working days after. */
const escalatedAt = '2026-02-18T00:00:00.000Z';

/** What a supervisor does about alerts, from the door to the mailbox, with two workers. */
describe.each(backends)('acting on alerts, with the queue on %s', (backend) => {
  let stack: Stack;
  let supervisor: Client;
  let server: Receiver<ArrivedMail>;
  let refused: string[] = [];
  let code = 550;
  const { file, forget } = forceFileWith((force) => (force.delivery = { digestMinutes: 0 }));

  beforeAll(async () => {
    server = await mailServer({ refusal: (to) => (refused.includes(to.split('@')[0]!) ? code : undefined) });
    stack = await startStack('2026-01-15T10:00:01Z', backend, { FORCE_FILE: file, SMTP_URL: server.url });
    supervisor = await stack.as('supervisor');
    await stack.worker();
    await stack.worker();
  });
  afterAll(async () => {
    await stack?.stop();
    await server?.close();
    forget();
  });

  let numbers = 0;

  /** An enquiry of pc-1234 whose update was missed: its alert to sgt-2022, told of by e-mail. */
  async function missed(): Promise<{ caseId: string; alertId: string; reference: string; enquirer: string }> {
    stack.clock.set('2026-01-15T10:00:01Z');
    const reference = `EN/${(numbers += 1)}/26`;
    const desk = await stack.as('desk');
    const area = { bcu: 'South Cumbria', lpt: 'Barrow' };
    const participants = [{ role: 'enquirer' }];
    const body = { kind: 'enquiry', reference, openedAt: '2026-01-15T10:00:00Z', area, owner: 'pc-1234', participants };
    const opened = await desk.post('/cases', body);
    expect(opened.status).toBe(201);
    const { caseId } = opened.body;
    stack.clock.set(missedAt);
    await until(
      () => mailsTo('sgt-2022', reference),
      ({ length }) => length === 1,
    );
    const [alert] = (await supervisor.get(`/alerts?rung=missed&caseId=${caseId}`)).body['items'];
    return { caseId, reference, alertId: alert.alertId, enquirer: opened.body['participants'][0].participantId };
  }

  const mailsTo = async (who: string, reference: string) =>
    server.arrived.filter(
      ({ to, raw }) => to.startsWith(`${who}@`) && raw.includes(`Subject: ${reference}:`) && raw.includes(': missed'),
    );
  const mailed = async (who: string, reference: string) =>
    (await mailsTo(who, reference)).map(({ messageId }) => messageId);
  const alert = async (caseId: string, rung = 'missed') =>
    (await supervisor.get(`/alerts?rung=${rung}&caseId=${caseId}`)).body['items'][0];
  const untilAlert = (caseId: string, satisfies: (alert: any) => boolean) => until(() => alert(caseId), satisfies);
  const reconciledBy = (instant: string) =>
    until(
      async () =>
        (await stack.database.query('select count(*)::int as n from next_checks where at <= $1', [instant]))[0].n,
      (count) => count === 0,
    );
  const statusOf = async (caseId: string) =>
    (await supervisor.get(`/obligations?caseId=${caseId}&commitment=QOS-UPDATE`)).body['items'].map(
      ({ status }: any) => status,
    );

  it('acknowledged with a plan, then it does not escalate, and the duty is as missed as before', async () => {
    const planned = await missed();
    const left = await missed();
    const answer = await supervisor.post(`/alerts/${planned.alertId}/acknowledgement`, { note: 'I ring.', plan: true });
    expect(answer.status).toBe(201);
    expect(await alert(planned.caseId)).toMatchObject({ status: 'acknowledged', recipient: 'sgt-2022' });
    expect(await statusOf(planned.caseId)).toEqual(['missed']);
    stack.clock.set(escalatedAt);
    await reconciledBy(escalatedAt);
    expect([await alert(planned.caseId, 'escalated'), (await alert(left.caseId, 'escalated')).recipient]).toEqual([
      undefined,
      'insp-6003',
    ]);
  });

  it('put aside, then it comes back at that moment with a message of its own, and no moment before', async () => {
    const { caseId, alertId, reference } = await missed();
    const [first] = await mailed('sgt-2022', reference);
    const wanted = { until: '2026-02-16T09:00:00Z', reason: 'On a course until nine.' };
    expect((await supervisor.post(`/alerts/${alertId}/snooze`, wanted)).status).toBe(201);
    expect(await alert(caseId)).toMatchObject({ status: 'snoozed', snoozedUntil: '2026-02-16T09:00:00Z' });
    stack.clock.set('2026-02-16T08:59:59.999Z');
    await reconciledBy('2026-02-16T08:59:59.999Z');
    expect(await alert(caseId)).toMatchObject({ status: 'snoozed' });
    stack.clock.set('2026-02-16T09:00:00.000Z');
    expect(await untilAlert(caseId, ({ status }) => status === 'open')).toMatchObject({
      status: 'open',
      snoozedUntil: null,
    });
    const both = await until(
      () => mailed('sgt-2022', reference),
      ({ length }) => length === 2,
    );
    expect(both[0]).toBe(first);
    expect(new Set(both).size).toBe(2);
    expect(await statusOf(caseId)).toEqual(['missed']);
  });

  it('handed over, then the other is told, once, and only people of the force can be', async () => {
    const { caseId, alertId, reference } = await missed();
    const handed = await supervisor.post(`/alerts/${alertId}/handover`, { to: 'sgt-2021', reason: 'Her case really.' });
    expect(handed.status).toBe(201);
    expect(await alert(caseId)).toMatchObject({ status: 'open', recipient: 'sgt-2021' });
    await until(
      () => mailed('sgt-2021', reference),
      ({ length }) => length > 0,
    );
    expect(
      [await mailed('sgt-2021', reference), await mailed('sgt-2022', reference)].map(({ length }) => length),
    ).toEqual([1, 1]);
    const again = await supervisor.post(`/alerts/${alertId}/handover`, { to: 'sgt-2021', reason: 'Again.' });
    expect([again.status, again.body['code']]).toEqual([422, 'already-theirs']);
    const nobody = await supervisor.post(`/alerts/${alertId}/handover`, { to: 'sgt-9', reason: 'No.' });
    expect([nobody.status, nobody.body['code']]).toEqual([422, 'unknown-staff']);
    expect((await supervisor.get(`/alerts?recipient=sgt-2021&caseId=${caseId}`)).body['items']).toHaveLength(1);
  });

  it('handed over to a mailbox that takes nothing, then it climbs to the next one up, and the case tells it', async () => {
    const { caseId, alertId, reference } = await missed();
    refused = ['sgt-2023'];
    await supervisor.post(`/alerts/${alertId}/handover`, { to: 'sgt-2023', reason: 'His case really.' });
    expect(await untilAlert(caseId, ({ recipient }) => recipient === 'insp-6003')).toMatchObject({
      recipient: 'insp-6003',
    });
    await until(
      () => mailed('insp-6003', reference),
      ({ length }) => length > 0,
    );
    expect(await mailed('insp-6003', reference)).toHaveLength(1);
    const { body } = await (await stack.as('desk')).get(`/cases/${caseId}/timeline`);
    const told = JSON.stringify(body);
    expect(told.match(/No message about the alert could be brought to sgt-2023/g)).toHaveLength(1);
    expect(told.match(/handed over to insp-6003: no message reached the one before/g)).toHaveLength(1);
  });

  it('that could not be brought to anybody and is sent again in vain, then that is recorded once more', async () => {
    const { caseId, alertId } = await missed();
    refused = ['perf-3001'];
    await supervisor.post(`/alerts/${alertId}/handover`, { to: 'perf-3001', reason: 'For the unit.' });
    const failures = async () =>
      (
        await stack.database.query(
          `select count(*)::int as n from facts where type = 'AlertUndeliverable' and stream = $1`,
          [`case-${caseId}`],
        )
      )[0].n;
    expect(await until(failures, (count) => count === 1)).toBe(1);
    const noOneToTell = async (): Promise<boolean> => {
      const { body } = await supervisor.get('/alerts?unreached=true&limit=500');
      expect(body['items'].every(({ unreached }: any) => unreached)).toBe(true);
      return body['items'].some((one: any) => one.alertId === alertId);
    };
    expect(await noOneToTell()).toBe(true);
    const admin = await stack.as('admin');
    const [message] = (await admin.get(`/deliveries?state=undeliverable&recipient=perf-3001`)).body['items'];
    expect((await admin.post(`/deliveries/${message.messageId}/resend`, {})).status).toBe(201);
    expect(await until(failures, (count) => count === 2)).toBe(2);
    refused = [];
    expect((await admin.post(`/deliveries/${message.messageId}/resend`, {})).status).toBe(201);
    await until(
      () => admin.get(`/deliveries/${message.messageId}`),
      ({ body }) => body['state'] === 'sent',
    );
    expect([await failures(), (await alert(caseId)).recipient]).toEqual([2, 'perf-3001']);
    await supervisor.post(`/alerts/${alertId}/handover`, { to: 'sgt-2001', reason: 'For the sergeant.' });
    expect(await noOneToTell()).toBe(false);
  });

  it('acknowledged before its message fails for good, then it stays where it is', async () => {
    const { caseId, alertId } = await missed();
    [refused, code] = [['sgt-2024'], 450];
    await supervisor.post(`/alerts/${alertId}/handover`, { to: 'sgt-2024', reason: 'His.' });
    const admin = await stack.as('admin');
    const becomes = (state: string) =>
      until(
        () => admin.get(`/deliveries?recipient=sgt-2024&alertId=${alertId}`),
        ({ body }) => body['items'][0]?.state === state,
      );
    await becomes('retrying');
    expect((await supervisor.post(`/alerts/${alertId}/acknowledgement`, {})).status).toBe(201);
    code = 550;
    await stack.database.query(`update messages set retry_at = null where recipient = 'sgt-2024'`);
    await becomes('undeliverable');
    const unseen = `select count(*)::int as n from deliveries
      where alert_id = $1 and state = 'undeliverable' and seen_to_at is null`;
    await until(
      async () => (await stack.database.query(unseen, [alertId]))[0].n,
      (count) => count === 0,
    );
    expect(await alert(caseId)).toMatchObject({ status: 'acknowledged', recipient: 'sgt-2024' });
    const told = JSON.stringify((await (await stack.as('desk')).get(`/cases/${caseId}/timeline`)).body);
    expect(told).not.toContain('could be brought to sgt-2024');
  });

  it('of a duty that is met, then they are cleared and can be acted on no more', async () => {
    const { caseId, alertId, enquirer } = await missed();
    stack.clock.set('2026-02-16T10:00:00Z');
    const call = { direction: 'outbound', method: 'phone', outcome: 'spoke', purpose: 'update' };
    const told = { participantIds: [enquirer], ...call, occurredAt: '2026-02-16T10:00:00Z' };
    expect((await (await stack.as('desk')).post(`/cases/${caseId}/contacts`, told)).status).toBe(201);
    expect(await alert(caseId)).toMatchObject({ status: 'cleared' });
    for (const [act, body] of [
      ['acknowledgement', {}],
      ['snooze', { until: '2026-02-17T09:00:00Z', reason: 'Later.' }],
      ['handover', { to: 'sgt-2021', reason: 'Hers.' }],
    ] as const) {
      const { status, body: problem } = await supervisor.post(`/alerts/${alertId}/${act}`, body);
      expect([status, problem['code']]).toEqual([409, 'alert-ended']);
    }
  });
});
