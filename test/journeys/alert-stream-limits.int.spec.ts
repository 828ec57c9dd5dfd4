import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { listen, type Listening } from '../support/event-stream.js';
import { alertsRaised } from '../support/raised-alerts.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

/** What is added to a token's life for clocks that differ. */
const toleranceSeconds = 15;

let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let provider: Server;
let issuer: string;
let stack: Stack;
const listening: Listening[] = [];

beforeAll(async () => {
  keys = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  provider = createServer((request, response) => {
    const about = { issuer, jwks_uri: `${issuer}/keys` };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/keys' ? { keys: [jwk] } : about));
  });
  await new Promise<void>((ready) => provider.listen(0, '127.0.0.1', ready));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  stack = await startStack('2026-11-28T10:00:00Z', 'postgres', { OIDC_ISSUER: issuer, STREAMS_PER_SUBJECT: '2' });
});
afterEach(() => listening.splice(0).forEach((each) => each.close()));
afterAll(async () => {
  await stack?.stop();
  provider.close();
});

/** A token of somebody that is good for so many more seconds. */
function tokenOf(subject: string, seconds = 600): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const claims = { staff_id: subject, roles: ['supervisor'], client_id: 'desk-app' };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'k1', typ: 'at+jwt' })
    .setIssuer(issuer)
    .setAudience('kept-informed')
    .setSubject(subject)
    .setIssuedAt(now - 60)
    .setExpirationTime(now + seconds - toleranceSeconds)
    .sign(keys.privateKey);
}

async function hear(token: string): Promise<Listening> {
  const listener = await listen(stack.url, token);
  listening.push(listener);
  return listener;
}

describe('a stream of alerts', () => {
  it('is one of so many that a subject may have, whatever token it comes with, until one of them is over', async () => {
    const [first, second] = [await hear(await tokenOf('sgt-1')), await hear(await tokenOf('sgt-1', 700))];
    expect([first.status, second.status]).toEqual([200, 200]);
    const third = await hear(await tokenOf('sgt-1'));
    expect([third.status, third.headers['retry-after']]).toEqual([429, '60']);
    expect((await hear(await tokenOf('sgt-2'))).status).toBe(200);
    first.close();
    let again = await hear(await tokenOf('sgt-1'));
    for (let tried = 0; again.status === 429 && tried < 50; tried += 1) again = await hear(await tokenOf('sgt-1'));
    expect(again.status).toBe(200);
  });

  it('ends with the token that it began with, and not before', async () => {
    const [short, long] = [await hear(await tokenOf('sgt-3', 4)), await hear(await tokenOf('sgt-4'))];
    expect(short.status).toBe(200);
    const began = Date.now();
    expect(await short.over).toBe('ended');
    expect(Date.now() - began).toBeGreaterThan(1_500);
    expect(await Promise.race([long.over, Promise.resolve('goes on')])).toBe('goes on');
  });

  it('is answered at once where only its head is asked for', async () => {
    const headers = { authorization: `Bearer ${await tokenOf('sgt-5')}` };
    for (let time = 0; time < 3; time += 1) {
      const answer = await fetch(`${stack.url}/api/v1/alerts/stream`, { method: 'HEAD', headers });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
      expect(await answer.text()).toBe('');
    }
  });

  it('is cut where it is not read, gives its seat back, and goes on for the others', async () => {
    const [deaf, busy, other] = [
      await hear(await tokenOf('sgt-6')),
      await hear(await tokenOf('sgt-6')),
      await hear(await tokenOf('sgt-7')),
    ];
    await Promise.all([deaf, busy, other].map((each) => each.until(1)));
    deaf.stopReading();
    const raise = alertsRaised(stack.database, stack.clock);
    const before = process.memoryUsage().arrayBuffers;
    // More than the buffers of a connection take: 10 MB.
    for (let round = 0; round < 5; round += 1) await raise(500, undefined, { recipient: 'x'.repeat(4_000) });
    const told = (one: Listening) => one.alerts().length;
    await until(
      async () => Math.min(told(busy), told(other)),
      (count) => count >= 2_500,
      40_000,
    );
    expect([told(busy), told(other)]).toEqual([2_500, 2_500]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
    expect((await hear(await tokenOf('sgt-6'))).status).toBe(429);
    const comesAgain = async () => (await hear(await tokenOf('sgt-6'))).status;
    await until(comesAgain, (status) => status === 200, 40_000, 500);
    // Whoever does not read does not see either that the line has been cut.
    deaf.readAgain();
    expect(await Promise.race([deaf.over, sleep(10_000, 'open')])).toBe('cut');
    expect(told(deaf)).toBeLessThan(2_500);
    expect(await Promise.race([busy.over, Promise.resolve('goes on')])).toBe('goes on');
  });
});
