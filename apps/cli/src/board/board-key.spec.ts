import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newKey, onlyWithKey } from './board-key.js';

describe('pages behind a key', () => {
  const key = newKey();
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    server = createServer(onlyWithKey(key, (request, response) => response.end(`page ${request.url}`)));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  const asked = async (path: string, cookie?: string) => {
    const answer = await fetch(origin + path, { redirect: 'manual', headers: cookie ? { cookie } : {} });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };

  it('are shown to who came by the address with the key, which then leaves the address', async () => {
    const { status, headers } = await asked(`/?key=${key}`);
    expect([status, headers.get('location')]).toEqual([303, '/']);
    expect(headers.getSetCookie()).toEqual([`kept-informed-board=${key}; HttpOnly; SameSite=Strict; Path=/`]);
    expect(await asked('/queue/check', `other=1; kept-informed-board=${key}`)).toMatchObject({
      status: 200,
      text: 'page /queue/check',
    });
  });

  it.each([
    ['no key', '/', undefined],
    ['another key', `/?key=${newKey()}`, undefined],
    ['part of the key', `/?key=${key.slice(0, -1)}`, undefined],
    ['an empty key', '/?key=', undefined],
    ['another key in the cookie', '/api/queues', `kept-informed-board=${newKey()}`],
    ['the key in another cookie', '/api/queues', `other=${key}`],
    ['an address that is none', '//', undefined],
  ])('are not shown with %s', async (_, path, cookie) => {
    expect(await asked(path, cookie)).toMatchObject({
      status: 401,
      text: 'Open the whole address that `kept-informed board` printed.\n',
    });
  });

  it('have another key each time', () => {
    expect(newKey()).not.toBe(key);
    expect(key.length).toBeGreaterThanOrEqual(32);
  });
});
