import { mkdtemp, rm } from 'node:fs/promises';
import { request as rawRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Body, Controller, Get, Logger, Module, Param, Post, Put, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { About, AccessModule, Open, Roles, currentRequest, embeddedProvider } from '@kept-informed/access';
import { Code, IntField, ListOf, Text } from '@kept-informed/fields';
import type { Requester } from '@kept-informed/decisions';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { WhoAsks } from './if-match.js';
import { answerTheRest, usePlumbing } from './plumbing.js';
import { staleVersion } from './problem.js';

class Route {
  @Code(['phone', 'email'])
  method: string;

  @Text({ max: 20 })
  value: string;
}

class Participant {
  @Code(['victim', 'witness'])
  role: string;

  @ListOf(() => Route, { optional: true })
  routes?: Route[];
}

class OpenCase {
  @Text({ max: 40 })
  reference: string;

  @ListOf(() => Participant, { min: 1 })
  participants: Participant[];
}

class Page {
  @IntField({ min: 1, max: 500, optional: true, fromText: true })
  limit: number = 50;
}

class Taken extends Error {
  refusal = {
    code: 'reference-taken',
    field: 'reference',
    detail: 'Taken.',
    kind: 'conflict',
    extra: { caseId: 'c1' },
  };
}

@Controller('cases')
@Open()
class Cases {
  @Post()
  open(@Body() command: OpenCase): object {
    if (command.reference === 'taken') throw new Taken('taken by Jo Bloggs');
    return command;
  }

  @Get()
  list(@Query() page: Page): Page {
    return page;
  }

  @Put('change')
  change(@WhoAsks('required') { seenVersions: [version] = [] }: Requester): object {
    if (version === 3) throw staleVersion(4);
    return { version };
  }

  @Get('by-id/:caseId')
  one(@Param('caseId') caseId: string): object {
    return { caseId };
  }

  @Get('broken')
  broken(): never {
    throw new Error('Jo Bloggs lives at 1 High Street');
  }

  @Get('who')
  @Roles('desk')
  @About('no-case')
  async who(): Promise<unknown> {
    await new Promise((done) => setTimeout(done, 5));
    return currentRequest();
  }
}

let home: string;
let url = '';
let app: NestExpressApplication;
let token: string;
const logged: unknown[][] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'plumbing-'));
  const embedded = await embeddedProvider({ publicUrl: () => url, home, production: false });

  @Module({ imports: [AccessModule.forRoot({ audience: 'kept-informed', embedded })], controllers: [Cases] })
  class Application {}

  jest.spyOn(Logger.prototype, 'error').mockImplementation((...told: unknown[]) => void logged.push(told));
  app = await NestFactory.create<NestExpressApplication>(Application, { logger: false, bodyParser: false });
  app.setGlobalPrefix('api/v1');
  const limits = { requestsPerMinute: 300, requestsBeforeSignIn: 30, trustedProxies: ['127.0.0.1'] };
  usePlumbing(app, { production: false, embedded, multipartAt: /\/imports$/, ...limits });
  await app.init();
  answerTheRest(app);
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
  token = await tokenOf('desk');
});

afterAll(async () => {
  await app.close();
  await rm(home, { recursive: true });
});

interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

async function tokenOf(role: string): Promise<string> {
  const form = { grant_type: 'client_credentials', client_id: `demo-${role}`, client_secret: 'demo' };
  const given = await fetch(`${url}/oidc/token`, { method: 'POST', body: new URLSearchParams(form) });
  return ((await given.json()) as { access_token: string }).access_token;
}

/** Asks as somebody at the desk, unless other headers say who. */
async function ask(
  method: string,
  path: string,
  body?: string | Buffer,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const authorization = `Bearer ${token}`;
  const answer = await fetch(`${url}${path}`, { method, body, headers: { authorization, ...type, ...headers } });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text ? (JSON.parse(text) as Answer['body']) : {} };
}

const post = (body: unknown, headers?: Record<string, string>) =>
  ask(
    'POST',
    '/api/v1/cases',
    typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
    headers,
  );

const GOOD = { reference: 'CR/1/26', participants: [{ role: 'victim', routes: [{ method: 'phone', value: '1' }] }] };

function expectProblem(answer: Answer, status: number, code: string): void {
  expect([answer.status, answer.body['code']]).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({ type: `/problems/${code}`, status, errors: expect.any(Array) });
  expect(answer.body['requestId']).toBe(answer.headers.get('x-request-id'));
}

describe('an answer', () => {
  it('is what the route says', async () => {
    const answer = await post(GOOD);
    expect([answer.status, answer.body]).toEqual([201, GOOD]);
  });

  it('carries a request id of ours, whatever was brought', async () => {
    const ids = ['abc-1.2_3', 'a b', '<script>'].map(async (brought) => {
      const { headers } = await post(GOOD, { 'x-request-id': brought });
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      return headers.get('x-request-id');
    });
    expect(new Set(await Promise.all(ids)).size).toBe(3);
  });

  it('carries the headers that keep it from being kept, framed or guessed at', async () => {
    const { headers } = await ask('GET', '/api/v1/cases');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('etag')).toBeNull();
  });

  it('knows who asks, and keeps two requests apart', async () => {
    const who = (id: string) => ask('GET', '/api/v1/cases/who', undefined, { 'x-request-id': id });
    const [one, two] = await Promise.all([who('one'), who('two')]);
    expect(one.body).toMatchObject({ brought: 'one', principal: { staffId: 'pc-1001' } });
    expect(one.body['requestId']).toBe(one.headers.get('x-request-id'));
    expect(two.body).toMatchObject({ brought: 'two', requestId: two.headers.get('x-request-id') });
  });
});

describe('a problem', () => {
  it('names every failing field, and unknown ones', async () => {
    const answer = await post({
      owner: 'Jo Bloggs',
      participants: [
        { role: 'victim' },
        { role: 'Jo Bloggs', routes: [{ method: 'phone' }, { method: 'phone', value: '1', 'a/b': 1 }] },
      ],
    });
    expectProblem(answer, 422, 'invalid');
    expect(answer.body['errors']).toEqual([
      { pointer: '#/owner', detail: 'There is no such field.' },
      { pointer: '#/reference', detail: 'Missing. Expected text of 1 to 40 characters.' },
      { pointer: '#/participants/1/routes/0/value', detail: 'Missing. Expected text of 1 to 20 characters.' },
      { pointer: '#/participants/1/routes/1/a~1b', detail: 'There is no such field.' },
      { pointer: '#/participants/1/role', detail: 'Expected one of victim, witness.' },
    ]);
    expect(JSON.stringify(answer.body)).not.toContain('Jo');
  });

  it.each([
    ['a list', '[]', '#'],
    ['a list of cases', JSON.stringify([GOOD]), '#'],
    ['an object of lists', JSON.stringify({ ...GOOD, participants: [[{ role: 'victim' }]] }), '#/participants/0'],
    ['a list with null', JSON.stringify({ ...GOOD, participants: [null] }), '#/participants/0'],
    ['a text for a list', JSON.stringify({ ...GOOD, participants: 'x' }), '#/participants'],
    ['an object for a list', JSON.stringify({ ...GOOD, participants: { role: 'victim' } }), '#/participants'],
    ['what every object inherits', JSON.stringify({ ...GOOD, toString: 1 }), '#/toString'],
    ['what every object is made by', JSON.stringify({ ...GOOD, constructor: { name: 'x' } }), '#/constructor'],
    ['what makes a promise', JSON.stringify(GOOD).replace('{', '{"then":1,'), '#/then'],
  ])('says where: %s', async (_, body, pointer) => {
    const answer = await post(body);
    expectProblem(answer, 422, 'invalid');
    expect(answer.body['errors']).toEqual([{ pointer, detail: expect.any(String) }]);
  });

  it('does not let a body reach the prototype of anything', async () => {
    const answer = await post('{"reference":"a","participants":[{"role":"victim","__proto__":{"polluted":true}}]}');
    expect(answer.body['errors']).toEqual([
      { pointer: '#/participants/0/__proto__', detail: 'There is no such field.' },
    ]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('is a body that is nested without end', async () => {
    const answer = await post(`{"reference":${'['.repeat(200_000)}${']'.repeat(200_000)}}`);
    expectProblem(answer, 422, 'invalid');
    expect(answer.body['errors']).toEqual([{ pointer: '#', detail: 'It is nested too deeply.' }]);
  });

  it('is a body in another character set than it says', async () => {
    const latin = Buffer.from(JSON.stringify({ ...GOOD, reference: 'Ren\xe9e' }), 'latin1');
    expectProblem(await post(latin), 400, 'malformed-text');
    expectProblem(await post({ ...GOOD, reference: 'Ren\uFFFDe' }), 422, 'invalid');
  });

  it('names a hundred faults and no more, however long the list', async () => {
    const long = await post({ ...GOOD, participants: Array.from({ length: 340_000 / 4 }, () => ({})) });
    expectProblem(long, 422, 'invalid');
    expect(long.body['errors']).toEqual([{ pointer: '#/participants', detail: 'Expected a list of 1 to 100 items.' }]);
    const odd = await post({
      ...GOOD,
      ...Object.fromEntries(Array.from({ length: 80_000 }, (_, at) => [`k${at}`, 1])),
    });
    expectProblem(odd, 422, 'invalid');
    expect(odd.body).toMatchObject({ detail: 'The first 100 are named.' });
    expect(odd.body['errors']).toHaveLength(100);
  });

  it.each(['%00', 'a%00b', 'a%20b', '-x', 'x'.repeat(101), '%EF%BF%BD'])('is nothing under %s', async (id) => {
    expectProblem(await ask('GET', `/api/v1/cases/by-id/${id}`), 404, 'not-found');
  });

  it('says each missing field where there is no body', async () => {
    const answer = await ask('POST', '/api/v1/cases');
    expectProblem(answer, 422, 'invalid');
    expect(answer.body['errors']).toHaveLength(2);
  });

  it.each(['{"a":', 'null', '"x"', '7', '{"reference":"Jo Bloggs"'])('is malformed JSON: %s', async (body) => {
    const answer = await post(body);
    expectProblem(answer, 400, 'malformed-json');
    expect(JSON.stringify(answer.body)).not.toContain('Jo');
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=latin1',
  ])('is another media type: %s', async (type) => {
    expectProblem(await post(GOOD, { 'content-type': type }), 415, 'unsupported-media-type');
  });

  it('is another media type where a file is taken, and it says which that takes', async () => {
    const answer = await ask('POST', '/api/v1/imports', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' });
    expectProblem(answer, 415, 'unsupported-media-type');
    expect(answer.body['detail']).toBe('Send the file as multipart/form-data.');
  });

  it('is a body beyond 1 MB', async () => {
    expectProblem(await post({ ...GOOD, reference: 'x'.repeat(1_100_000) }), 413, 'body-too-large');
  });

  it('is a bad query parameter', async () => {
    expect((await ask('GET', '/api/v1/cases?limit=7')).body).toEqual({ limit: 7 });
    for (const query of ['limit=0', 'limit=1&limit=2', 'limit=', 'limit=%27']) {
      const answer = await ask('GET', `/api/v1/cases?${query}`);
      expectProblem(answer, 422, 'invalid');
      expect(answer.body['errors']).toEqual([{ pointer: '?limit', detail: 'Expected a whole number from 1 to 500.' }]);
    }
    expect((await ask('GET', '/api/v1/cases?limt=1')).body['errors']).toEqual([
      { pointer: '?limt', detail: 'There is no such field.' },
    ]);
  });

  it('is an address that does not exist, or cannot be read', async () => {
    expectProblem(await ask('GET', '/api/v1/Jo'), 404, 'not-found');
    expectProblem(await ask('GET', '/elsewhere'), 404, 'not-found');
    expectProblem(await ask('GET', '/api/v1/cases/%FF'), 400, 'malformed-request');
  });

  it('is a method that an address does not have', async () => {
    const answer = await ask('DELETE', '/api/v1/cases');
    expectProblem(answer, 405, 'method-not-allowed');
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST');
  });

  it('is a refusal of the domain', async () => {
    const answer = await post({ ...GOOD, reference: 'taken' });
    expectProblem(answer, 409, 'reference-taken');
    expect(answer.body).toMatchObject({ caseId: 'c1', errors: [{ pointer: '#/reference', detail: 'Taken.' }] });
  });

  it('is a missing or an old version', async () => {
    const change = (headers: Record<string, string>) => ask('PUT', '/api/v1/cases/change', '{}', headers);
    expectProblem(await change({}), 428, 'if-match-required');
    expectProblem(await change({ 'if-match': '"3"' }), 412, 'stale-version');
    expectProblem(await change({ 'if-match': '12' }), 400, 'malformed-if-match');
    expect((await change({ 'if-match': '"4"' })).body).toEqual({ version: 4 });
  });

  it('is no token: 401 with its challenge', async () => {
    const answer = await ask('GET', '/api/v1/cases/who', undefined, { authorization: '' });
    expectProblem(answer, 401, 'token-missing');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="kept-informed"');
  });

  it('is our own fault: logged once with both ids of the request, told without a word of it', async () => {
    logged.length = 0;
    const answer = await ask('GET', '/api/v1/cases/broken', undefined, { 'x-request-id': 'r-500' });
    expectProblem(answer, 500, 'internal-error');
    expect(JSON.stringify(answer.body)).not.toMatch(/Jo|High Street|at /);
    expect(logged).toHaveLength(1);
    expect(String(logged[0]![0])).toMatch(
      /^[0-9a-f-]{36} \(brought as r-500\) Error\n {4}at .*broken.*plumbing\.int\.spec/,
    );
    expect(String(logged[0]![0])).not.toMatch(/Jo|High Street/);
  });

  it('is a chunked body of another type too', async () => {
    const { hostname, port } = new URL(url);
    const status = await new Promise<number | undefined>((done, failed) => {
      const authorization = `Bearer ${token}`;
      const headers = { authorization, 'transfer-encoding': 'chunked', 'content-type': 'text/xml' };
      const sent = rawRequest({ hostname, port, method: 'POST', path: '/api/v1/cases', headers }, (answer) => {
        answer.resume();
        done(answer.statusCode);
      });
      sent.on('error', failed).end('<case/>');
    });
    expect(status).toBe(415);
  });
});

describe('the door', () => {
  /** Sends the head of a request that promises a body, and never sends the body. */
  const promiseBody = (headers: Record<string, string>) =>
    new Promise<number | undefined>((done, failed) => {
      const { hostname, port } = new URL(url);
      const promised = { 'content-type': 'application/json', 'content-length': '900000', ...headers };
      const sent = rawRequest(
        { hostname, port, method: 'POST', path: '/api/v1/cases', headers: promised },
        (answer) => {
          done(answer.statusCode);
          sent.destroy();
        },
      );
      sent.on('error', failed).flushHeaders();
    });

  it.each([{}, { authorization: 'Bearer nonsense' }, { authorization: 'Basic eDp5' }])(
    'reads no body of who sends %j, not even where the route is open',
    async (headers) => {
      expect(await promiseBody(headers as Record<string, string>)).toBe(401);
    },
  );

  it('counts who is not signed in by the address that a trusted proxy tells, and nobody else with them', async () => {
    const from = (address: string, headers: Record<string, string>) =>
      ask('GET', '/api/v1/cases/who', undefined, { 'x-forwarded-for': address, ...headers });
    const stranger = { authorization: 'Bearer nonsense' };
    const tried = await Promise.all(Array.from({ length: 30 }, () => from('203.0.113.7', stranger)));
    expect(new Set(tried.map(({ status }) => status))).toEqual(new Set([401]));
    const refused = await from('203.0.113.7', stranger);
    expectProblem(refused, 429, 'too-many-requests');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    // What stands before the address that the proxy saw is anybody's word.
    expect((await from('198.51.100.1, 203.0.113.7', stranger)).status).toBe(429);
    expect((await from('203.0.113.8', stranger)).status).toBe(401);
    expect((await from('203.0.113.7', {})).status).toBe(200);
  });

  it('counts who is signed in by who they are', async () => {
    const authorization = `Bearer ${await tokenOf('service')}`;
    const list = (headers: Record<string, string>) => ask('GET', '/api/v1/cases', undefined, headers);
    const answers = [];
    for (let at = 0; at < 300; at += 1) answers.push((await list({ authorization })).status);
    expect(new Set(answers)).toEqual(new Set([200]));
    expectProblem(await list({ authorization, 'x-forwarded-for': '203.0.113.9' }), 429, 'too-many-requests');
    expect((await list({})).status).toBe(200);
  });
});
