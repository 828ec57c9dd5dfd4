import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { hookReceiver, taking, type ArrivedHook, type Receiver } from '../support/receivers.js';
import { startIssuer, type Issuer } from '../support/issuer.js';
import { secretsKey } from '../support/processes.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

const enquiry = {
  kind: 'enquiry',
  reference: 'EN/1/26',
  openedAt: '2026-01-15T10:00:00Z',
  area: { bcu: 'North Cumbria', lpt: 'Carlisle' },
  owner: 'pc-1001',
  participants: [{ role: 'enquirer', name: 'Wilhelmina Quartermain' }],
};

describe('deliveries and webhooks', () => {
  let stack: Stack;
  let admin: Client;
  let receiver: Receiver<ArrivedHook>;
  let refuse = false;

  beforeAll(async () => {
    receiver = await hookReceiver((hook, response, nth) =>
      refuse ? void response.writeHead(410).end() : taking(hook, response, nth),
    );
    stack = await startStack('2026-01-15T10:00:01Z');
    admin = await stack.as('admin');
    await stack.worker();
  });
  afterAll(async () => {
    await stack?.stop();
    await receiver?.close();
  });

  let endpointId: string;

  it('an administrator has an endpoint told, and sees its secret once', async () => {
    const added = await admin.post('/webhooks', { url: receiver.url, types: ['alert.raised'] });
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ url: receiver.url, types: ['alert.raised'], previousSecretUntil: null });
    expect(added.body.secret).toMatch(/^whsec_/);
    endpointId = added.body.endpointId;
    expect(added.headers.get('location')).toBe(`/api/v1/webhooks/${endpointId}`);
    const { body } = await admin.get('/webhooks');
    expect(body.items).toHaveLength(1);
    expect(JSON.stringify(body)).not.toContain('whsec_');
  });

  it.each(['desk', 'supervisor', 'performance', 'service'])('nobody else may: %s', async (role) => {
    const other = await stack.as(role);
    const answers = await Promise.all([
      other.get('/webhooks'),
      other.post('/webhooks', { url: receiver.url }),
      other.get('/deliveries'),
      other.post('/deliveries/x/resend', {}),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });

  it.each([
    [{ url: 'ftp://other.example/' }, '#/url'],
    [{ url: 'https://user:secret@other.example/' }, '#/url'],
    [{ url: 'https://other.example/#part' }, '#/url'],
    [{ url: 'nothing' }, '#/url'],
    [{ url: 'https://other.example/', secret: 'short' }, '#/secret'],
    [{ url: 'https://other.example/', types: ['case.opened'] }, '#/types/0'],
  ])('%j is refused', async (body, pointer) => {
    const answer = await admin.post('/webhooks', body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].pointer).toBe(pointer);
    expect(JSON.stringify(answer.body)).not.toContain('secret@');
  });

  it('can be tried', async () => {
    const { status, body } = await admin.post(`/webhooks/${endpointId}/trial`, {});
    expect(status).toBe(202);
    const sent = await until(
      () => admin.get(`/deliveries/${body.messageId}`),
      (found) => found.body['state'] === 'sent',
    );
    expect(sent.body).toMatchObject({ channel: 'webhook', recipient: endpointId, attempts: 1, alertIds: [] });
    expect(sent.body.attemptsMade).toMatchObject([{ attempt: 1, outcome: 'sent' }]);
    expect(receiver.arrived.at(-1)).toMatchObject({ id: body.messageId, body: { type: 'webhook.trial' } });
  });

  it('is told of an alert, without a word about anybody; the e-mail of its slot is kept where none can be sent', async () => {
    const desk = await stack.as('desk');
    expect((await desk.post('/cases', enquiry)).status).toBe(201);
    stack.clock.set('2026-02-16T00:00:00.000Z');
    const told = await until(
      async () => receiver.arrived.filter(({ body }) => body['data'].rung === 'missed'),
      (found) => found.length > 0,
    );
    expect(told).toHaveLength(1);
    expect(told[0]!.raw).not.toMatch(/Quartermain|EN\/1/);
    stack.clock.set('2026-02-16T00:05:00.000Z');
    const { alertId } = told[0]!.body['data'];
    const kept = await until(
      async () => (await desk.get('/alerts?rung=missed')).body['items'][0].deliveries,
      (found) => found.every(({ state }: any) => state === 'kept' || state === 'sent'),
    );
    expect(kept).toMatchObject([
      { channel: 'desk', state: 'kept', messageId: null },
      { channel: 'email', state: 'kept', messageId: expect.any(String) },
      { channel: 'webhook', state: 'sent', messageId: expect.any(String) },
    ]);
    const ofAlert = await admin.get(`/deliveries?alertId=${alertId}`);
    expect(ofAlert.body.items.map(({ channel, state }: any) => `${channel} ${state}`).sort()).toEqual([
      'email kept',
      'webhook sent',
    ]);
  });

  it('what is dead is seen and can be sent again, what was sent cannot', async () => {
    refuse = true;
    const { body } = await admin.post(`/webhooks/${endpointId}/trial`, {});
    const dead = await until(
      () => admin.get('/deliveries?state=dead'),
      (found) => found.body['items'].length > 0,
    );
    expect(dead.body.items).toMatchObject([{ messageId: body.messageId, failure: 'status-410' }]);
    refuse = false;
    expect((await admin.post(`/deliveries/${body.messageId}/resend`, {})).status).toBe(201);
    await until(
      () => admin.get(`/deliveries/${body.messageId}`),
      (found) => found.body['state'] === 'sent',
    );
    const again = await admin.post(`/deliveries/${body.messageId}/resend`, {});
    expect([again.status, again.body.code]).toEqual([409, 'not-to-be-resent']);
    expect((await admin.post('/deliveries/unknown/resend', {})).status).toBe(404);
  });

  it('pages of deliveries have every message once', async () => {
    const all = (await admin.get('/deliveries?limit=500')).body['items'].map(({ messageId }: any) => messageId);
    const paged: string[] = [];
    for (let next: string | null = '', rounds = 0; next !== null && rounds < 50; rounds += 1) {
      const { body }: { body: Record<string, any> } = await admin.get(
        `/deliveries?limit=1${next && `&cursor=${next}`}`,
      );
      paged.push(...body['items'].map(({ messageId }: any) => messageId));
      next = body['next'];
    }
    expect(all.length).toBeGreaterThan(3);
    expect(paged).toEqual(all);
  });

  it('no secret can be read in the database, or had a second time by sending a request again', async () => {
    const given = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
    const key = { 'idempotency-key': 'told-once' };
    const wanted = { url: 'http://127.0.0.1:9/sealed', secret: given };
    const added = await admin.post('/webhooks', wanted, key);
    const again = await admin.post('/webhooks', wanted, key);
    expect([added.status, added.body.secret]).toEqual([201, given]);
    const { secret: _, ...rest } = added.body;
    expect([again.status, again.body, again.headers.get('idempotent-replayed')]).toEqual([201, rest, 'true']);
    const rotated = await admin.post(
      `/webhooks/${added.body.endpointId}/rotation`,
      {},
      { 'idempotency-key': 'turned' },
    );
    const turned = await admin.post(`/webhooks/${added.body.endpointId}/rotation`, {}, { 'idempotency-key': 'turned' });
    expect(turned.body).toEqual({ previousSecretUntil: rotated.body.previousSecretUntil });
    const kept = JSON.stringify([
      await stack.database.query('select * from webhook_endpoints'),
      await stack.database.query('select * from idempotency_keys'),
    ]);
    for (const secret of [given, rotated.body.secret]) expect(kept).not.toContain(secret.slice('whsec_'.length));
    expect((await admin.delete(`/webhooks/${added.body.endpointId}`)).status).toBe(204);
  });

  it('a secret is replaced, and an endpoint that is removed is told nothing more', async () => {
    const rotated = await admin.post(`/webhooks/${endpointId}/rotation`, { hours: 2 });
    expect(rotated.body).toMatchObject({ previousSecretUntil: '2026-02-16T02:05:00Z' });
    expect((await admin.get(`/webhooks/${endpointId}`)).body['previousSecretUntil']).toBe('2026-02-16T02:05:00Z');
    expect((await admin.delete(`/webhooks/${endpointId}`)).status).toBe(204);
    expect((await admin.get(`/webhooks/${endpointId}`)).status).toBe(404);
    expect((await admin.delete(`/webhooks/${endpointId}`)).status).toBe(404);
    expect((await admin.post(`/webhooks/${endpointId}/trial`, {})).status).toBe(404);
    expect((await admin.post(`/webhooks/${endpointId}/rotation`, {})).status).toBe(404);
  });
});

describe('outside embedded mode', () => {
  let stack: Stack;
  let admin: Client;
  let issuer: Issuer;

  beforeAll(async () => {
    issuer = await startIssuer();
    const own = { DATABASE_URL: 'postgres://elsewhere/db', OIDC_ISSUER: issuer.url, SECRETS_KEY: secretsKey };
    const env = { ...own, WEBHOOK_NETWORKS: '10.20.0.0/16' };
    stack = await startStack('2026-01-15T10:00:01Z', 'postgres', env);
    admin = await stack.as('admin');
  });
  afterAll(async () => {
    await stack?.stop();
    issuer?.stop();
  });

  it.each([
    'http://127.0.0.1:9/',
    'http://localhost/',
    'https://[::1]/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/',
    'https://10.21.0.1/',
    'http://0x7f000001/',
  ])('an endpoint in a private network is refused: %s', async (url) => {
    const answer = await admin.post('/webhooks', { url });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([
      { pointer: '#/url', detail: 'The address leads to this machine or into a private network.' },
    ]);
  });

  it('a network that the configuration names is taken', async () => {
    expect((await admin.post('/webhooks', { url: 'https://10.20.0.1/' })).status).toBe(201);
  });

  it('a hundred are told, and no more until one is removed', async () => {
    const taken = async () => (await admin.get('/webhooks')).body.items as { endpointId: string }[];
    const add = () => admin.post('/webhooks', { url: 'https://10.20.0.1/' });
    for (let told = (await taken()).length; told < 100; told += 1) expect((await add()).status).toBe(201);
    const refused = await add();
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      [{ pointer: '#/url', detail: 'There are 100 already. Remove one first.' }],
    ]);
    await admin.delete(`/webhooks/${(await taken())[0]!.endpointId}`);
    expect((await add()).status).toBe(201);
  });
});
