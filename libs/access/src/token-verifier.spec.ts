import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  type CryptoKey,
  type JWTPayload,
  SignJWT,
  createLocalJWKSet,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  importSPKI,
} from 'jose';
import { AccessRefused } from './access-refused.js';
import { TokenVerifier } from './token-verifier.js';

const NOW = Math.floor(Date.now() / 1000);
const GOOD: JWTPayload = {
  iss: 'https://id.example',
  aud: 'kept-informed',
  sub: 'abc',
  client_id: 'desk-app',
  staff_id: 'pc-1001',
  iat: NOW,
  exp: NOW + 60,
  roles: ['desk'],
};
const expected = { audience: 'kept-informed', rolesClaim: 'roles', staffClaim: 'staff_id' };

let privateKey: CryptoKey;
let publicPem: string;
let verifier: TokenVerifier;

beforeAll(async () => {
  const pair = await generateKeyPair('RS256', { extractable: true });
  privateKey = pair.privateKey;
  publicPem = await exportSPKI(pair.publicKey);
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'RS256' };
  const keys = { issuer: () => 'https://id.example', key: createLocalJWKSet({ keys: [jwk] }) };
  verifier = new TokenVerifier(keys, expected);
});

const signed = (claims: JWTPayload, header = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k1', ...header }).sign(privateKey);

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function refusal(token: string): Promise<[number, string]> {
  try {
    await verifier.verify(token);
  } catch (error) {
    if (error instanceof AccessRefused) return [error.getStatus(), error.problem.detail];
    throw error;
  }
  return [200, 'accepted'];
}

describe('a bearer token', () => {
  it('speaks for its principal where everything holds', async () => {
    expect(await verifier.verify(await signed(GOOD))).toEqual({
      subject: 'abc',
      staffId: 'pc-1001',
      roles: ['desk'],
      scopes: [],
      until: (NOW + 60 + 15) * 1_000,
    });
  });

  it('may be for several audiences and call itself an access token', async () => {
    expect(await refusal(await signed({ ...GOOD, aud: ['other', 'kept-informed'] }, { typ: 'at+jwt' }))).toEqual([
      200,
      'accepted',
    ]);
  });

  it.each([
    ['expired', { exp: NOW - 60 }, 'The token has expired.'],
    ['without an end', { exp: undefined }, 'The token lacks a claim that is needed.'],
    ['not valid yet', { nbf: NOW + 60 }, 'The token is not valid yet.'],
    ['for another audience', { aud: 'other' }, 'The token is for another audience.'],
    ['for no audience', { aud: undefined }, 'The token is for another audience.'],
    ['from another issuer', { iss: 'https://id.example/' }, 'The token is from another issuer.'],
    ['without a subject', { sub: undefined }, 'The token lacks a claim that is needed.'],
    ['whose subject is a sentence', { sub: 'Jo Bloggs' }, 'The token does not say whose it is.'],
    ['of a person without a staff id', { staff_id: undefined }, 'The token does not say whose it is.'],
  ])('is refused when %s', async (_, change, sentence) => {
    expect(await refusal(await signed({ ...GOOD, ...change }))).toEqual([401, sentence]);
  });

  it('is allowed clocks that differ by a few seconds', async () => {
    expect(await refusal(await signed({ ...GOOD, exp: NOW - 5, nbf: NOW + 5 }))).toEqual([200, 'accepted']);
  });

  it('is refused without a signature', async () => {
    const unsigned = `${encoded({ alg: 'none' })}.${encoded(GOOD)}.`;
    expect(await refusal(unsigned)).toEqual([401, 'The token is malformed or not signed by its issuer.']);
  });

  it('is refused when the public key was used as a shared secret', async () => {
    const confused = await new SignJWT(GOOD)
      .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
      .sign(new TextEncoder().encode(publicPem));
    expect(await refusal(confused)).toEqual([401, 'The token is malformed or not signed by its issuer.']);
  });

  it('is refused when its claims were exchanged', async () => {
    const [header, , signature] = (await signed(GOOD)).split('.');
    const forged = `${header}.${encoded({ ...GOOD, roles: ['admin'] })}.${signature}`;
    expect(await refusal(forged)).toEqual([401, 'The token is malformed or not signed by its issuer.']);
  });

  it('is refused when signed by an unknown key', async () => {
    const other = await generateKeyPair('RS256');
    const token = await new SignJWT(GOOD).setProtectedHeader({ alg: 'RS256', kid: 'k2' }).sign(other.privateKey);
    expect(await refusal(token)).toEqual([401, 'The token is malformed or not signed by its issuer.']);
  });

  it.each([
    ['that was bound to a sign-in', { nonce: 'n' }],
    ['with the digest of the access token beside it', { at_hash: 'x' }],
    ['that says so', { typ: 'ID' }],
    ['that says so in another way', { token_use: 'id' }],
    ['that only says who signed in', { client_id: undefined, auth_time: NOW }],
  ])('is refused when it is an ID token %s', async (_, change) => {
    const idToken = { ...GOOD, ...change };
    expect(await refusal(await signed(idToken, { typ: 'JWT' }))).toEqual([401, 'The token is not an access token.']);
    expect(await refusal(await signed(idToken))).toEqual([401, 'The token is not an access token.']);
  });

  it.each(['azp', 'appid', 'cid', 'scp'])('may say by %s which client has it', async (name) => {
    const access = { ...GOOD, client_id: undefined, [name]: 'desk-app', typ: 'Bearer' };
    expect(await refusal(await signed(access, { typ: 'JWT' }))).toEqual([200, 'accepted']);
  });

  const [hour, tooLong] = [3_600, 'The token lives longer than a day.'];
  it.each([
    ['a day', { exp: NOW + 24 * hour }, [200, 'accepted']],
    ['a day and a second', { exp: NOW + 24 * hour + 1 }, [401, tooLong]],
    ['a hundred years', { exp: NOW + 100 * 365 * 24 * hour }, [401, tooLong]],
    ['a day and more, of which less is left', { iat: NOW - 24 * hour, exp: NOW + hour }, [401, tooLong]],
    ['two days by a beginning that is to come', { iat: NOW + 24 * hour, exp: NOW + 48 * hour }, [401, tooLong]],
    ['nobody knows how long, and ends within the day', { iat: undefined, exp: NOW + 23 * hour }, [200, 'accepted']],
    ['nobody knows how long, and ends after it', { iat: undefined, exp: NOW + 25 * hour }, [401, tooLong]],
  ])('that lives %s', async (_, change, found) => {
    expect(await refusal(await signed({ ...GOOD, ...change }))).toEqual(found);
  });

  it('is refused when it is a token for something else', async () => {
    expect(await refusal(await signed(GOOD, { typ: 'logout+jwt' }))).toEqual([
      401,
      'The token is not an access token.',
    ]);
  });

  it.each(['', 'a', 'a.b.c', '..', 'a.b.c.d.e', '{}', 'x'.repeat(20_000)])(
    'is refused when malformed',
    async (token) => {
      expect((await refusal(token))[0]).toBe(401);
    },
  );
});

describe('a token that does not name its key', () => {
  const pairOf = () => generateKeyPair('RS256', { extractable: true });
  const publicOf = async ({ publicKey }: { publicKey: CryptoKey }, kid: string) => ({
    ...(await exportJWK(publicKey)),
    kid,
    alg: 'RS256',
  });

  it('is good if one of several published keys has signed it, whichever that is, and refused if none has', async () => {
    const [old, next, other] = await Promise.all([pairOf(), pairOf(), pairOf()]);
    const published = { keys: [await publicOf(old, 'old'), await publicOf(next, 'next')] };
    const several = { issuer: () => 'https://id.example', key: createLocalJWKSet(published) };
    const byAny = new TokenVerifier(several, expected);
    const unnamed = ({ privateKey: key }: { privateKey: CryptoKey }, change: JWTPayload = {}) =>
      new SignJWT({ ...GOOD, ...change }).setProtectedHeader({ alg: 'RS256' }).sign(key);
    for (const pair of [old, next]) expect(await byAny.verify(await unnamed(pair))).toMatchObject({ subject: 'abc' });
    const refusedFor = (detail: string) => ({ problem: { detail } });
    await expect(byAny.verify(await unnamed(other))).rejects.toMatchObject(
      refusedFor('The token is malformed or not signed by its issuer.'),
    );
    await expect(byAny.verify(await unnamed(next, { exp: NOW - 60 }))).rejects.toMatchObject(
      refusedFor('The token has expired.'),
    );
  });
});

describe('a token that was seen before', () => {
  const asked = jest.fn();
  const counting = () => {
    const keys = { issuer: () => 'https://id.example', key: async () => (asked(), importedKey()) };
    return new TokenVerifier(keys, expected);
  };
  const importedKey = () => importSPKI(publicPem, 'RS256');

  afterEach(() => {
    asked.mockClear();
    jest.useRealTimers();
  });

  it('is not checked again', async () => {
    const [token, remembering] = [await signed(GOOD), counting()];
    expect(await remembering.verify(token)).toEqual(await remembering.verify(token));
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('is refused from the instant at which it ends, and not the moment before', async () => {
    jest.useFakeTimers({ now: (NOW + 5) * 1_000, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const [token, remembering] = [await signed({ ...GOOD, exp: NOW + 60 }), counting()];
    await remembering.verify(token);
    jest.setSystemTime((NOW + 60 + 15) * 1_000 - 1);
    expect(await remembering.verify(token)).toMatchObject({ subject: 'abc' });
    jest.setSystemTime((NOW + 60 + 15) * 1_000);
    await expect(remembering.verify(token)).rejects.toMatchObject({ problem: { detail: 'The token has expired.' } });
  });

  it('that was refused is looked at again', async () => {
    const [token, remembering] = [await signed({ ...GOOD, aud: 'other' }), counting()];
    for (const _ of [1, 2]) await expect(remembering.verify(token)).rejects.toBeInstanceOf(AccessRefused);
    expect(asked).toHaveBeenCalledTimes(2);
  });
});
