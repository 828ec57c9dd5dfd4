import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Client } from '../support/client.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

/** A case that makes much owed at once, opened late, with two hundred victims whom nobody told anything. */
describe('a case that is opened late', () => {
  let stack: Stack;
  let desk: Client;

  beforeAll(async () => {
    stack = await startStack('2026-11-20T12:00:00Z');
    desk = await stack.as('desk');
  });
  afterAll(() => stack?.stop());

  const open = (reference: string, openedAt: string, more: object = {}) =>
    desk.post('/cases', { kind: 'crime', reference, openedAt, participants: [{ role: 'victim' }], ...more });

  it('needs a reason, which is kept with the notes, and comes by an import where it is older than five years', async () => {
    const refused = await open('CR/1/26', '2026-08-22T11:59:59Z');
    expect([refused.status, refused.body.code, refused.body.errors[0].pointer]).toEqual([
      422,
      'late-reason-required',
      '#/lateReason',
    ]);
    expect((await open('CR/1/26', '2026-08-22T12:00:00Z')).status).toBe(201);
    expect((await open('CR/2/26', '2006-11-20T12:00:00Z', { lateReason: 'typed' })).body.code).toBe('opened-too-early');
    const lateReason = 'found in a drawer';
    const { body } = await open('CR/2/26', '2026-03-01T12:00:00Z', { lateReason });
    const timeline = async (role: string) =>
      (await (await stack.as(role)).get(`/cases/${body.caseId}/timeline?limit=1`)).body.items[0];
    expect(await timeline('desk')).toMatchObject({ type: 'CaseOpened', lateReason });
    expect(await timeline('performance')).not.toHaveProperty('lateReason');
    const kept = await stack.database.query(`select data::text from facts where stream = $1`, [`case-${body.caseId}`]);
    expect(JSON.stringify(kept)).not.toContain('drawer');
  });

  it('records 2,000 facts at most, the worker brings up the rest, and the timeline tells all of it page by page', async () => {
    const victims = Array.from({ length: 200 }, () => ({ role: 'victim' }));
    const { status, body, headers } = await open('CR/3/26', '2026-09-01T12:00:00Z', { participants: victims });
    expect(status).toBe(201);
    const stream = `case-${body.caseId}`;
    const [{ count }] = await stack.database.query(
      'select count(*)::int as count from facts where stream = $1 and request_id = $2',
      [stream, headers.get('x-request-id')],
    );
    expect(count).toBeGreaterThan(1_500);
    expect(count).toBeLessThanOrEqual(2_000);
    expect(body.version).toBe(count);
    const worker = await stack.worker();
    const ahead = async () =>
      (await stack.database.query('select at > $2 as rests from next_checks where case_id = $1', [
        body.caseId,
        stack.clock.now(),
      ])) as { rests: boolean }[];
    await until(ahead, ([row]) => row?.rests === true, 60_000, 200);
    await worker.close();
    const each = await stack.database.query(
      `select count(*)::int as owed from obligations where case_id = $1 group by participant_id`,
      [body.caseId],
    );
    expect(each).toHaveLength(200);
    expect(new Set(each.map(({ owed }: { owed: number }) => owed)).size).toBe(1);
    const versions: number[] = [];
    const path = `/cases/${body.caseId}/timeline?limit=500`;
    for (let next: string | null = ''; next !== null;) {
      const page: Answer = await desk.get(`${path}${next && `&cursor=${next}`}`);
      expect(page.body.items.length).toBeLessThanOrEqual(500);
      versions.push(...page.body.items.map(({ version }: { version: number }) => version));
      ({ next } = page.body);
      expect(page.headers.get('link') === null).toBe(next === null);
      expect(page.body.version).toBeGreaterThan(2_000);
    }
    expect(versions).toEqual(Array.from({ length: versions.length }, (_, index) => index + 1));
    const [{ top }] = await stack.database.query('select max(version) as top from facts where stream = $1', [stream]);
    expect(versions).toHaveLength(top);
  });

  it('says of a timeline that there is none, and refuses a place that it never gave', async () => {
    expect((await desk.get('/cases/nothing/timeline')).status).toBe(404);
    const { body } = await open('CR/4/26', '2026-11-20T10:00:00Z');
    const forged = (value: unknown) =>
      Buffer.from(JSON.stringify([1, 'timeline:version', [value]])).toString('base64url');
    for (const odd of ['x', '-1', 7, '1e3'])
      expect((await desk.get(`/cases/${body.caseId}/timeline?cursor=${forged(odd)}`)).status).toBe(422);
    const far = await desk.get(`/cases/${body.caseId}/timeline?cursor=${forged('999999999999999999')}`);
    expect([far.status, far.body.items, far.body.next]).toEqual([200, [], null]);
  });
});
