import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { freePort } from '../../../test/support/free-port.mjs';
import { answerAt } from './answer-at.js';

describe('what a command asks of a running product', () => {
  it('is answered, whether or not its address ends in a slash', async () => {
    const server = createServer((request, response) => response.end(request.url)).listen(0, '127.0.0.1');
    await new Promise((listening) => server.once('listening', listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const asked = [url, `${url}/`].map(async (one) => (await answerAt(one, '/oidc/token', {})).text());
    expect(await Promise.all(asked)).toEqual(['/oidc/token', '/oidc/token']);
    server.closeAllConnections();
    server.close();
  });

  it('is told in words where nothing runs', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const told = `${url} does not answer (ECONNREFUSED). Is Kept Informed running there?`;
    await expect(answerAt(url, '/oidc/token', {})).rejects.toThrow(told);
  });

  it('is told in words where the address is none', async () => {
    await expect(answerAt('nowhere', '/', {})).rejects.toThrow('nowhere is no address: give one like http://');
  });

  it('is not blamed on the other side where the request cannot be', async () => {
    await expect(answerAt('http://127.0.0.1:9', '/', { headers: { authorization: 'a\nb' } })).rejects.toThrow(
      /invalid header/,
    );
  });
});
