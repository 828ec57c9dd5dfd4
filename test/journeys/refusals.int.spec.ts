import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { startStack, type Stack } from '../support/stack.js';

const now = '2026-11-20T12:00:00Z';
const victim = { role: 'victim' };

/** Every question that must be refused: what is wrong, and where. Nothing may be stored by any of them. */
describe('what is refused, by code and field, with nothing half done', () => {
  let stack: Stack;
  let desk: Client;
  let caseId: string;
  let participantId: string;
  let facts: number;

  const count = async () => (await stack.database.query('select count(*)::int as count from facts'))[0].count as number;
  const people = async () => (await stack.database.query('select count(*)::int as count from people'))[0].count;
  const open = (more: object = {}) => ({
    kind: 'crime',
    reference: `CR/${randomUUID().slice(0, 8)}/26`,
    openedAt: '2026-11-02T09:15:00Z',
    participants: [victim],
    ...more,
  });
  const contact = (more: object = {}) => ({
    participantIds: [participantId],
    direction: 'outbound',
    method: 'phone',
    outcome: 'spoke',
    purpose: 'update',
    occurredAt: '2026-11-20T11:00:00Z',
    ...more,
  });

  beforeAll(async () => {
    stack = await startStack(now);
    desk = await stack.as('desk');
    const { body } = await desk.post('/cases', open({ reference: 'CR/1/26' }));
    caseId = body.caseId;
    participantId = body.participants[0].participantId;
    facts = await count();
  });
  afterAll(() => stack?.stop());

  it.each<[string, () => unknown, number, string, string | undefined]>([
    ['rubbish JSON', () => '{"kind": "crime",', 400, 'malformed-json', undefined],
    ['an unknown field', () => open({ colour: 'red' }), 422, 'invalid', '#/colour'],
    [
      'an unknown field of a participant',
      () => open({ participants: [{ ...victim, age: 4 }] }),
      422,
      'invalid',
      '#/participants/0/age',
    ],
    ['a kind that does not exist', () => open({ kind: 'matter' }), 422, 'invalid', '#/kind'],
    [
      'a case opened in the future',
      () => open({ openedAt: '2026-11-20T12:00:01Z' }),
      422,
      'in-the-future',
      '#/openedAt',
    ],
    ['a day that does not exist', () => open({ openedAt: '2026-02-30T09:00:00Z' }), 422, 'invalid', '#/openedAt'],
    ['a time without an offset', () => open({ openedAt: '2026-11-02T09:15:00' }), 422, 'invalid', '#/openedAt'],
    ['a unit the force does not have', () => open({ area: { bcu: 'Atlantis' } }), 422, 'unknown-area', '#/area/bcu'],
    ['an owner who does not work here', () => open({ owner: 'pc-0' }), 422, 'unknown-staff', '#/owner'],
    [
      'a representative of nobody',
      () => open({ participants: [{ role: 'representative' }] }),
      422,
      'represents-nobody',
      '#/participants/0/represents',
    ],
    ['a reference that is taken', () => open({ reference: 'CR/1/26' }), 409, 'reference-taken', undefined],
  ])('given %s for a new case', async (_, body, status, code, pointer) => {
    const answer = await desk.post('/cases', body());
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(answer).toMatchObject({ status, body: { status, code, requestId: expect.any(String) } });
    if (pointer) expect(answer.body.errors.map((error: any) => error.pointer)).toContain(pointer);
    expect(await count()).toBe(facts);
    expect(await people()).toBe(1);
  });

  it.each<[string, () => object, string, string]>([
    [
      'a contact in the future',
      () => contact({ occurredAt: '2026-11-20T12:00:00.001Z' }),
      'in-the-future',
      '#/occurredAt',
    ],
    [
      'a contact before the case',
      () => contact({ occurredAt: '2026-11-02T09:14:59Z', lateReason: 'x' }),
      'before-case',
      '#/occurredAt',
    ],
    [
      'a victim who is not on the case',
      () => contact({ participantIds: [participantId, 'nobody'] }),
      'unknown-participant',
      '#/participantIds/1',
    ],
    ['nobody at all', () => contact({ participantIds: [] }), 'invalid', '#/participantIds'],
    ['something nobody can be told', () => contact({ tells: ['the-weather'] }), 'unknown-trigger', '#/tells/0'],
    ['an outcome that does not fit', () => contact({ outcome: 'received' }), 'outcome-does-not-fit', '#/outcome'],
    [
      'more than 72 hours late without a reason',
      () => contact({ occurredAt: '2026-11-17T11:59:59.999Z' }),
      'late-reason-required',
      '#/lateReason',
    ],
  ])('given %s', async (_, body, code, pointer) => {
    const answer = await desk.post(`/cases/${caseId}/contacts`, body());
    expect(answer).toMatchObject({ status: 422, body: { code, errors: [{ pointer }] } });
    expect(await count()).toBe(facts);
    const [{ notes }] = await stack.database.query('select count(*)::int as notes from notes');
    expect(notes).toBe(0);
  });

  it('takes a contact of exactly 72 hours ago without a reason', async () => {
    const before = facts;
    const answer = await desk.post(`/cases/${caseId}/contacts`, contact({ occurredAt: '2026-11-17T12:00:00.000Z' }));
    expect(answer.status).toBe(201);
    facts = await count();
    expect(facts).toBeGreaterThan(before);
  });

  it('names the case that has the reference', async () => {
    const answer = await desk.post('/cases', open({ reference: 'CR/1/26' }));
    expect(answer.body.caseId).toBe(caseId);
  });

  it('gives two cases that race for one reference to one of them, and names it to the other', async () => {
    const body = open({ reference: 'CR/2/26' });
    const answers = await Promise.all(Array.from({ length: 6 }, () => desk.post('/cases', body)));
    const won = answers.filter(({ status }) => status === 201);
    const lost = answers.filter(({ status }) => status === 409);
    expect([won.length, lost.length]).toEqual([1, 5]);
    expect(new Set(lost.map(({ body: { caseId: named } }) => named))).toEqual(new Set([won[0]!.body.caseId]));
    facts = await count();
  });

  it('refuses a stale version with 412, a missing one with 428 where order matters', async () => {
    const closing = { reason: 'resolved' };
    const missing = await desk.post(`/cases/${caseId}/closure`, closing);
    expect(missing).toMatchObject({ status: 428, body: { code: 'if-match-required' } });
    const stale = await desk.post(`/cases/${caseId}/closure`, closing, { 'if-match': '"1"' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'stale-version', version: expect.any(Number) } });
    const fresh = await desk.post(`/cases/${caseId}/closure`, closing, { 'if-match': `"${stale.body.version}"` });
    expect(fresh.status).toBe(201);
    const again = await desk.post(`/cases/${caseId}/closure`, closing, { 'if-match': fresh.headers.get('etag')! });
    expect(again).toMatchObject({ status: 409, body: { code: 'already-closed' } });
    facts = await count();
  });

  it('replays the first answer to the same key and body, and refuses another body under it', async () => {
    const key = { 'idempotency-key': 'a-key' };
    const body = contact();
    const first = await desk.post(`/cases/${caseId}/contacts`, body, key);
    const second = await desk.post(`/cases/${caseId}/contacts`, body, key);
    expect(second.status).toBe(201);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
    const other = await desk.post(`/cases/${caseId}/contacts`, contact({ outcome: 'voicemail' }), key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('records once when the same key comes many times at once', async () => {
    const before = (await desk.get(`/cases/${caseId}`)).body.version;
    const key = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => desk.post(`/cases/${caseId}/contacts`, contact({ outcome: 'no-answer' }), key)),
    );
    for (const { status } of answers) expect([201, 409]).toContain(status);
    expect((await desk.get(`/cases/${caseId}`)).body.version).toBe(before + 1);
  });

  it('asks who it is: 401 without a token, 403 with the wrong role', async () => {
    const without = await fetch(`${stack.url}/api/v1/cases`);
    expect(without.status).toBe(401);
    expect(without.headers.get('www-authenticate')).toMatch(/^Bearer/);
    const performance = await stack.as('performance');
    expect(await performance.post('/cases', open())).toMatchObject({ status: 403, body: { code: expect.any(String) } });
  });

  it('shows names and routes to those who make contacts and to nobody else', async () => {
    const performance = await stack.as('performance');
    const seen = await performance.get(`/cases/${caseId}`);
    expect(seen.body.participants[0]).not.toHaveProperty('name');
    expect((await desk.get(`/cases/${caseId}`)).body.participants[0]).toHaveProperty('name', null);
  });

  it.each([
    ['/cases/nobody', 404],
    ['/obligations/none', 404],
    ['/cases?limit=0', 422],
    ['/cases?limit=501', 422],
    ['/obligations?cursor=rubbish', 422],
    ['/obligations?status=late', 422],
    ['/obligations?dueBefore=yesterday', 422],
    ['/nowhere', 404],
  ])('answers %s with %i', async (path, status) => {
    expect(await desk.get(path)).toMatchObject({ status, body: { status } });
  });

  it('but not for want of a calendar: what is due in a year without holidays awaits it, and all else is recorded', async () => {
    stack.clock.set('2028-12-29T12:00:00Z');
    const { status, body } = await desk.post('/cases', open({ openedAt: '2028-12-29T09:15:00Z' }));
    expect(status).toBe(201);
    const dues = (body.obligations as { commitment: string; dueOn: string | null; awaiting: string | null }[]).map(
      ({ commitment, dueOn, awaiting }) => [commitment, dueOn, awaiting],
    );
    expect(dues).toContainEqual(['VC20-REFER', null, 'calendar 2029']);
    expect(dues).toContainEqual(['QOS-UPDATE', '2029-01-29', null]);
  });

  it('a parameter that the route does not know, whether or not it knows others: nobody thinks that it was heeded', async () => {
    const known = '?minPosition=1';
    const [one, list] = [`/cases/${caseId}`, '/cases'];
    // Years went by: whoever reads it first has what they brought about recorded.
    await desk.get(one);
    const before = await count();
    for (const path of [one, list]) {
      expect((await desk.get(`${path}${known}`)).status).toBe(200);
      expect(await desk.get(`${path}${known}&dryRun=true`)).toMatchObject({
        status: 422,
        body: { code: 'invalid', errors: [{ pointer: '?dryRun', detail: 'There is no such field.' }] },
      });
    }
    const closing = [`/cases/${caseId}/closure${known}`, { reason: 'resolved' }, { 'if-match': '*' }] as const;
    expect(await desk.post(...closing)).toMatchObject({ status: 422, body: { errors: [{ pointer: '?minPosition' }] } });
    expect(await count()).toBe(before);
  });
});
