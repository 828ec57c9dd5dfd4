import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  hookReceiver,
  letThrough,
  mailServer,
  nobody,
  rawServer,
  taking,
  type Answering,
  type Receiver,
} from '../../../test/support/receivers.js';
import type { Change } from '../../../test/support/force-file.js';
import { until } from '../../../test/support/waiting.js';
import { deliveryTrial, missedAt, seal, type DeliveryTrial } from './delivery.fixture.js';
import { emails, Endpoints, endpointTypes, Sender, smtpMailer, webhooks } from './index.js';
import { messageWithAttempts, resend } from './deliveries.queries.js';
import type { ChannelSender } from './message.js';
import type { AllowedNetworks } from './private-network.js';
import { unreachedAlerts } from './unreached.queries.js';

let trial: DeliveryTrial;
const senders: Sender[] = [];
const receivers: Receiver<unknown>[] = [];

afterEach(async () => {
  await Promise.all(senders.splice(0).map((sender) => sender.stop(100)));
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
  await trial.close();
});

const everywhere: AllowedNetworks = { everywhere: true, networks: [], hosts: [] };
const from = 'Kept Informed <alerts@force.example>';

/** Alerts of one officer's cases lie in the outbox, each a message that is due. */
async function raised(count: number, change: Change = () => {}): Promise<void> {
  trial = await deliveryTrial((force) => {
    force.delivery = { digestMinutes: 0 };
    change(force);
  });
  const ids = await trial.open('pc-1234', count);
  trial.clock.set(missedAt);
  await trial.check(ids);
}

function send(channel: 'email' | 'webhook', channelSender: ChannelSender, options = {}): Sender {
  const sender = new Sender(channel, trial.leases, channelSender, { attemptMs: 700, every: 20, ...options }).start();
  senders.push(sender);
  return sender;
}

async function mail(options?: Parameters<typeof mailServer>[0]) {
  const server = await mailServer(options);
  receivers.push(server);
  return server;
}

async function endpointAt(url: string): Promise<{ endpointId: string; secret: string }> {
  const rules = { networks: everywhere, plainHttp: true };
  return new Endpoints(trial.work, trial.clock, rules, seal).add({ url, types: endpointTypes }, 'admin');
}

async function hooks(answer?: Answering) {
  const receiver = await hookReceiver(answer);
  receivers.push(receiver);
  return receiver;
}

const sendHooks = (reach = everywhere, options = {}) =>
  send('webhook', webhooks(trial.work, trial.clock, reach, seal), options);
const inState = (state: string, channel: string) =>
  until(
    async () => (await trial.messages()).filter((message) => message['channel'] === channel),
    (found) => found.length > 0 && found.every((message) => message['state'] === state),
  );

describe('e-mails', () => {
  it('reach the posts, as text and as HTML, under their own ids, with no word about anybody but the reference', async () => {
    await raised(2);
    await trial.advance();
    const server = await mail();
    send('email', emails(trial, smtpMailer(server.url, from)));
    const messages = await inState('sent', 'email');
    expect(messages).toHaveLength(4);
    expect(server.arrived.map(({ messageId }) => messageId).sort()).toEqual(
      messages.map(({ message_id }) => message_id).sort(),
    );
    expect(new Set(server.arrived.map(({ to }) => to))).toEqual(
      new Set(['pc-1234@cumbria.example', 'sgt-2022@cumbria.example']),
    );
    const { raw } = server.arrived.find(({ to }) => to === 'sgt-2022@cumbria.example')!;
    expect(raw).toMatch(/Subject: EN\/\d+\/26: missed, overdue by \d+ day/);
    expect(raw).toContain('Owed to: the enquirer');
    expect(raw).toContain('Owner: Local policing officer pc-1234');
    expect(raw).toContain('text/plain');
    expect(raw).toContain('text/html');
    expect(raw).toContain('Auto-Submitted: auto-generated');
    expect(raw).not.toMatch(/p-case-/);
    expect((await trial.deliveries()).filter(({ state }) => state === 'sent')).toHaveLength(4);
  });

  it('are kept and shown where there is no way to send them', async () => {
    await raised(1);
    await trial.advance();
    send('email', emails(trial, null));
    await inState('kept', 'email');
    expect((await trial.deliveries()).map(({ state }) => state)).toEqual(['kept', 'kept', 'kept', 'kept']);
  });

  it('to a post without a mailbox, and to one that the server refuses, are undeliverable, the others arrive', async () => {
    await raised(2, ({ staff }) => delete staff.find(({ id }) => id === 'sgt-2022')!.email);
    const more = await trial.open('pc-1001', 1);
    await trial.check(more);
    await trial.advance();
    const server = await mail({ refusal: (to) => (to === 'sgt-2001@cumbria.example' ? 550 : undefined) });
    send('email', emails(trial, smtpMailer(server.url, from)));
    const done = await until(
      () => trial.messages(),
      (found) => found.every(({ state }) => state === 'sent' || state === 'undeliverable'),
    );
    const found = done.map(({ recipient, state, failure }) => `${recipient} ${state} ${failure}`).sort();
    expect(found).toEqual([
      'pc-1234 sent null',
      'pc-1234 sent null',
      'sgt-2001 undeliverable smtp-550',
      'sgt-2022 undeliverable no-address',
      'sgt-2022 undeliverable no-address',
    ]);
    const unreached = await unreachedAlerts(trial.database.manager, 10);
    expect(unreached.map(({ recipient, rung, state }) => `${recipient} ${rung} ${state}`).sort()).toEqual([
      'sgt-2001 missed undeliverable',
      'sgt-2022 missed undeliverable',
      'sgt-2022 missed undeliverable',
    ]);
  });

  it('leave out what has ended before they leave, and do not leave at all where nothing is left', async () => {
    trial = await deliveryTrial();
    const ids = await trial.open('pc-1234', 2);
    trial.clock.set(missedAt);
    await trial.check(ids);
    await trial.advance();
    const [gone] = ids;
    await trial.database.query(`update alerts set status = 'cleared' where case_id = $1 or recipient = 'pc-1234'`, [
      gone,
    ]);
    trial.clock.set('2026-02-16T00:05:00.000Z');
    const server = await mail();
    send('email', emails(trial, smtpMailer(server.url, from)));
    const done = await until(
      () => trial.messages(),
      (found) => found.every(({ state }) => state === 'sent' || state === 'not-needed'),
    );
    expect(done.map(({ recipient, state }) => `${recipient} ${state}`).sort()).toEqual([
      'pc-1234 not-needed',
      'sgt-2022 sent',
    ]);
    expect(server.arrived).toHaveLength(1);
    const left = (await trial.deliveries()).filter(({ channel }) => channel === 'email').map(({ state }) => state);
    expect(left.sort()).toEqual(['not-needed', 'not-needed', 'not-needed', 'sent']);
  });

  it.each([
    ['refuses the connection', () => nobody('smtp'), 'esocket'],
    ['says nothing', () => said(() => {}), 'timeout'],
    ['never stops talking', () => said((socket) => endless(socket, '220-hello\r\n')), /timeout|eprotocol|esocket/],
    ['talks in one endless line', () => said((socket) => endless(socket, 'x')), /timeout|eprotocol|esocket/],
    ['says everything twice', () => twice(), 'out-of-step'],
    ['is out of order', () => said((socket) => socket.end('421 later\r\n')), /smtp-421|econnection|eprotocol/],
  ])('of a mail server that %s are tried again later, and the recipient’s others wait', async (_, server, reason) => {
    await raised(3);
    await trial.advance();
    send('email', emails(trial, smtpMailer(await server(), from)));
    const found = await until(
      () => trial.messages(),
      (all) =>
        all.filter(({ state }) => state === 'retrying').length === 2 && all.every(({ retry_at }) => retry_at !== null),
    );
    // Of each of the two recipients one was tried.
    const tried = found.filter(({ attempts }) => attempts === 1);
    expect(tried.map(({ state }) => state)).toEqual(['retrying', 'retrying']);
    for (const { failure } of tried) expect(failure).toMatch(reason);
    expect(found.filter(({ attempts }) => attempts === 0)).toHaveLength(4);
    expect(found.every(({ retry_at }) => Date.parse(retry_at) > Date.now())).toBe(true);
  });

  async function twice(): Promise<string> {
    const behind = await mail();
    return said((socket) => letThrough(socket, behind.url, () => true));
  }

  async function said(treat: Parameters<typeof rawServer>[1]): Promise<string> {
    const server = await rawServer('smtp', treat);
    receivers.push(server);
    return server.url;
  }
});

/** Goes on for as long as somebody listens. */
function endless(stream: { write(text: string): boolean; destroyed: boolean }, text: string): void {
  const again = setInterval(() => (stream.destroyed ? clearInterval(again) : stream.write(text.repeat(500))), 1);
}

describe('webhooks', () => {
  it('arrive as CloudEvents, signed, each under the id of its event', async () => {
    await raised(2);
    const receiver = await hooks();
    await endpointAt(receiver.url);
    await trial.advance();
    sendHooks();
    const messages = await inState('sent', 'webhook');
    expect(messages).toHaveLength(4);
    expect(receiver.arrived.map(({ id }) => id).sort()).toEqual(messages.map(({ event_id }) => event_id).sort());
    const [{ headers, body, id }] = receiver.arrived as [(typeof receiver.arrived)[number]];
    expect(headers['content-type']).toMatch(/^application\/cloudevents\+json/);
    expect(headers['webhook-signature']).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/);
    expect(Math.abs(Number(headers['webhook-timestamp']) - Date.now() / 1_000)).toBeLessThan(10);
    expect(body).toMatchObject({ specversion: '1.0', id, type: 'alert.raised', subject: body['data'].alertId });
  });

  it.each([
    ['answers 500', respond(500), 'status-500'],
    ['answers 404', respond(404), 'status-404'],
    ['redirects', respond(307, { location: 'http://127.0.0.1:1/elsewhere' }), 'redirected'],
    ['says nothing', () => {}, 'timeout'],
    ['hangs up', ((_, response) => response.destroy()) as Answering, 'econnreset'],
    ['never ends its headers', slowHeaders, 'timeout'],
    ['has too many headers', respond(200, { much: 'x'.repeat(40_000) }), 'hpe-header-overflow'],
  ])('to a receiver that %s are tried again under the same id', async (_, answer, reason) => {
    await raised(1);
    let wellAgain = false;
    const receiver = await hooks((hook, response, nth) =>
      (wellAgain ? taking : (answer as Answering))(hook, response, nth),
    );
    const { endpointId } = await endpointAt(receiver.url);
    await trial.advance();
    sendHooks();
    const ofHooks = async () => (await trial.messages()).filter(({ channel }) => channel === 'webhook');
    // Both wait: the one that was tried, and the recipient's other one.
    const both = await until(ofHooks, (all) => all.every(({ retry_at }) => retry_at !== null));
    const first = both.find(({ attempts, state }) => attempts === 1 && state === 'retrying');
    expect(first).toMatchObject({ recipient: endpointId, failure: reason });
    expect(new Set(receiver.arrived.map(({ id }) => id)).size).toBe(1);
    wellAgain = true;
    await trial.database.query('update messages set retry_at = null');
    await inState('sent', 'webhook');
    const same = receiver.arrived.filter(({ id }) => id === first!['event_id']);
    expect(same.length).toBe(2);
    expect(same[0]!.raw).toBe(same[1]!.raw);
    const { attemptsMade } = (await messageWithAttempts(trial.database.manager, first!['message_id']))!;
    expect(attemptsMade.map(({ attempt, outcome }) => `${attempt} ${outcome}`)).toEqual([`1 ${reason}`, '2 sent']);
  });

  it('are cut when their time is up, whatever has been swept out of memory until then', async () => {
    await raised(1);
    const receiver = await hooks(() => {});
    await endpointAt(receiver.url);
    await trial.advance();
    sendHooks();
    await until(
      async () => receiver.arrived.length,
      (count) => count === 1,
    );
    sweepMemory();
    const failures = async () => (await trial.messages()).map(({ failure }) => failure);
    expect(await until(failures, (found) => found.some((failure) => failure !== null))).toContain('timeout');
  });

  it.each([
    ['endless', ((_, response) => endless(response.writeHead(200), 'x')) as Answering],
    ['never ending', ((_, response) => response.writeHead(200).write('{')) as Answering],
    ['double', ((_, response) => response.socket!.end(`${ok}${ok}`)) as Answering],
  ])('are taken by an answer that is %s: its status counts and the rest is cut', async (_, answer) => {
    await raised(2);
    const receiver = await hooks(answer);
    await endpointAt(receiver.url);
    await trial.advance();
    const began = Date.now();
    sendHooks(everywhere, { attemptMs: 15_000 });
    await inState('sent', 'webhook');
    expect(Date.now() - began).toBeLessThan(14_000);
    expect(receiver.arrived).toHaveLength(4);
  });

  it('to a receiver that is gone for good are dead at once, and can be sent again under their id', async () => {
    await raised(1);
    let gone = true;
    const receiver = await hooks((hook, response, nth) => (gone ? respond(410) : taking)(hook, response, nth));
    await endpointAt(receiver.url);
    await trial.advance();
    sendHooks();
    const dead = await inState('dead', 'webhook');
    gone = false;
    const { message_id: id, event_id: eventId } = dead[0]!;
    const { manager } = trial.database;
    expect(await resend(manager, id, 'admin-4001', missedAt)).toBe(true);
    expect(await resend(manager, id, 'admin-4001', missedAt)).toBe(false);
    const sent = await until(
      () => messageWithAttempts(manager, id),
      (found) => found!.state === 'sent',
    );
    expect(sent).toMatchObject({ state: 'sent', attempts: 2, failure: null });
    expect(receiver.arrived.filter((hook) => hook.id === eventId)).toHaveLength(2);
    expect(await resend(manager, id, 'admin-4001', missedAt)).toBe(false);
  });

  it('case 71 (DFE-Digital/apply-for-teacher-training#1927): are dead after the last attempt, which is one more than there are gaps', async () => {
    await raised(1);
    const receiver = await hooks(respond(500));
    await endpointAt(receiver.url);
    await trial.advance();
    await trial.database.query('update messages set attempts = last_attempt - 1');
    sendHooks();
    const dead = async () => (await trial.messages()).find(({ state }) => state === 'dead');
    const found = await until(dead, (one) => one !== undefined);
    expect(found).toMatchObject({ failure: 'status-500', attempts: 11 });
    expect(receiver.arrived).toHaveLength(1);
  });

  it('go to no private address, also where the name was good once', async () => {
    await raised(1);
    const receiver = await hooks();
    await endpointAt(receiver.url.replace('127.0.0.1', 'localhost'));
    await trial.advance();
    sendHooks({ everywhere: false, networks: [], hosts: [] });
    await until(
      () => trial.messages(),
      (found) => found.some(({ failure }) => failure === 'inward-address'),
    );
    expect(receiver.connections()).toBe(0);
  });

  it('of one endpoint that hangs hold up no other’s', async () => {
    await raised(15);
    const hanging = await hooks(() => {});
    const well = await hooks();
    await endpointAt(hanging.url);
    await endpointAt(well.url);
    await trial.advance();
    const began = Date.now();
    sendHooks(everywhere, { attemptMs: 15_000 });
    await until(
      async () => well.arrived.length,
      (count) => count === 30,
    );
    expect(well.arrived).toHaveLength(30);
    expect(Date.now() - began).toBeLessThan(14_000);
    expect(hanging.arrived).toHaveLength(1);
  });

  it('are signed with both secrets while one replaces the other, then with the new one', async () => {
    await raised(1);
    const receiver = await hooks();
    const { endpointId } = await endpointAt(receiver.url);
    const rules = { networks: everywhere, plainHttp: true };
    const endpoints = new Endpoints(trial.work, trial.clock, rules, seal);
    await endpoints.rotate(endpointId, 1);
    await trial.advance();
    sendHooks();
    await until(
      async () => receiver.arrived.length,
      (count) => count === 2,
    );
    expect(String(receiver.arrived[0]!.headers['webhook-signature']).split(' ')).toHaveLength(2);
    trial.clock.set('2026-02-16T01:00:00.000Z');
    await endpoints.try(endpointId, 'cumbria');
    await until(
      async () => receiver.arrived.length,
      (count) => count === 3,
    );
    expect(String(receiver.arrived[2]!.headers['webhook-signature']).split(' ')).toHaveLength(1);
    expect(receiver.arrived[2]!.body).toMatchObject({ type: 'webhook.trial', subject: endpointId });
  });

  it('about a case that was restricted while they waited go nowhere', async () => {
    await raised(2);
    const receiver = await hooks();
    await endpointAt(receiver.url);
    await trial.advance();
    const events = async () => (await trial.messages()).filter(({ channel }) => channel === 'webhook');
    const [restricted, other] = new Set((await events()).map(({ body }) => body.data['caseId']!));
    const data = { staffIds: ['pc-1234'], with: [], noteId: 'note', noteDigest: 'digest' };
    await trial.record(restricted!, { type: 'CaseRestricted', data });
    sendHooks();
    const done = await until(events, (found) => found.every(({ state }) => state === 'not-needed' || state === 'sent'));
    for (const { body, state } of done) expect(state).toBe(body.data['caseId'] === other ? 'sent' : 'not-needed');
    expect(new Set(receiver.arrived.map(({ body }) => body['data'].caseId))).toEqual(new Set([other]));
  });

  it('that a removed endpoint was to get go nowhere', async () => {
    await raised(1);
    const receiver = await hooks();
    const { endpointId } = await endpointAt(receiver.url);
    await trial.advance();
    const rules = { networks: everywhere, plainHttp: true };
    expect(await new Endpoints(trial.work, trial.clock, rules, seal).remove(endpointId)).toBe(true);
    sendHooks();
    await inState('not-needed', 'webhook');
    await sleep(100);
    expect(receiver.connections()).toBe(0);
  });
});

describe('workers', () => {
  it('beside each other send each message once', async () => {
    await raised(30);
    const receiver = await hooks();
    await endpointAt(receiver.url);
    await trial.advance();
    for (let worker = 0; worker < 3; worker += 1) sendHooks();
    await inState('sent', 'webhook');
    expect(receiver.arrived).toHaveLength(60);
    expect(new Set(receiver.arrived.map(({ id }) => id)).size).toBe(60);
  });

  it('that stop let what is under way end, and give the rest back at once', async () => {
    await raised(10);
    const receiver = await hooks((hook, response, nth) => void setTimeout(() => taking(hook, response, nth), 200));
    await endpointAt(receiver.url);
    await trial.advance();
    const sender = sendHooks(everywhere, { attemptMs: 5_000 });
    await until(
      async () => receiver.arrived.length,
      (count) => count > 0,
    );
    await sender.stop();
    const arrived = receiver.arrived.length;
    const after = (await trial.messages()).filter(({ channel }) => channel === 'webhook');
    expect(after.filter(({ state }) => state === 'sent')).toHaveLength(arrived);
    expect(after.filter(({ state }) => state === 'waiting')).toHaveLength(20 - arrived);
    expect(after.every(({ lease }) => lease === null)).toBe(true);
  });
});

/** What the engine does at a moment of its own choice. */
function sweepMemory(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

function respond(status: number, headers: Record<string, string> = {}): Answering {
  return (_hook, response) => void response.writeHead(status, headers).end();
}

function slowHeaders(_hook: unknown, response: Parameters<Answering>[1]): void {
  const { socket } = response;
  socket!.write('HTTP/1.1 200 OK\r\n');
  const again = setInterval(() => (socket!.destroyed ? clearInterval(again) : socket!.write('x: y\r\n')), 50);
}
