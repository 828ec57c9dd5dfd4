import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerTo } from './webhook.js';

let server: Server;
let url: URL;

beforeAll(async () => {
  server = createServer((_, response) => response.writeHead(202, { 'retry-after': '7' }).end());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = new URL(`http://receiver.example:${(server.address() as AddressInfo).port}/hooks`);
});
afterAll(() => new Promise((closed) => server.close(closed)));

const to = (...addresses: string[]) =>
  answerTo(
    url,
    '{}',
    {},
    {
      addresses: addresses.map((address) => ({ address, family: 4 })),
      signal: AbortSignal.timeout(10_000),
    },
  );

describe('a receiver whose name leads to two addresses', () => {
  it('is reached at the second where nobody answers at the first', async () => {
    expect(await to('127.0.0.2', '127.0.0.1')).toEqual({ status: 202, retryAfter: '7' });
  });

  it('is reached at the first where that answers', async () => {
    expect((await to('127.0.0.1', '127.0.0.2')).status).toBe(202);
  });

  it('is not reached where neither answers', async () => {
    await expect(to('127.0.0.2', '127.0.0.3')).rejects.toThrow();
  });
});
