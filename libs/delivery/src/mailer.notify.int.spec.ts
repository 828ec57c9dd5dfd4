import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { notifyMailer } from './mailer.notify.js';

/** As Notify answers, by its documentation. */
let server: Server;
let url: string;
let asked: { method?: string; path?: string; body: any; authorization?: string }[];
let sendAnswer: { status: number; body: object } | 'nothing';
let known: object[];

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const { method, url: path, headers } = request;
      asked.push({ method, path, body: text && JSON.parse(text), authorization: headers.authorization });
      if (method === 'GET')
        return response.writeHead(200, json).end(JSON.stringify({ notifications: known, links: {} }));
      if (sendAnswer === 'nothing') return undefined;
      return response.writeHead(sendAnswer.status, json).end(JSON.stringify(sendAnswer.body));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  known = [];
  sendAnswer = { status: 201, body: { id: 'n1' } };
});

const json = { 'content-type': 'application/json' };
const apiKey = 'force-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0';
const mail = { to: 'sgt-1@force.example', subject: '2 alerts', text: 'Two.', html: '<p>Two.</p>', messageId: 'm1' };
const refused = (status: number, message: string) => ({
  status,
  body: { status_code: status, errors: [{ error: 'ValidationError', message }] },
});

const send = (attempt = 1, signal: AbortSignal = AbortSignal.timeout(5_000)) =>
  notifyMailer({ apiKey, templateId: 't1', url }).send({ ...mail, attempt }, signal);

describe('GOV.UK Notify', () => {
  it('is given the message under its own id', async () => {
    expect(await send()).toEqual({ state: 'sent' });
    expect(asked).toMatchObject([
      {
        method: 'POST',
        path: '/v2/notifications/email',
        body: {
          template_id: 't1',
          email_address: mail.to,
          reference: 'm1',
          personalisation: { subject: '2 alerts', message: 'Two.' },
        },
        authorization: expect.stringMatching(/^Bearer /),
      },
    ]);
  });

  it('is asked before a further attempt whether the one before got there, and then sends nothing twice', async () => {
    known = [{ id: 'n1', reference: 'm1' }];
    expect(await send(2)).toEqual({ state: 'sent' });
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v2/notifications?template_type=email&reference=m1',
    ]);
  });

  it('is given it after all where the one before did not', async () => {
    expect(await send(2)).toEqual({ state: 'sent' });
    expect(asked.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  it.each([
    [
      'an address that it refuses',
      refused(400, 'email_address Not a valid email address'),
      'undeliverable',
      'notify-400',
    ],
    ['a template that it does not know', refused(400, 'Template not found'), 'failed', 'notify-400'],
    ['a key that it does not take', refused(403, 'Invalid token'), 'failed', 'notify-403'],
    ['too much at once', refused(429, 'Exceeded rate limit'), 'failed', 'notify-429'],
    ['an outage', refused(500, 'Internal server error'), 'failed', 'notify-500'],
  ])('tells of %s', async (_, answer, state, reason) => {
    sendAnswer = answer;
    expect(await send()).toEqual({ state, reason });
  });

  it('that says nothing is cut', async () => {
    sendAnswer = 'nothing';
    await expect(send(1, AbortSignal.timeout(200))).rejects.toThrow(/timeout/);
  });
});
