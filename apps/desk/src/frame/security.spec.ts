import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { Request, Response } from 'express';
import { SignInProvider } from '../sign-in/provider.js';
import { begunUnder } from '../sign-in/sessions.js';
import { cleanAddress, cleanForm } from './clean-text.js';
import { ownPath } from './own-path.js';
import { sameSite } from './security.js';

/** What becomes of a request with these headers: whether it goes on. */
function goesOn(method: string, headers: Record<string, string>, path = '/cases/one/contacts'): boolean {
  const get = (name: string) => headers[name];
  let refused: unknown;
  sameSite(new Set(['/backchannel-logout']))({ method, path, get } as Request, {} as Response, (error?: unknown) => {
    refused = error;
  });
  return refused === undefined;
}

const host = 'desk.force.example';

describe('what changes something', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['a page of the desk', { 'sec-fetch-site': 'same-origin', host }, true],
    ['a page of another site', { 'sec-fetch-site': 'cross-site', host, origin: `https://${host}` }, false],
    ['a page of a neighbouring name', { 'sec-fetch-site': 'same-site', host }, false],
    ['an address that was typed, which sends no form', { 'sec-fetch-site': 'none', host }, false],
    ['an older browser on a page of the desk', { origin: `https://${host}`, host }, true],
    ['an older browser on another page', { origin: 'https://evil.example', host }, false],
    ['a page without an origin', { origin: 'null', host }, false],
    ['nobody says where', { host }, false],
  ])('comes from %s: %j', (_, headers, taken) => {
    expect(goesOn('POST', headers)).toBe(taken);
    expect(goesOn('DELETE', headers)).toBe(taken);
    expect(goesOn('GET', headers)).toBe(true);
  });

  it('comes from a server, where that is what sends it', () => {
    expect(goesOn('POST', { host }, '/backchannel-logout')).toBe(true);
    expect(goesOn('POST', { host }, '/backchannel-logout/more')).toBe(false);
  });
});

describe('what a link or a form says to go on to', () => {
  it.each<[unknown, string]>([
    ['/cases/one?recorded=1-2', '/cases/one?recorded=1-2'],
    ['https://evil.example/', '/'],
    ['//evil.example/', '/'],
    ['/\\evil.example/', '/'],
    ['/..//evil.example/', '/'],
    ['/.//evil.example/', '/'],
    ['/%2e//evil.example/', '/'],
    ['/cases/..//evil.example/', '/'],
    ['//desk.invalid//evil.example/', '/'],
    ['/\t/evil.example/', '/'],
    ['//', '/'],
    ['//[', '/'],
    [['/one', '/two'], '/'],
    [undefined, '/'],
  ])('%j leads to %s', (to, path) => {
    expect(ownPath(to)).toBe(path);
  });
});

describe('a sign-in that comes back', () => {
  const pending = { one: { verifier: 'v', nonce: 'n', to: '/', fresh: false } };

  it('was begun under its state', () => {
    expect(begunUnder('one', pending)).toBe(pending.one);
  });

  it.each([['another'], ['__proto__'], ['constructor'], ['toString'], [['one']], [undefined]])(
    'was not begun under %j',
    (state) => {
      expect(begunUnder(state, pending)).toBeUndefined();
      expect(begunUnder(state)).toBeUndefined();
    },
  );
});

describe('what no page sends', () => {
  const refusedBy = (check: typeof cleanForm, request: object) => {
    let refused: unknown;
    check(request as Request, {} as Response, (error?: unknown) => (refused = error));
    return (refused as { status?: number } | undefined)?.status;
  };

  it.each([
    ['/cases/one/record/entitlement/%00', 404],
    ['/find?q=a%00', 404],
    ['*', 404],
    ['/find?q=%2500', undefined],
    ['/', undefined],
  ])('is an address such as %s: %s', (url, status) => {
    expect(refusedBy(cleanAddress, { url, path: url.split('?')[0] })).toBe(status);
  });

  it.each([
    [{ note: 'a\0' }, 400],
    [{ 'who[]': ['a', 'b\0'] }, 400],
    [{ 'a\0': '' }, 400],
    [{ note: 'a\r\nb' }, undefined],
    [undefined, undefined],
  ])('is a form such as %j: %s', (body, status) => {
    expect(refusedBy(cleanForm, { body })).toBe(status);
  });
});

describe('a token that says who signed out', () => {
  it('has the provider asked for its keys once, however many anybody makes up', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url!);
      const about = { issuer: url(), jwks_uri: `${url()}/keys`, authorization_endpoint: url(), token_endpoint: url() };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(request.url === '/keys' ? { keys: [] } : about));
    });
    const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
    const claims = { rolesClaim: 'roles', staffClaim: 'staff_id' };
    const provider = new SignInProvider({ issuer: url, publicUrl: url, clientId: 'desk', ...claims });
    const part = (of: object) => Buffer.from(JSON.stringify(of)).toString('base64url');
    for (const kid of ['one', 'two', 'three'])
      await expect(provider.loggedOut(`${part({ alg: 'RS256', kid })}.${part({})}.AAAA`)).rejects.toThrow(
        'The token cannot be trusted.',
      );
    server.close();
    server.closeAllConnections();
    expect(asked.filter((path) => path === '/keys')).toHaveLength(1);
  });
});
