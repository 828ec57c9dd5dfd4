import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Client } from '../support/client.js';
import { type FreshDatabase, migratedDatabase } from '../support/database.js';
import { aMonthOf } from '../support/imported.js';
import { aStreetFile, crimeId, street } from '../support/police-uk.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

let stack: Stack;
let admin: Client;

beforeAll(async () => {
  stack = await startStack('2019-02-01T12:00:00Z');
  admin = await stack.as('admin');
});
afterAll(() => stack?.stop());

const uploads = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`kept-informed-upload-${process.pid}-`));
/** A file is discarded once its request, or its import, has ended. */
const nothingLeft = () =>
  until(
    async () => uploads(),
    (found) => found.length === 0,
  );
const contentOf = (lines: readonly string[]) => readFileSync(aStreetFile(lines));

function formOf(content: string | Uint8Array<ArrayBuffer> | Buffer, fields: Record<string, string> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ profile: 'police-uk', ...fields })) form.set(name, value);
  form.set('file', new Blob([content as string]), 'Jo Bloggs.csv');
  return form;
}

const send = (lines: readonly string[], fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  admin.send('/imports', formOf(contentOf(lines), fields), headers);

function ended({ body }: Answer): Promise<Answer> {
  return until(
    () => admin.get(`/imports/${body['importId']}`),
    ({ body: { state } }) => !['waiting', 'running'].includes(state),
  );
}

const facts = () => stack.database.query('select count(*)::int as n from facts').then(([{ n }]) => n as number);

/** What somebody writes on a connection of their own, and how it is answered. */
function raw(head: readonly string[], body = ''): { answer: Promise<string>; hangUp(): void } {
  const { hostname, port } = new URL(stack.url);
  const socket = connect(Number(port), hostname);
  let text = '';
  const answer = new Promise<string>((done) => {
    socket.on('data', (piece) => (text += String(piece)));
    socket.on('data', () => /\r\n\r\n/.test(text) && done(text));
    socket.on('close', () => done(text));
    socket.on('error', () => done(text));
  });
  socket.write(`POST /api/v1/imports HTTP/1.1\r\nHost: here\r\n${head.join('\r\n')}\r\n\r\n${body}`);
  return { answer, hangUp: () => socket.destroy() };
}

const form = 'Content-Type: multipart/form-data; boundary=x';

describe('a file that is imported over the API', () => {
  it('is received, brought in as the command does, and told of row by row without what stood in it', async () => {
    const lines = [street({ id: crimeId('a') }), street({ id: crimeId('b'), month: 'Jo Bloggs' }), 'not a row'];
    const received = await send(lines.map((line) => line.replace('2019-03', '2018-11')));
    expect([received.status, received.body]).toMatchObject([202, { profile: 'police-uk', dryRun: false }]);
    expect(received.headers.get('location')).toBe(`/api/v1/imports/${received.body['importId']}`);
    const { body } = await ended(received);
    expect(body).toMatchObject({
      state: 'done',
      startedBy: 'admin-4001',
      problems: 2,
      done: 1,
      total: 1,
      report: { cases: { new: 1, changed: 0, alreadyThere: 0 }, counts: { refused: { 'bad-month': 1 } } },
    });
    const problems = await admin.get(`/imports/${body['importId']}/problems?limit=1`);
    expect(problems.body['items']).toEqual([
      { row: 3, column: 'Month', code: 'bad-month', detail: expect.stringMatching(/^The month is not written as/) },
    ]);
    const rest = await admin.get(`/imports/${body['importId']}/problems?cursor=${problems.body['next']}`);
    expect(rest.body).toMatchObject({ items: [{ row: 4, column: null, code: 'wrong-column-count' }], next: null });
    const [{ kept }] = await stack.database.query(
      `select jsonb_build_array((select jsonb_agg(i) from imports i), (select jsonb_agg(p) from import_problems p)) as kept`,
    );
    expect(JSON.stringify(kept)).not.toMatch(/Bloggs|Made Street|not a row/);
    const found = await stack.database.query(
      `select distinct request_id from facts where recorded_by = 'import' and stream like 'case%'`,
    );
    expect(found).toEqual([{ request_id: body['importId'] }]);
    await nothingLeft();
  });

  it('reports in a dry run what the run reports, and writes nothing', async () => {
    const lines = [...aMonthOf(30, '2018-09'), 'not a row'];
    const before = await facts();
    const trial = await ended(await send(lines, { dryRun: 'true' }));
    expect([trial.body['dryRun'], await facts()]).toEqual([true, before]);
    const run = await ended(await send(lines));
    expect(run.body['report']).toEqual(trial.body['report']);
    expect(run.body['problems']).toBe(trial.body['problems']);
    expect(await facts()).toBeGreaterThan(before);
  });

  it('sent twice at once makes each case once', async () => {
    const lines = aMonthOf(250, '2018-08');
    const both = await Promise.all((await Promise.all([send(lines), send(lines)])).map(ended));
    expect(both.map(({ body }) => body['state'])).toEqual(['done', 'done']);
    expect(both.reduce((sum, { body }) => sum + body['report'].cases.new, 0)).toBe(250);
  });

  it('sent again with its key is answered as before, and another file with it is refused', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const [line, other] = [
      street({ id: crimeId('c'), month: '2018-11' }),
      street({ id: crimeId('d'), month: '2018-11' }),
    ];
    const first = await send([line], {}, key);
    await ended(first);
    const again = await send([line], {}, key);
    expect([again.status, again.body['importId']]).toEqual([202, first.body['importId']]);
    expect((await send([other], {}, key)).body['code']).toBe('idempotency-key-reused');
    await nothingLeft();
  });

  it('lets others be answered meanwhile', async () => {
    const received = await send(aMonthOf(6_000, '2018-07'));
    const path = `/imports/${received.body['importId']}`;
    await until(
      () => admin.get(path),
      ({ body }) => body['state'] === 'running',
    );
    // The API is in this process: whatever holds it up holds up everybody.
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    await until(
      () => admin.get(path),
      ({ body }) => body['state'] === 'done',
    );
    delay.disable();
    expect(delay.percentile(99)).toBeLessThan(1e9);
  });
});

describe('a file is refused', () => {
  it.each([
    ['by an unknown profile', formOf('x', { profile: 'other' }), '#/profile'],
    ['with an unknown field', formOf('x', { more: 'x' }), '#/more'],
    ['with a dry run that is neither', formOf('x', { dryRun: 'perhaps' }), '#/dryRun'],
    ['that is not there', withoutFile(), '#/file'],
    ['beside another', withTwoFiles(), '#'],
  ])('%s', async (_, sent, pointer) => {
    const { status, body } = await admin.send('/imports', sent);
    expect([status, body['errors'].map((error: { pointer: string }) => error.pointer)]).toEqual([422, [pointer]]);
    await nothingLeft();
  });

  it('of the programme, by its name: there is none yet for it to go into', async () => {
    const { status, body } = await admin.send('/imports', formOf('x', { profile: 'programme' }));
    const detail = expect.stringMatching(/^Files of programme are not taken yet/);
    expect([status, body['errors']]).toEqual([422, [{ pointer: '#/profile', detail }]]);
  });

  it.each([
    ['as JSON', ['Content-Type: application/json', 'Content-Length: 2'], '{}', 415],
    ['as a form that breaks off', [form, 'Content-Length: 30'], '--x\r\nContent-Disposition: form', 400],
    ['of which nobody says how long it is', [form, 'Transfer-Encoding: chunked'], '', 411],
    ['that is too large, before a byte of it is read', [form, 'Content-Length: 50000001'], '', 413],
  ])('%s', async (_, head, body, status) => {
    const { answer, hangUp } = raw([`Authorization: ${admin.authorization}`, ...head], body);
    expect(await answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    hangUp();
  });

  it.each([
    ['nobody', async () => [], 401],
    ['a desk', async () => [`Authorization: ${(await stack.as('desk')).authorization}`], 403],
  ])('from %s before a byte of it is read', async (_, head, status) => {
    const { answer, hangUp } = raw([...(await head()), form, 'Content-Length: 40000000']);
    expect(await answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    hangUp();
  });

  it('leaves nothing when whoever sends it hangs up', async () => {
    const [{ before }] = await stack.database.query('select count(*)::int as before from imports');
    const part = `--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${'half of it'.repeat(20_000)}`;
    const { hangUp } = raw([`Authorization: ${admin.authorization}`, form, 'Content-Length: 4000000'], part);
    await until(
      async () => uploads(),
      (found) => found.length === 1,
    );
    hangUp();
    await nothingLeft();
    expect(await stack.database.query('select count(*)::int as before from imports')).toEqual([{ before }]);
  });
});

describe('an import', () => {
  it('that there is not is not found, nor its problems', async () => {
    expect((await admin.get('/imports/nowhere')).status).toBe(404);
    expect((await admin.get('/imports/nowhere/problems')).status).toBe(404);
  });

  it('of which nothing was heard for a minute was interrupted', async () => {
    await stack.database.query(
      `insert into imports (import_id, profile, dry_run, received_at, state, beat_at) values
         ('old', 'police-uk', false, now(), 'running', now() - interval '61 seconds'),
         ('new', 'police-uk', false, now(), 'running', now() - interval '50 seconds')`,
    );
    const states = await Promise.all(['old', 'new'].map((id) => admin.get(`/imports/${id}`)));
    expect(states.map(({ body }) => body['state'])).toEqual(['interrupted', 'running']);
  });

  it('is taken back by somebody else when nothing was heard for a minute of who was at it', async () => {
    const since = (seconds: number) => `now() - interval '${seconds} seconds'`;
    await stack.database.query(
      `insert into imports (import_id, profile, dry_run, received_at, state, beat_at, reversal_state, reversed_by,
         reversal_asked_at, reversal_beat_at) values
         ('left', 'police-uk', false, now(), 'done', now(), 'running', 'admin-4001', now(), ${since(61)}),
         ('busy', 'police-uk', false, now(), 'done', now(), 'running', 'admin-4001', now(), ${since(50)})`,
    );
    const reversalOf = async (id: string) => (await admin.get(`/imports/${id}`)).body['reversal'].state;
    expect([await reversalOf('left'), await reversalOf('busy')]).toEqual(['interrupted', 'running']);
    const reverse = async (id: string) => (await admin.post(`/imports/${id}/reversal`, { reason: 'Again.' })).status;
    expect([await reverse('left'), await reverse('busy')]).toEqual([202, 409]);
    await until(
      () => reversalOf('left'),
      (state) => state === 'done',
    );
  });

  it('that is under way when its process stops is stopped, and says so', async () => {
    const other = await startStack('2019-02-01T12:00:00Z');
    const theirs = await other.as('admin');
    const received = await theirs.send('/imports', formOf(contentOf(aMonthOf(20_000, '2018-07'))));
    const path = `/imports/${received.body['importId']}`;
    await until(
      () => theirs.get(path),
      ({ body }) => body['done'] > 0,
    );
    await other.stop(async ({ database }) => {
      const [row] = await database.query('select state, report from imports');
      expect(row).toMatchObject({ state: 'stopped', report: { stopped: true } });
    });
    await nothingLeft();
  });
});

describe('a mapping of the force', () => {
  it('is a profile, and what it brings in names nobody where facts, problems and answers are', async () => {
    const own = await startStack('2026-11-20T12:00:00Z', 'postgres', {
      IMPORT_MAPPINGS: 'docs/examples/imports',
      IMPORT_MAX_MEGABYTES: '1',
    });
    const theirs = await own.as('admin');
    const bringing = async (profile: string, content: string | Buffer) => {
      const received = await theirs.send('/imports', formOf(content, { profile }));
      return until(
        () => theirs.get(`/imports/${received.body['importId']}`),
        ({ body: { state } }) => state === 'done',
      );
    };
    const text = readFileSync('docs/examples/imports/records-crimes.csv', 'utf8');
    const crimes = await bringing('records-crimes', text.replace('BARROW', 'Made-up Person'));
    expect(crimes.body).toMatchObject({ problems: 1, report: { cases: { new: 1 }, counts: { people: 2 } } });
    const problems = await theirs.get(`/imports/${crimes.body['importId']}/problems`);
    expect(problems.body['items']).toMatchObject([{ row: 4, column: 'District', code: 'bad-value' }]);
    const contacts = readFileSync('docs/examples/imports/records-contacts.ndjson');
    expect((await bringing('records-contacts', contacts)).body).toMatchObject({ report: { cases: { changed: 1 } } });
    const [{ said }] = await own.database.query(
      `select jsonb_build_array((select jsonb_agg(f) from facts f), (select jsonb_agg(i) from imports i),
         (select jsonb_agg(p) from import_problems p)) as said`,
    );
    expect(JSON.stringify(said)).not.toMatch(/Made-up|07700|example\.org/);
    const bomb = await bringing('records-contacts', gzipSync(Buffer.alloc(2_000_001, '\n')));
    expect(bomb.body['report'].counts.refused).toEqual({ 'too-large': 1 });
    await own.stop();
  });
});

describe('an import that is taken back', () => {
  const lines = ['left', 'taken'].map((name) => street({ id: crimeId(name), month: '2018-10' }));
  let path: string;
  const referenceOf = (name: string) => `PUK/${crimeId(name).slice(0, 20).toUpperCase()}`;
  const caseOf = async (name: string) => {
    const { body } = await (await stack.as('desk')).get(`/cases?reference=${encodeURIComponent(referenceOf(name))}`);
    return body['items'][0] as { caseId: string; status: string; closureReason: string | null; version: number };
  };

  it('is cancelled case by case, but for those that somebody touched; misses wait for a supervisor', async () => {
    const received = await send(lines);
    path = `/imports/${received.body['importId']}`;
    await ended(received);
    const { caseId } = await caseOf('left');
    const supervisor = await stack.as('supervisor');
    const given = { staffId: 'pc-1011', from: '2019-02-01T12:00:00Z' };
    const { version } = await caseOf('left');
    const assigned = await supervisor.post(`/cases/${caseId}/owner`, given, { 'if-match': `"${version}"` });
    expect(assigned.status).toBe(201);
    const asked = await admin.post(`${path}/reversal`, { reason: 'The wrong month.' });
    expect([asked.status, asked.body['reversal']]).toMatchObject([202, { state: 'running', by: 'admin-4001' }]);
    const { body } = await until(
      () => admin.get(path),
      ({ body: { reversal } }) => reversal.state !== 'running',
    );
    expect(body['reversal']).toMatchObject({
      state: 'done',
      report: { cancelled: 1, undone: 0, left: 1, leftCases: [caseId], already: 0, stopped: false },
    });
    expect(body['reversal'].report.disputes).toBeGreaterThan(0);
    expect(await caseOf('left')).toMatchObject({ status: 'open' });
    const taken = await caseOf('taken');
    expect(taken).toMatchObject({ status: 'closed', closureReason: 'cancelled' });
    const owed = await supervisor.get(`/obligations?caseId=${taken.caseId}&limit=500`);
    expect(owed.body['items'].filter((one: { open: boolean }) => one.open)).toEqual([]);
    const [dispute] = (await supervisor.get(`/disputes?caseId=${taken.caseId}`)).body['items'];
    expect(dispute).toMatchObject({ stood: 'missed', recordedBy: ['admin-4001'] });
    const decided = await supervisor.post(`/disputes/${dispute.disputeId}/decision`, {
      confirm: true,
      reason: 'So it was.',
    });
    expect(decided.body['obligation'].status).not.toBe('missed');
  });

  it('has what it disputed decided together, by a supervisor who is not who asked for it', async () => {
    const open = () => supervisor.get('/disputes?decided=false&limit=500').then(({ body }) => body['items'].length);
    const supervisor = await stack.as('supervisor');
    expect(await open()).toBeGreaterThan(0);
    const decided = await supervisor.post(`${path}/reversal/decision`, { confirm: true, reason: 'So they were.' });
    expect([decided.status, decided.body]).toEqual([201, { decided: expect.any(Number), skipped: 0, casesLeft: 0 }]);
    expect([decided.body['decided'] > 0, await open()]).toEqual([true, 0]);
    const again = await supervisor.post(`${path}/reversal/decision`, { confirm: true, reason: 'Again.' });
    expect(again.body).toEqual({ decided: 0, skipped: 0, casesLeft: 0 });
    const other = await send([street({ id: crimeId('e'), month: '2018-11' })]);
    await ended(other);
    const early = await supervisor.post(`/imports/${other.body['importId']}/reversal/decision`, {
      confirm: true,
      reason: 'x',
    });
    expect([early.status, early.body['code']]).toEqual([409, 'not-reversed']);
  });

  it('is brought in anew by its corrected file, under the reference that it had; what was left stays', async () => {
    const before = await caseOf('left');
    const corrected = lines.map((line) => line.replace('2018-10', '2018-11'));
    const { body } = await ended(await send(corrected));
    expect(body['report'].cases).toEqual({ new: 1, changed: 0, alreadyThere: 1 });
    const desk = await stack.as('desk');
    const { items } = (await desk.get(`/cases?q=${referenceOf('taken')}`)).body;
    expect(items.map(({ status, openedAt }: any) => [status, openedAt.slice(0, 7)])).toEqual([
      ['open', '2018-11'],
      ['closed', '2018-10'],
    ]);
    expect((await caseOf('left')).version).toBe(before.version);
  });

  it('gives its references up, to whoever opens a case by hand too', async () => {
    const id = crimeId('by hand');
    const received = await ended(await send([street({ id, month: '2018-10' })]));
    const path = `/imports/${received.body['importId']}`;
    const desk = await stack.as('desk');
    const reference = referenceOf('by hand');
    const opening = { kind: 'crime', reference, openedAt: '2019-01-31T09:00:00Z', participants: [] };
    const area = { bcu: 'South Cumbria', lpt: 'Barrow' };
    const open = () => desk.post('/cases', { ...opening, area, offenceGroup: 'burglary' });
    expect(await open()).toMatchObject({ status: 409, body: { code: 'reference-taken' } });
    await admin.post(`${path}/reversal`, { reason: 'The wrong month.' });
    await until(
      () => admin.get(path),
      ({ body: { reversal } }) => reversal.state === 'done',
    );
    expect((await open()).status).toBe(201);
  });

  it('that was stopped half way goes on when it is asked for again', async () => {
    const fresh = await migratedDatabase();
    const started = (database: FreshDatabase) =>
      startStack('2019-02-01T12:00:00Z', 'postgres', {}, undefined, database);
    const first = await started({ ...fresh, drop: async () => {} });
    const theirs = await first.as('admin');
    const received = await theirs.send('/imports', formOf(contentOf(aMonthOf(200, '2018-10'))));
    const path = `/imports/${received.body['importId']}`;
    await until(
      () => theirs.get(path),
      ({ body: { state } }) => state === 'done',
    );
    const reason = 'The wrong month.';
    await theirs.post(`${path}/reversal`, { reason });
    const voided = `select count(*)::int as n from facts where type = 'CaseVoided'`;
    await until(
      () => first.database.query(voided),
      ([{ n }]) => n > 0,
    );
    await first.stop();
    const second = await started(fresh);
    const ours = await second.as('admin');
    const { state, report: half } = (await ours.get(path)).body['reversal'];
    expect([state, half.stopped, half.cancelled > 0, half.cancelled < 200]).toEqual(['stopped', true, true, true]);
    expect((await ours.post(`${path}/reversal`, { reason })).status).toBe(202);
    const { body } = await until(
      () => ours.get(path),
      ({ body: { reversal } }) => reversal.state === 'done',
    );
    const rest = { cancelled: 200 - half.cancelled, already: half.cancelled, left: 0, stopped: false };
    expect(body['reversal'].report).toMatchObject(rest);
    await second.stop();
  });

  it('is not taken back twice, nor what was never written', async () => {
    expect(await admin.post(`${path}/reversal`, { reason: 'Again.' })).toMatchObject({
      status: 409,
      body: { code: 'already-reversed' },
    });
    const trial = await ended(await send(lines, { dryRun: 'true' }));
    const asked = await admin.post(`/imports/${trial.body['importId']}/reversal`, { reason: 'Again.' });
    expect([asked.status, asked.body['code']]).toEqual([409, 'dry-run']);
    expect((await admin.post('/imports/nowhere/reversal', { reason: 'Again.' })).status).toBe(404);
  });
});

describe('the list of imports', () => {
  it('has all there are, the newest first, page by page', async () => {
    const all = await admin.get('/imports?limit=500');
    const received = all.body['items'].map(({ receivedAt, importId }: any) => [receivedAt, importId]);
    expect(received.length).toBeGreaterThan(2);
    expect(received).toEqual(received.toSorted().toReversed());
    const [{ importId }] = all.body['items'];
    expect(all.body['items'][0]).toEqual((await admin.get(`/imports/${importId}`)).body);
    const paged: unknown[] = [];
    for (let path = '/imports?limit=2'; path;) {
      const { body } = await admin.get(path);
      paged.push(...body['items']);
      path = body['next'] && `/imports?limit=2&cursor=${body['next']}`;
    }
    expect(paged).toEqual(all.body['items']);
    expect((await admin.get('/imports?cursor=nowhere')).status).toBe(422);
    expect((await (await stack.as('desk')).get('/imports')).status).toBe(403);
  });
});

function withoutFile(): FormData {
  const sent = new FormData();
  sent.set('profile', 'police-uk');
  return sent;
}

function withTwoFiles(): FormData {
  const sent = formOf('x');
  sent.append('file', new Blob(['y']), 'y.csv');
  return sent;
}
