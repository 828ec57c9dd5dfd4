import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import {
  hookReceiver,
  letThrough,
  mailServer,
  nobody,
  rawServer,
  taking,
  type Answering,
  type ArrivedHook,
  type ArrivedMail,
  type Receiver,
} from '../support/receivers.js';
import { inTheMiddleOfSending } from './support/moments.js';
import { expectEachOnce } from './support/tally.js';
import { fault } from './support/trial.js';

const hangingOnce: Answering = (hook, response, nth) => nth > 1 && taking(hook, response, nth);
const failingOnce: Answering = (hook, response, nth) =>
  nth === 1 ? void response.writeHead(500).end() : taking(hook, response, nth);
const answeringTwice: Answering = (_hook, response) =>
  void response.socket!.end('HTTP/1.1 204 No Content\r\n\r\n'.repeat(2));

interface Absent extends Receiver<ArrivedHook> {
  come(): Promise<void>;
}

/** Refuses every connection until it comes. */
async function absentReceiver(): Promise<Absent> {
  const url = await nobody('http');
  const arrived: ArrivedHook[] = [];
  let come: Receiver<ArrivedHook> | undefined;
  const take: Answering = (hook, response, nth) => (arrived.push(hook), taking(hook, response, nth));
  return {
    url,
    arrived,
    connections: () => come?.connections() ?? 0,
    come: async () => void (come = await hookReceiver(take, Number(new URL(url).port))),
    close: async () => come?.close(),
  };
}

/** The first four that come to it are treated badly; of every later mail it says twice that it was taken. */
async function moodyMailServer(): Promise<Receiver<ArrivedMail>> {
  const behind = await mailServer();
  const moods = [
    () => {},
    (near: Socket) => near.resetAndDestroy(),
    (near: Socket) => near.end('421 later\r\n'),
    (near: Socket) => letThrough(near, behind.url, () => true),
  ];
  const taken = (answer: Buffer) => answer.includes('message queued');
  const front = await rawServer('smtp', (near) =>
    (moods.shift() ?? ((one) => letThrough(one, behind.url, taken)))(near),
  );
  return {
    url: front.url,
    arrived: behind.arrived,
    connections: front.connections,
    close: async () => void (await Promise.all([front.close(), behind.close()])),
  };
}

const outcomes = `select distinct m.channel || ' ' || a.outcome as outcome
  from message_attempts a join messages m using (message_id) where a.outcome <> 'sent' order by 1`;

fault(
  'case 71 (DFE-Digital/apply-for-teacher-training#1927): receivers that refuse, hang, fail and answer twice are told all the same',
  {
    mails: moodyMailServer,
    hooks: async () => [
      await hookReceiver(answeringTwice),
      await hookReceiver(hangingOnce),
      await hookReceiver(failingOnce),
      await absentReceiver(),
    ],
  },
  async (trial) => {
    await trial.worker();
    await inTheMiddleOfSending(trial);
    await sleep(1_000);
    await (trial.hooks[3] as Absent).come();
    await expectEachOnce(trial);
    const found: { outcome: string }[] = await trial.database.query(outcomes);
    expect(found.map(({ outcome }) => outcome)).toEqual([
      'email esocket',
      'email etimedout',
      'email out-of-step',
      'email smtp-421',
      'webhook econnrefused',
      'webhook status-500',
      'webhook timeout',
    ]);
    const [{ most }] = await trial.database.query('select max(attempts) as most from messages');
    expect(most).toBeLessThanOrEqual(3);
  },
);
