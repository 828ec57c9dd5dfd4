import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type JWK, type JWTPayload, SignJWT, decodeJwt, importJWK } from 'jose';
import { AccessModule } from './access.module.js';
import { About } from './about.decorator.js';
import { CurrentPrincipal, Open, Roles } from './access.decorators.js';
import type { Principal } from './principal.js';
import { embeddedProvider } from './embedded-provider.js';

@Controller()
@Roles('desk', 'supervisor')
@About('no-case')
class Pages {
  @Get('cases')
  cases(@CurrentPrincipal() principal: Principal): Principal {
    return principal;
  }

  @Get('decisions')
  @Roles('supervisor')
  decisions(): string {
    return 'decided';
  }

  @Get('health')
  @Open()
  health(): string {
    return 'well';
  }
}

let home: string;
let url = '';
let app: NestExpressApplication;
const told = [jest.spyOn(console, 'warn'), jest.spyOn(console, 'info'), jest.spyOn(console, 'error')];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sign-in-'));
  const embedded = await embeddedProvider({ publicUrl: () => url, home, production: false });

  @Module({ imports: [AccessModule.forRoot({ audience: 'kept-informed', embedded })], controllers: [Pages] })
  class Application {}

  app = await NestFactory.create<NestExpressApplication>(Application, { logger: false });
  app.use('/oidc', embedded.handler);
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});

afterAll(async () => {
  await app.close();
  await rm(home, { recursive: true });
});

const basic = (client: string, secret = 'demo') => ({ authorization: `Basic ${btoa(`${client}:${secret}`)}` });

const askForToken = (headers: Record<string, string>, form: Record<string, string> = {}) =>
  fetch(`${url}/oidc/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ grant_type: 'client_credentials', ...form }),
  });

async function tokenOf(client: string): Promise<string> {
  const answer = await askForToken(basic(client));
  return ((await answer.json()) as { access_token: string }).access_token;
}

const get = (path: string, authorization?: string) =>
  fetch(`${url}${path}`, { headers: authorization === undefined ? {} : { authorization } });

async function forged(change: JWTPayload): Promise<string> {
  const { keys } = JSON.parse(await readFile(join(home, 'oidc-keys.json'), 'utf8')) as { keys: JWK[] };
  const now = Math.floor(Date.now() / 1000);
  const desk = { roles: ['desk'], staff_id: 'pc-1001', client_id: 'desk-app' };
  const claims = { iss: `${url}/oidc`, aud: 'kept-informed', sub: 'x', exp: now + 60, ...desk, ...change };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', kid: keys[0]!.kid })
    .sign(await importJWK(keys[0]!, 'ES256'));
}

describe('the built-in provider', () => {
  it('describes itself under the address that became known after listening', async () => {
    const found = (await (await get('/oidc/.well-known/openid-configuration')).json()) as Record<string, unknown>;
    expect(found).toMatchObject({
      issuer: `${url}/oidc`,
      token_endpoint: `${url}/oidc/token`,
      jwks_uri: `${url}/oidc/jwks`,
    });
    const keys = (await (await get('/oidc/jwks')).json()) as { keys: JWK[] };
    expect(keys.keys.map((key) => key.d)).toEqual([undefined]);
  });

  it.each([
    ['demo-desk', 'desk', 'pc-1001'],
    ['demo-supervisor', 'supervisor', 'sgt-2001'],
    ['demo-performance', 'performance', 'perf-3001'],
    ['demo-admin', 'admin', 'admin-4001'],
    ['demo-service', 'service', 'svc-5001'],
  ])('gives %s a token for the configured audience', async (client, role, staffId) => {
    const claims = decodeJwt(await tokenOf(client));
    expect(claims).toMatchObject({ iss: `${url}/oidc`, aud: 'kept-informed', roles: [role], staff_id: staffId });
    expect(claims.exp! - claims.iat!).toBe(3_600);
  });

  it('takes the secret in the form too', async () => {
    const answer = await askForToken({}, { client_id: 'demo-desk', client_secret: 'demo' });
    expect(await answer.json()).toMatchObject({ token_type: 'Bearer', expires_in: 3_600 });
  });

  it('gives nothing for a wrong secret, an unknown client or another grant', async () => {
    expect((await askForToken(basic('demo-desk', 'wrong'))).status).toBe(401);
    expect((await askForToken(basic('demo-chief'))).status).toBe(401);
    expect((await askForToken(basic('demo-desk'), { grant_type: 'authorization_code' })).status).toBe(400);
  });

  it.each(['/oidc', '/oidc/interaction/1', '/oidc/me'])('has nothing else: %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it.each([
    ['its own', '', 200],
    ['the name of this machine to itself', 'localhost', 200],
    ['IPv6', '[::1]', 200],
    ['a name that a stranger let lead here', 'rebound.example', 421],
    ['a name that only begins as its own', '127.0.0.1.rebound.example', 421],
    ['one that only ends so', 'localhost.example', 421],
  ])('gives a token by %s and to no page under another name', async (_, name, status) => {
    const { port, host } = new URL(url);
    const headers = {
      ...basic('demo-desk'),
      host: name === '' ? host : `${name}:${port}`,
      'content-type': 'application/x-www-form-urlencoded',
    };
    const asked = request(`${url}/oidc/token`, { method: 'POST', headers });
    asked.end('grant_type=client_credentials');
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    const body = await text(answer);
    expect([answer.statusCode, body.includes('access_token')]).toEqual([status, status === 200]);
  });

  it('writes nothing on the console', () => {
    expect(told.flatMap((spy) => spy.mock.calls)).toEqual([]);
  });

  it('refuses to exist in production', async () => {
    const made = embeddedProvider({ publicUrl: 'https://force.example', home, production: true });
    await expect(made).rejects.toThrow('does not run in production');
  });
});

describe('a guarded route', () => {
  it('lets in who has a role that it names, and knows them', async () => {
    const answer = await get('/cases', `Bearer ${await tokenOf('demo-desk')}`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ subject: 'demo-desk', staffId: 'pc-1001', roles: ['desk'] });
  });

  it('asks for a token where there is none', async () => {
    for (const header of [undefined, '', 'Bearer', 'Bearer ', basic('demo-desk').authorization]) {
      const answer = await get('/cases', header);
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="kept-informed"']);
    }
  });

  it('says 403 to another role, admin included', async () => {
    for (const client of ['demo-performance', 'demo-admin', 'demo-service']) {
      const answer = await get('/cases', `Bearer ${await tokenOf(client)}`);
      expect(answer.status).toBe(403);
      expect(answer.headers.get('www-authenticate')).toContain('insufficient_scope');
    }
  });

  it('takes the word of the method over that of its controller', async () => {
    expect((await get('/decisions', `Bearer ${await tokenOf('demo-desk')}`)).status).toBe(403);
    expect((await get('/decisions', `Bearer ${await tokenOf('demo-supervisor')}`)).status).toBe(200);
    expect((await get('/health')).status).toBe(200);
  });

  it.each([
    ['expired', { exp: 1_700_000_000 }, 'expired'],
    ['for another audience', { aud: 'other' }, 'audience'],
    ['of another issuer', { iss: 'https://elsewhere.example' }, 'issuer'],
  ])('refuses a well signed token that is %s', async (_, change, word) => {
    const answer = await get('/cases', `Bearer ${await forged(change)}`);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(new RegExp(`error="invalid_token".*${word}`));
  });

  it('refuses what is no token', async () => {
    expect((await get('/cases', 'Bearer a.b.c')).status).toBe(401);
    expect((await get('/cases', `Bearer ${await forged({})}`)).status).toBe(200);
  });
});
