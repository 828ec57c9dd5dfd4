import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { startStack, type Stack } from '../support/stack.js';

/** What whoever watches over security is told, and what administrators did. */
describe('seen', () => {
  let stack: Stack;
  let admin: Client;

  beforeAll(async () => {
    stack = await startStack('2026-11-02T10:00:00Z', 'postgres', {
      DESK: 'yes',
      REQUESTS_PER_MINUTE: '60',
      REQUESTS_BEFORE_SIGN_IN: '60',
    });
    admin = await stack.as('admin');
    await admin.get('/me');
  });
  afterAll(() => stack?.stop());

  const toldBy = async (work: () => Promise<unknown>): Promise<string[]> => {
    const before = stack.warnings.length;
    await work();
    return stack.warnings.slice(before);
  };
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${stack.url}/api/v1${path}`, { headers });
  const webhook = { url: 'http://127.0.0.1:9/', types: ['alert.raised'] };

  it('is every token that is refused, in no words of the token, and without the address of who sent it', async () => {
    const [forged, none] = await toldBy(async () => {
      await get('/cases/victims-name', { authorization: 'Bearer forged.by.somebody', 'x-request-id': 'r-1' });
      await get('/cases');
    });
    expect(forged).toMatch(/^authn_login_fail because=token-invalid method=GET request=\S+ from=[0-9a-f]{12}$/);
    expect(none).toMatch(/^authn_login_fail because=token-missing method=GET request=\S+ from=[0-9a-f]{12}$/);
    expect(`${forged} ${none}`).not.toMatch(/forged|somebody|victims|127\.0\.0\.1/);
  });

  it('is every token that is taken, once: whose it is', async () => {
    const token = { authorization: `Bearer ${await stack.tokenOf('supervisor')}` };
    const told = await toldBy(async () => {
      for (const _ of ['at first', 'again']) expect((await get('/me', token)).status).toBe(200);
    });
    expect(told).toEqual([expect.stringMatching(/^authn_login_success:sgt-2001 request=\S+ from=[0-9a-f]{12}$/)]);
  });

  it('is every request that is not made as it should be, in none of its words', async () => {
    const told = await toldBy(async () => {
      await admin.post('/webhooks', { url: 'nowhere', 'Jo Bloggs': 1 });
      const headers = { authorization: admin.authorization, 'content-type': 'application/json' };
      await fetch(`${stack.url}/api/v1/webhooks`, { method: 'POST', headers, body: '{"Jo Bloggs' });
    });
    expect(told).toEqual([
      expect.stringMatching(
        /^input_validation_fail:admin-4001,\/api\/v1\/webhooks because=invalid method=POST request=/,
      ),
      expect.stringMatching(/^input_validation_fail:admin-4001,none because=malformed-json method=POST request=/),
    ]);
  });

  it('is every role that was missing: who, and for which route', async () => {
    const desk = await stack.as('desk');
    await desk.get('/me');
    const told = await toldBy(() => desk.delete('/webhooks/not-mine'));
    expect(told).toEqual([
      expect.stringMatching(
        /^authz_fail:pc-1001,\S*\/webhooks\/:endpointId because=role-missing method=DELETE request=\S+ from=/,
      ),
    ]);
  });

  it('is each act of an administrator, in the log and for whoever asks, and none that was not done', async () => {
    const told = await toldBy(async () => {
      const { endpointId } = (await admin.post('/webhooks', webhook)).body;
      const key = { 'idempotency-key': 'once' };
      for (const _ of ['at first', 'again']) await admin.post(`/webhooks/${endpointId}/rotation`, {}, key);
      await admin.delete(`/webhooks/${endpointId}`);
      expect((await admin.delete(`/webhooks/${endpointId}`)).status).toBe(404);
      expect((await admin.post('/webhooks', { url: 'nowhere' })).status).toBe(422);
    });
    const kept = (await (await stack.as('performance')).get('/audit/security')).body;
    const acts = kept.items.map(({ by, act }: Record<string, string>) => [by, act]);
    expect(acts).toEqual([
      ['admin-4001', 'DELETE /api/v1/webhooks/:endpointId'],
      ['admin-4001', 'POST /api/v1/webhooks/:endpointId/rotation'],
      ['admin-4001', 'POST /api/v1/webhooks'],
    ]);
    const { object, requestId, at } = kept.items[0];
    expect([object, at]).toEqual([kept.items[1].object, '2026-11-02T10:00:00Z']);
    const acted = told.filter((line) => line.startsWith('authz_admin'));
    expect(acted.map((line) => line.split(' ')[0])).toEqual([
      'authz_admin:admin-4001,POST:/api/v1/webhooks',
      'authz_admin:admin-4001,POST:/api/v1/webhooks/:endpointId/rotation',
      'authz_admin:admin-4001,DELETE:/api/v1/webhooks/:endpointId',
    ]);
    expect(acted[2]).toContain(` object=${object} request=${requestId}`);
  });

  it('is paged, the newest first', async () => {
    const first = (await admin.get('/audit/security?limit=2')).body;
    const second = (await admin.get(`/audit/security?limit=2&cursor=${first.next}`)).body;
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
  });

  it('cannot be changed by whoever is seen', async () => {
    await expect(stack.database.query('delete from administrator_acts')).rejects.toMatchObject({ code: '42501' });
    await expect(stack.database.query(`update administrator_acts set staff_id = 'x'`)).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('is who asks too often', async () => {
    const service = await stack.as('service');
    await service.get('/cases');
    const statuses: number[] = [];
    const told = await toldBy(async () => {
      while (statuses.at(-1) !== 429 && statuses.length < 100) statuses.push((await service.get('/cases')).status);
    });
    expect(statuses.at(-1)).toBe(429);
    // By whom, where that is known by then.
    const who = '(:svc-5001,\\S+)?';
    const line = new RegExp(
      `^excess_rate_limit_exceeded${who} because=too-many-requests method=GET request=\\S+ from=[0-9a-f]{12}$`,
    );
    expect(told).toEqual([expect.stringMatching(line)]);
  });

  it('is who asks the desk too often before they sign in, of whom it keeps no more then', async () => {
    const ask = () => fetch(`${stack.url}/sign-in`, { redirect: 'manual' });
    const statuses: number[] = [];
    const told = await toldBy(async () => {
      while (statuses.at(-1) !== 429 && statuses.length < 100) statuses.push((await ask()).status);
    });
    expect(statuses).toEqual([...Array.from({ length: 60 }, () => 303), 429]);
    expect(told).toEqual(['excess_rate_limit_exceeded:nobody,none']);
    const refused = await ask();
    expect(await refused.text()).toContain('Wait a minute, then try again.');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const [{ kept }] = await stack.database.query('select count(*)::int as kept from desk_sessions');
    expect(kept).toBe(60);
  });
});
