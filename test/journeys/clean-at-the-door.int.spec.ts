import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { forceFileWith, type ForceFileOfSpec } from '../support/force-file.js';
import { startStack, type Stack } from '../support/stack.js';

/** What is kept for ever is ids, dates and codes, and one spelling for what means the same. */
describe('clean at the door', () => {
  let force: ForceFileOfSpec;
  let stack: Stack;
  let desk: Client;

  beforeAll(async () => {
    force = forceFileWith((file) => (file.references = { crime: ['CR/#+/##', 'CRE#'] }));
    stack = await startStack('2026-11-20T12:00:00Z', 'postgres', { FORCE_FILE: force.file });
    desk = await stack.as('desk');
  });
  afterAll(async () => {
    await stack?.stop();
    force?.forget();
  });

  const open = (more: object, headers?: Record<string, string>) =>
    desk.post(
      '/cases',
      { kind: 'crime', openedAt: '2026-11-19T09:15:00Z', participants: [{ role: 'victim' }], ...more },
      headers,
    );
  const positions = async () => (await stack.database.query('select max(position) as top from facts'))[0].top as string;

  it('takes what differs in case and space for one reference, and tells it in capitals', async () => {
    const first = await open({ reference: ' cr/1/26 ' });
    expect(first.status).toBe(201);
    for (const reference of ['CR/1/26', 'cr/1/26', 'Cr/1/26 '])
      expect(await open({ reference })).toMatchObject({
        status: 409,
        body: { code: 'reference-taken', caseId: first.body.caseId },
      });
    for (const reference of ['CR/1/26', 'cr%2F1%2F26'])
      expect((await desk.get(`/cases?reference=${reference}`)).body.items).toMatchObject([{ reference: 'CR/1/26' }]);
    expect((await desk.get('/cases?q=cr/1')).body.items).toHaveLength(1);
  });

  it.each([
    ['a space that nobody sees', 'CR/\u200B2/26', 'U+200B'],
    ['a turn to the left', '\u202ECR/2/26', 'U+202E'],
    ['a letter with an accent of its own', 'CE\u0301/2/26', 'U+00C9'],
    ['a small letter whose capital is one of ours', 'cr/\u0131/26', 'U+0131'],
    ['a Greek capital', '\u03A1CR/2/26', 'U+03A1'],
    ['a character that could not be read', 'CR/\uFFFD/26', 'U+FFFD'],
  ])('names in a reference %s', async (_, reference, sign) => {
    const answer = await open({ reference });
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } });
    expect(answer.body.errors).toEqual([{ pointer: '#/reference', detail: expect.stringContaining(sign) }]);
  });

  it('refuses a reference that the force writes otherwise, by kind', async () => {
    const answer = await open({ reference: 'CR/2/2026' });
    expect(answer).toMatchObject({ status: 422, body: { code: 'reference-misshapen' } });
    expect(answer.body.errors).toEqual([
      { pointer: '#/reference', detail: expect.stringContaining('Expected CR/#+/## or CRE#, where # is a digit') },
    ]);
    expect((await open({ reference: 'CRE7' })).status).toBe(201);
    const enquiry = { kind: 'enquiry', reference: 'CR/2/2026', participants: [{ role: 'enquirer' }] };
    expect((await open(enquiry)).status).toBe(201);
  });

  it('keeps no words of anybody in a fact', async () => {
    const { body } = await open({ reference: 'CR/3/26', offenceGroup: 'burglary-dwelling' });
    const [{ participantId }] = body.participants;
    const before = await positions();
    const at = '2026-11-20T10:00:00Z';
    const assess = (reasons: string[]) =>
      desk.post(`/cases/${body.caseId}/participants/${participantId}/entitlement`, {
        entitlement: 'enhanced',
        reasons,
        assessedAt: at,
      });
    const arrest = (suspect: string) =>
      desk.post(`/cases/${body.caseId}/milestones`, { type: 'suspect-arrested', occurredAt: at, suspect });
    const refused = [
      [await open({ reference: 'CR/4/26', offenceGroup: 'Jo Bloggs hit him' }), '#/offenceGroup'],
      [await open({ reference: 'CR/4/26', offenceGroup: 'jo-bloggs' }), '#/offenceGroup'],
      [await assess(['vulnerable', 'Jo Bloggs']), '#/reasons/1'],
      [await arrest('jo-bloggs'), '#/suspect'],
      [await arrest('suspect-0'), '#/suspect'],
    ] as const;
    for (const [answer, pointer] of refused) {
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toEqual([{ pointer, detail: expect.not.stringMatching(/jo|bloggs/i) }]);
    }
    expect(await positions()).toBe(before);
    expect((await assess(['vulnerable'])).status).toBe(201);
    expect((await arrest('suspect-2')).status).toBe(201);
  });

  it('records a request under an id of ours, never under the one that came with it', async () => {
    const brought = 'jo.bloggs-1990-01-01';
    const { headers, body } = await open({ reference: 'CR/5/26' }, { 'x-request-id': brought });
    const kept = await stack.database.query(`select distinct request_id from facts where stream = $1`, [
      `case-${body.caseId}`,
    ]);
    expect(kept).toEqual([{ request_id: headers.get('x-request-id') }]);
    expect(kept[0].request_id).not.toBe(brought);
  });

  it.each(['/workload', '/obligations', '/alerts'])(
    'answers %s as JSON, and says so to whoever takes no JSON',
    async (path) => {
      const supervisor = await stack.as('supervisor');
      for (const accept of ['application/json', 'application/*', 'text/csv, */*;q=0.1'])
        expect((await supervisor.get(path, { accept })).status).toBe(200);
      for (const accept of ['text/csv', 'application/vnd.oasis.opendocument.spreadsheet', 'application/json;q=0'])
        expect(await supervisor.get(path, { accept })).toMatchObject({ status: 406, body: { code: 'not-acceptable' } });
    },
  );

  it('records nothing for whoever could not read the answer', async () => {
    const before = await positions();
    expect((await open({ reference: 'CR/6/26' }, { accept: 'text/html' })).status).toBe(406);
    expect(await positions()).toBe(before);
  });

  it('takes a change meant for any of several versions, one of which is the case’s', async () => {
    const { body } = await open({ reference: 'CR/7/26' });
    const close = (etags: string) =>
      desk.post(`/cases/${body.caseId}/closure`, { reason: 'resolved' }, { 'if-match': etags });
    expect((await close('"998", "999"')).body.code).toBe('stale-version');
    expect((await close(`"999", "${body.version}"`)).status).toBe(201);
  });

  it.each(['/API/V1/HEALTH/READY', '/api/v1/Health/ready', '/Metrics', '/API/v1/me'])(
    'knows an address by one spelling, as the proxy does that keeps some to itself: %s',
    async (path) => {
      expect((await fetch(`${stack.url}${path}`)).status).toBe(404);
    },
  );
});
