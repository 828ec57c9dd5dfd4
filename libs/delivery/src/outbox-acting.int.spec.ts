import { afterEach, describe, expect, it } from '@jest/globals';
import { hookReceiver, mailServer, type Receiver } from '../../../test/support/receivers.js';
import type { Change } from '../../../test/support/force-file.js';
import { until } from '../../../test/support/waiting.js';
import { deliveryTrial, missedAt, seal, type DeliveryTrial } from './delivery.fixture.js';
import { emails } from './email.js';
import { Endpoints, endpointTypes } from './endpoints.js';
import { Sender } from './sender.js';
import { smtpMailer } from './mailer.smtp.js';

let trial: DeliveryTrial;
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await trial.close();
});

/** A case of pc-1234 whose update was missed: due soon to them, missed to sgt-2022. */
async function missed(change?: Change): Promise<string> {
  trial = await deliveryTrial(change);
  const [caseId] = await trial.open('pc-1234', 1);
  trial.clock.set(missedAt);
  await trial.check([caseId!]);
  await trial.advance();
  return caseId!;
}

const atOnce: Change = (force) => (force.delivery = { digestMinutes: 0 });

const alertOf = async (rung: string): Promise<string> =>
  (await trial.database.query('select alert_id from alerts where rung = $1', [rung]))[0].alert_id;

const snoozed = (alertId: string, until: string) => ({ type: 'AlertSnoozed', data: { alertId, until } });
const handed = (alertId: string, to: string) => ({ type: 'AlertHandedOver', data: { alertId, from: 'sgt-2022', to } });

/** Everything that waits is sent to a mail server; answers what arrived there, as `to subject`. */
async function arrived(): Promise<string[]> {
  const server = await receiver(mailServer());
  const mailer = smtpMailer(server.url, 'alerts@force.example');
  const sender = new Sender('email', trial.leases, emails(trial, mailer), { every: 20 }).start();
  await until(
    async () => (await trial.messages()).filter(({ channel }) => channel === 'email'),
    (found) => found.every(({ state }) => ['sent', 'not-needed'].includes(state)),
  );
  await sender.stop(100);
  const subjectOf = (raw: string) => /^Subject: (.*)$/m.exec(raw.replaceAll('\r\n ', ' '))![1]!.trim();
  return server.arrived
    .map(({ to, raw }) => `${to.split('@')[0]} ${subjectOf(raw).replace(/, overdue by .*/, '')}`)
    .sort();
}

async function receiver<T>(opening: Promise<Receiver<T>>): Promise<Receiver<T>> {
  const opened = await opening;
  closing.push(() => opened.close());
  return opened;
}

const emailsTo = async () =>
  (await trial.messages()).filter(({ channel }) => channel === 'email').map(({ recipient }) => recipient);

describe('an alert that is handed over', () => {
  it('before the slot ends, then the new recipient is told of it and the one before is not', async () => {
    const caseId = await missed();
    await trial.record(caseId, handed(await alertOf('missed'), 'sgt-2021'));
    await trial.advance();
    expect((await emailsTo()).sort()).toEqual(['pc-1234', 'sgt-2021', 'sgt-2022']);
    trial.clock.set('2026-02-16T00:05:00.000Z');
    const [{ reference }] = await trial.database.query('select reference from cases');
    expect(await arrived()).toEqual([
      `pc-1234 ${reference}: due soon`,
      `sgt-2021 ${reference}: missed, handed over to you`,
    ]);
  });

  it('as no message reached the one before, then the letter says so', async () => {
    const caseId = await missed();
    trial.clock.set('2026-02-16T00:05:00.000Z');
    await arrived();
    const { type, data } = handed(await alertOf('missed'), 'sgt-2021');
    await trial.record(caseId, { type, data: { ...data, undeliverable: true } });
    await trial.advance();
    trial.clock.set('2026-02-16T00:10:00.000Z');
    const [{ reference }] = await trial.database.query('select reference from cases');
    expect(await arrived()).toEqual([`sgt-2021 ${reference}: missed, as no message reached the one before you`]);
  });

  it('there and back before the slot ends, then it is told once', async () => {
    const caseId = await missed();
    const alertId = await alertOf('missed');
    await trial.record(caseId, handed(alertId, 'sgt-2021'));
    await trial.advance();
    await trial.record(caseId, handed(alertId, 'sgt-2022'));
    await trial.advance();
    trial.clock.set('2026-02-16T00:05:00.000Z');
    expect((await arrived()).filter((line) => line.includes('missed'))).toEqual([expect.stringMatching(/^sgt-2022 /)]);
  });

  it('there and back where each goes at once, then each telling is a message of its own', async () => {
    const caseId = await missed(atOnce);
    const alertId = await alertOf('missed');
    expect(await arrived()).toHaveLength(2);
    await trial.record(caseId, handed(alertId, 'sgt-2021'));
    await trial.advance();
    await trial.record(caseId, handed(alertId, 'sgt-2022'));
    await trial.advance();
    const ofAlert = (await trial.deliveries()).filter(
      ({ alert_id, channel }) => alert_id === alertId && channel === 'email',
    );
    expect(ofAlert).toHaveLength(3);
    expect(new Set((await trial.messages()).map(({ message_id }) => message_id)).size).toBe(4);
  });
});

describe('an alert that is put aside', () => {
  it('before its message has left, then it is left out of it, and told when it comes back', async () => {
    const caseId = await missed();
    await trial.record(caseId, snoozed(await alertOf('missed'), '2026-02-16T09:00:00.000Z'));
    await trial.advance();
    trial.clock.set('2026-02-16T00:05:00.000Z');
    expect((await arrived()).map((line) => line.split(' ')[0])).toEqual(['pc-1234']);
    trial.clock.set('2026-02-16T09:00:00.000Z');
    await trial.check([caseId]);
    await trial.advance();
    trial.clock.set('2026-02-16T09:05:00.000Z');
    const [{ reference }] = await trial.database.query('select reference from cases');
    expect(await arrived()).toEqual([`sgt-2022 ${reference}: missed, no longer put aside`]);
  });

  it('while a message about it is tried again, then it comes back in another one and stays out of the first', async () => {
    const caseId = await missed();
    const refusing = await receiver(mailServer({ refusal: () => 450 }));
    const mailer = smtpMailer(refusing.url, 'alerts@force.example');
    trial.clock.set('2026-02-16T00:05:00.000Z');
    const sender = new Sender('email', trial.leases, emails(trial, mailer), { every: 20 }).start();
    const tried = await until(
      () => trial.messages(),
      (found) => found.every(({ state }) => state === 'retrying'),
    );
    await sender.stop(100);
    expect(tried.map(({ failure }) => failure)).toEqual(['smtp-450', 'smtp-450']);
    const alertId = await alertOf('missed');
    await trial.record(caseId, snoozed(alertId, '2026-02-16T00:06:00.000Z'));
    await trial.database.query('update messages set retry_at = null');
    expect((await arrived()).map((line) => line.split(' ')[0])).toEqual(['pc-1234']);
    trial.clock.set('2026-02-16T00:06:00.000Z');
    await trial.check([caseId]);
    await trial.advance();
    await trial.database.query(`update messages set state = 'retrying', retry_at = null where state = 'not-needed'`);
    trial.clock.set('2026-02-16T00:10:00.000Z');
    expect((await arrived()).map((line) => line.split(' ')[0])).toEqual(['sgt-2022']);
  });
});

describe('a participant who chases', () => {
  it('then whoever is to see to it is told, in words and as an event without an obligation', async () => {
    trial = await deliveryTrial(atOnce);
    const rules = { networks: { everywhere: true, networks: [], hosts: [] }, plainHttp: true };
    const hooks = await receiver(hookReceiver());
    await new Endpoints(trial.work, trial.clock, rules, seal).add({ url: hooks.url, types: endpointTypes }, 'admin');
    const [caseId] = await trial.open('pc-1234', 1);
    await trial.advance();
    await trial.record(caseId!, chase(caseId!));
    await trial.advance();
    expect(await arrived()).toEqual([expect.stringMatching(/^sgt-2022 EN\/\d+\/26: chased$/)]);
    const events = (await trial.messages()).filter(({ channel }) => channel === 'webhook').map(({ body }) => body);
    expect(events).toMatchObject([{ type: 'alert.raised', data: { caseId, rung: 'chased', contactId: 'chase' } }]);
    expect(events[0]!.data).not.toHaveProperty('obligationId');
  });
});

function chase(caseId: string) {
  const how = {
    direction: 'inbound',
    method: 'phone',
    outcome: 'received',
    purpose: 'chase',
    tells: [],
    route: 'safe',
  };
  return { type: 'ContactMade', data: { contactId: 'chase', participantIds: [`p-${caseId}`], ...how } };
}

describe('what other systems are told of an alert', () => {
  it('is each thing that becomes of it, under a type of its own, with no word that somebody wrote', async () => {
    trial = await deliveryTrial(atOnce);
    const rules = { networks: { everywhere: true, networks: [], hosts: [] }, plainHttp: true };
    await new Endpoints(trial.work, trial.clock, rules, seal).add(
      { url: 'http://127.0.0.1:1', types: endpointTypes },
      'admin',
    );
    expect(new Set(endpointTypes).size).toBe(endpointTypes.length);
    const [caseId] = await trial.open('pc-1234', 1);
    trial.clock.set(missedAt);
    await trial.check([caseId!]);
    const alertId = await alertOf('missed');
    const noted = { noteId: 'note', noteDigest: 'digest' };
    const put = snoozed(alertId, '2026-02-16T09:00:00.000Z');
    await trial.record(caseId!, { ...put, data: { ...put.data, ...noted } });
    trial.clock.set('2026-02-16T09:00:00.000Z');
    await trial.check([caseId!]);
    await trial.record(
      caseId!,
      { type: 'AlertUndeliverable', data: { alertId, recipient: 'sgt-2022' } },
      handed(alertId, 'insp-6003'),
    );
    await trial.advance();
    const events = (await trial.messages())
      .filter(({ body }) => body?.data.alertId === alertId)
      .map(({ body }) => body);
    const told = new Map(events.map((event) => [(event as unknown as { type: string }).type, event.data]));
    expect([...told.keys()].sort()).toEqual([
      'alert.awoke',
      'alert.handed-over',
      'alert.raised',
      'alert.snoozed',
      'alert.undeliverable',
    ]);
    expect(told.get('alert.snoozed')).toEqual({ alertId, caseId, until: '2026-02-16T09:00:00.000Z', at: missedAt });
    expect(told.get('alert.awoke')).toMatchObject({ recipient: 'sgt-2022' });
    expect(told.get('alert.handed-over')).toMatchObject({ to: 'insp-6003' });
    expect(told.get('alert.undeliverable')).toMatchObject({ recipient: 'sgt-2022' });
  });
});
