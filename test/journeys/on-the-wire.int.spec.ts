import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '@kept-informed/event-store';
import { onCases, type Cases } from '../support/cases.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

/** What an attacker sends who writes HTTP by hand. */
describe('on the wire', () => {
  let stack: Stack;
  let cases: Cases;
  let port: number;
  let token: string;

  beforeAll(async () => {
    stack = await startStack('2026-11-02T10:00:00Z', 'postgres', { REQUESTS_PER_MINUTE: '100000' });
    cases = await onCases(stack);
    port = Number(new URL(stack.url).port);
    token = await stack.tokenOf('desk');
  });
  afterAll(() => stack?.stop());

  const opened = async (): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  };
  /** Everything that comes until the other side has nothing more to say. */
  const heard = async (socket: Socket): Promise<string> => {
    let text = '';
    for await (const part of socket) text += String(part);
    return text;
  };
  const head = (path: string, ...headers: string[]) =>
    [`GET /api/v1${path} HTTP/1.1`, 'Host: here', `Authorization: Bearer ${token}`, ...headers, '', ''].join('\r\n');
  const problemIn = (answer: string) => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4));
  const isServed = async () => (await cases.desk.get('/me')).status;

  it('requests that come before the answer to the first are answered in their order, each by itself', async () => {
    const socket = await opened();
    const paths = Array.from({ length: 200 }, (_, at) => (at % 2 === 0 ? '/me' : `/cases/none-${at}`));
    const last = head('/me', 'Connection: close');
    socket.write(paths.map((path) => head(path)).join('') + last);
    const others = await Promise.all(Array.from({ length: 5 }, isServed));
    expect(others).toEqual([200, 200, 200, 200, 200]);
    const statuses = [...(await heard(socket)).matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));
    expect(statuses).toEqual([...paths.map((path) => (path === '/me' ? 200 : 404)), 200]);
  });

  it('a connection may be idle for longer than a proxy keeps it, so that none is closed under a request', async () => {
    const socket = await opened();
    const parts: string[] = [];
    socket.on('data', (part) => parts.push(String(part)));
    socket.write(head('/me'));
    await until(
      async () => parts.join(''),
      (text) => text.includes('\r\n\r\n'),
    );
    // As it tells whoever asks, which is what it does.
    expect(parts.join('')).toMatch(/^Keep-Alive: timeout=130\r$/m);
    socket.destroy();
  });

  it.each([
    ['headers of 64 kB', () => head('/me', ...Array.from({ length: 64 }, (_, n) => `X-${n}: ${'a'.repeat(1_000)}`))],
    ['five thousand headers', () => head('/me', ...Array.from({ length: 5_000 }, (_, n) => `X-${n}: a`))],
    ['an address of 20 kB', () => head(`/cases?q=${'a'.repeat(20_000)}`)],
  ])('%s are refused by a problem, and the connection closed', async (_, sent) => {
    const socket = await opened();
    socket.write(sent());
    const answer = await heard(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(problemIn(answer)).toMatchObject({ status: 431, code: 'headers-too-large', requestId: expect.any(String) });
    expect(await isServed()).toBe(200);
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['two lengths', 'POST /api/v1/cases HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    [
      'a length and chunks',
      'POST /api/v1/cases HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a line that is folded', 'GET /api/v1/me HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n'],
  ])('%s is refused by a problem, and nothing that follows is taken', async (_, sent) => {
    const socket = await opened();
    socket.write(`${sent}${head('/me')}`);
    const answer = await heard(socket);
    expect([...answer.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => status)).toEqual(['400']);
    expect(problemIn(answer)).toMatchObject({ code: 'malformed-http' });
  });

  it('five hundred that never end their headers keep nobody else waiting', async () => {
    const sockets = await Promise.all(Array.from({ length: 500 }, opened));
    for (const socket of sockets) socket.write('GET /api/v1/me HTTP/1.1\r\nHost: here\r\n');
    const slow = setInterval(() => {
      for (const socket of sockets) socket.write('X: a\r\n');
    }, 500);
    const begun = performance.now();
    for (let asked = 0; asked < 10; asked++) expect(await isServed()).toBe(200);
    clearInterval(slow);
    for (const socket of sockets) socket.destroy();
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  it('streams that are broken off before they begin take up no seat', async () => {
    const streamed = (): Promise<number> =>
      new Promise((resolve, reject) => {
        const asked = request(
          { port, host: '127.0.0.1', path: '/api/v1/alerts/stream', headers: { authorization: `Bearer ${token}` } },
          (answer) => {
            resolve(answer.statusCode!);
            answer.on('error', () => undefined).destroy();
          },
        );
        asked.on('error', reject).end();
      });
    // The place of a stream is looked up among the facts, which somebody else holds meanwhile.
    const owner = await openDatabase({ url: stack.ownerUrl, asOwner: true, poolSize: 1 });
    const held = owner.createQueryRunner();
    await held.startTransaction();
    await held.query('lock table facts in access exclusive mode');
    const sockets = await Promise.all(Array.from({ length: 25 }, opened));
    for (const socket of sockets) socket.write(head('/alerts/stream'));
    const waiting = `select count(*)::int as count from pg_stat_activity where wait_event_type = 'Lock'
      and datname = current_database()`;
    await until(
      () => stack.database.query(waiting),
      ([row]) => row.count > 0,
      10_000,
    );
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await held.rollbackTransaction();
    await held.release();
    await owner.destroy();
    expect(await streamed()).toBe(200);
  });

  describe('of tags and keys', () => {
    const changed = (caseId: string, more: Record<string, string>) =>
      cases.desk.post(`/cases/${caseId}/owner`, { staffId: 'pc-1001', from: stack.clock.now() }, more);

    it.each([
      ['none in quotes', '1', 400],
      ['half of one', '"1', 400],
      ['an empty one', '""', 412],
      ['a weak one of the very version', 'W/"VERSION"', 412],
      ['a number with noughts before it', '"0VERSION"', 412],
      ['a greater number than any', `"${'9'.repeat(400)}"`, 412],
      ['a star in quotes', '"*"', 412],
      ['a star in a list', '*, "VERSION"', 400],
      ['eight thousand commas', ','.repeat(8_000), 400],
      ['four thousand quotes', '"'.repeat(4_001), 400],
    ])('%s is no ETag that was read', async (_, tag, status) => {
      const { caseId } = await cases.crime();
      const { version } = await cases.whole(caseId);
      const begun = performance.now();
      const answer = await changed(caseId, { 'if-match': tag.replace('VERSION', String(version)) });
      expect([answer.status, (await cases.whole(caseId)).version]).toEqual([status, version]);
      expect(performance.now() - begun).toBeLessThan(2_000);
    });

    it('the version among others is one', async () => {
      const { caseId } = await cases.crime();
      const { version } = await cases.whole(caseId);
      expect((await changed(caseId, { 'if-match': `W/"1", "x" ,"${version}"` })).status).toBe(201);
    });

    it('one key of two people is two keys, and none tells of the other', async () => {
      const { caseId, victim } = await cases.crime();
      const key = { 'idempotency-key': 'the-same' };
      const call = (occurredAt: string) => cases.call(victim, occurredAt);
      const supervisor = await stack.as('supervisor');
      const first = await cases.desk.post(`/cases/${caseId}/contacts`, call('2026-11-02T09:58:00Z'), key);
      const other = await supervisor.post(`/cases/${caseId}/contacts`, call('2026-11-02T09:59:00Z'), key);
      expect([first.status, other.status, other.headers.get('idempotent-replayed')]).toEqual([201, 201, null]);
      expect(other.body['contactId']).not.toBe(first.body['contactId']);
      const again = await cases.desk.post(`/cases/${caseId}/contacts`, call('2026-11-02T09:58:00Z'), key);
      expect([again.body['contactId'], again.headers.get('idempotent-replayed')]).toEqual([
        first.body['contactId'],
        'true',
      ]);
    });

    it('two keys at once, an empty one and one with a space are none', async () => {
      for (const lines of [['a', 'b'], [''], ['a b'], ['é'], ['a'.repeat(256)]]) {
        const socket = await opened();
        const keys = lines.map((line) => `Idempotency-Key: ${line}`);
        const start = head(
          '/cases',
          ...keys,
          'Content-Type: application/json',
          'Content-Length: 2',
          'Connection: close',
        );
        socket.write(`${start.replace('GET', 'POST')}{}`);
        expect(problemIn(await heard(socket))).toMatchObject({ status: 400, code: 'malformed-idempotency-key' });
      }
    });

    it('a cursor that nobody gave is refused, however long or odd', async () => {
      const odd = [
        'a'.repeat(1_025),
        Buffer.from(JSON.stringify([1, 'cases:openedAt', ['2026-11-02T10:00:00.000Z', 'a'.repeat(600)]])).toString(
          'base64url',
        ),
        Buffer.from(JSON.stringify([1, 'alerts:position', ['1']])).toString('base64url'),
        Buffer.from('['.repeat(700)).toString('base64url'),
        Buffer.from(JSON.stringify([1, 'cases:openedAt', { 0: 'x', 1: 'y', length: 2 }])).toString('base64url'),
      ];
      for (const cursor of odd) {
        const { status, body } = await cases.desk.get(`/cases?cursor=${cursor}`);
        expect([status, body['errors'][0].pointer]).toEqual([422, '?cursor']);
      }
    });
  });
});
