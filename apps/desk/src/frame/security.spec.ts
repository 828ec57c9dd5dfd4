import { describe, expect, it } from '@jest/globals';
import type { Request, Response } from 'express';
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
