import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type CryptoKey, type JWK, SignJWT, exportJWK, generateKeyPair } from 'jose';
import { discoveredKeys } from './issuer-keys.js';
import { TokenVerifier } from './token-verifier.js';

let privateKey: CryptoKey;
let jwk: JWK;
let server: Server | undefined;

beforeAll(async () => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  privateKey = pair.privateKey;
  jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256' };
});

afterEach(() => stop());

/** A provider that counts what it is asked. */
async function provider(named?: string): Promise<{ issuer: string; asked: string[] }> {
  const asked: string[] = [];
  server = createServer((request, response) => {
    asked.push(request.url!);
    const document = { issuer: named ?? issuer, jwks_uri: `${issuer}/keys` };
    response.end(JSON.stringify(request.url === '/keys' ? { keys: [jwk] } : document));
  });
  await new Promise<void>((done) => server!.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { issuer, asked };
}

async function stop(): Promise<void> {
  server?.closeAllConnections();
  await new Promise((done) => (server ? server.close(done) : done(undefined)));
  server = undefined;
}

const verifierOf = (issuer: string) =>
  new TokenVerifier(discoveredKeys(issuer), { audience: 'kept-informed', rolesClaim: 'roles', staffClaim: 'sub' });

const tokenOf = (issuer: string, kid = 'k1') =>
  new SignJWT({ roles: 'desk', client_id: 'desk-app' })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer(issuer)
    .setAudience('kept-informed')
    .setSubject('abc')
    .setExpirationTime('1m')
    .sign(privateKey);

describe('the keys of an OpenID provider', () => {
  it('are fetched at the first token and then kept', async () => {
    const { issuer, asked } = await provider();
    const verifier = verifierOf(issuer);
    expect(asked).toEqual([]);
    const token = await tokenOf(issuer);
    await Promise.all([verifier.verify(token), verifier.verify(token)]);
    await verifier.verify(token);
    expect(asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  it('serve on while the provider is away', async () => {
    const { issuer } = await provider();
    const verifier = verifierOf(issuer);
    await verifier.verify(await tokenOf(issuer));
    await stop();
    expect((await verifier.verify(await tokenOf(issuer))).roles).toEqual(['desk']);
  });

  it('cannot be had from a provider that does not answer: 503', async () => {
    const { issuer } = await provider();
    await stop();
    const refused = verifierOf(issuer).verify(await tokenOf(issuer));
    await expect(refused).rejects.toMatchObject({ status: 503, problem: { code: 'sign-in-unavailable' } });
  });

  it('are found again once the provider is back', async () => {
    let up = false;
    server = createServer((request, response) => {
      response.statusCode = up ? 200 : 500;
      response.end(JSON.stringify(request.url === '/keys' ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/keys` }));
    });
    await new Promise<void>((done) => server!.listen(0, '127.0.0.1', done));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const verifier = verifierOf(issuer);
    await expect(verifier.verify(await tokenOf(issuer))).rejects.toMatchObject({ status: 503 });
    up = true;
    await expect(verifier.verify(await tokenOf(issuer))).rejects.toMatchObject({ status: 503 });
    await new Promise((done) => setTimeout(done, 2_100));
    expect((await verifier.verify(await tokenOf(issuer))).subject).toBe('abc');
  });

  it('are not taken from a document that names another issuer', async () => {
    const { issuer } = await provider('https://elsewhere.example');
    await expect(verifierOf(issuer).verify(await tokenOf(issuer))).rejects.toMatchObject({ status: 503 });
  });

  it('do not hold the key of this token: 401', async () => {
    const { issuer } = await provider();
    await expect(verifierOf(issuer).verify(await tokenOf(issuer, 'k2'))).rejects.toMatchObject({ status: 401 });
  });
});
