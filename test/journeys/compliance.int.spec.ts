import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoForceFile } from '@kept-informed/directory';
import pg from 'pg';
import type { Client } from '../support/client.js';
import { bookOf } from '../second-count/force.js';
import { unlikeCharacteristic } from '../second-count/characteristics.js';
import { characteristicIsOne } from '../support/one-figure.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

const statuses = ['open', 'paused', 'met', 'metLate', 'missed', 'waived', 'excused', 'voided', 'superseded'];

/** November of three enquiries: one kept informed, one late, one never. */
describe('the month as the performance unit asks for it', () => {
  let stack: Stack;
  let desk: Client;
  let performance: Client;

  const open = async (reference: string) => {
    const area = { bcu: 'South Cumbria', lpt: 'Barrow' };
    const participants = [{ role: 'enquirer', name: 'Made Up' }];
    const body = { kind: 'enquiry', reference, openedAt: '2026-10-15T09:00:00Z', area, owner: 'pc-1234', participants };
    return (await desk.post('/cases', body)).body;
  };
  const tell = (opened: Record<string, any>, occurredAt: string, more = {}) =>
    desk.post(`/cases/${opened.caseId}/contacts`, {
      participantIds: [opened.participants[0].participantId],
      direction: 'outbound',
      method: 'phone',
      outcome: 'spoke',
      purpose: 'update',
      note: 'All that was found',
      occurredAt,
      ...more,
    });

  beforeAll(async () => {
    stack = await startStack('2026-10-15T09:00:00Z');
    await stack.worker();
    [desk, performance] = await Promise.all([stack.as('desk'), stack.as('performance')]);
    const [kept, late] = [await open('E/1'), await open('E/2'), await open('E/3')];
    stack.clock.set('2026-11-10T10:00:00Z');
    await tell(kept, '2026-11-10T09:55:00Z');
    stack.clock.set('2026-11-18T10:00:00Z');
    await tell(late, '2026-11-18T10:00:00Z');
    stack.clock.set('2026-11-24T12:00:00Z');
    await until(
      async () => (await performance.get('/alerts?rung=escalated')).body.items,
      (items) => items.length === 1,
    );
  });
  afterAll(() => stack?.stop());

  it('adds up, and gives the rate with its interval', async () => {
    const { body, status } = await performance.get(
      '/compliance?from=2026-11-01&to=2026-11-30&groupBy=commitment,bcu,team',
    );
    expect(status).toBe(200);
    const row = body.rows.find(({ group }: any) => group.commitment === 'QOS-UPDATE');
    expect(row.group).toEqual({ commitment: 'QOS-UPDATE', bcu: 'South Cumbria', team: expect.any(String) });
    expect(row).toMatchObject({ fellDue: 3, met: 1, metLate: 1, missed: 1, rate: 0.3333 });
    for (const each of [...body.rows, body.totals])
      expect(statuses.reduce((sum, status) => sum + (each[status] ?? 0), 0)).toBe(each.fellDue);
    expect(body).toMatchObject({ from: '2026-11-01', to: '2026-11-30', position: expect.any(String) });
  });

  it('shows the rows behind a figure', async () => {
    const { body } = await performance.get(
      '/compliance/obligations?from=2026-11-01&to=2026-11-30&commitment=QOS-UPDATE&status=missed',
    );
    expect(body.items).toHaveLength(1);
    const derivation = await performance.get(`/obligations/${body.items[0].obligationId}/derivation`);
    expect(derivation.body.sentence).toMatch(/15 November 2026/);
  });

  it('tells of those who have heard nothing', async () => {
    const { body } = await performance.get('/compliance/silence?days=28');
    expect(body.items).toHaveLength(1);
  });

  it('says by month, and by group, what is more than chance', async () => {
    const period = 'from=2026-06-01&to=2026-11-30&commitment=QOS-UPDATE';
    const months = await performance.get(`/compliance/months?${period}`);
    expect(months.body.points.map(({ month, display }: any) => [month, display]).slice(-2)).toEqual([
      ['2026-10', 'none due'],
      ['2026-11', '33.3%'],
    ]);
    expect(months.body).toMatchObject({ limits: null, verdict: expect.stringMatching(/Fewer than six months/) });
    const { body } = await performance.get(`/compliance/funnel?${period}&by=bcu`);
    expect(body.points).toMatchObject([
      { group: 'South Cumbria', met: 1, rated: 3, display: '33.3%', place: 'no-more-than-chance' },
    ]);
    const asked = `/compliance/comparison?${period}&by=bcu&one=South%20Cumbria&other=`;
    expect((await performance.get(`${asked}South%20Cumbria`)).body).toMatchObject({
      difference: 0,
      verdict: expect.stringMatching(/^No difference beyond chance/),
    });
    const refused = await performance.get(`${asked}Nowhere`);
    expect([refused.status, refused.body.code, refused.body.errors[0].pointer]).toEqual([
      422,
      'nothing-counted',
      '?other',
    ]);
    for (const path of ['/months?', '?groupBy=team,quarter&', '?month=2026-11&', '/not-recorded-here?groupBy=month&']) {
      const endless = await performance.get(`/compliance${path}from=2006-11-01&to=2026-11-30`);
      expect([path, endless.status, endless.body.code]).toEqual([path, 422, 'too-many-months']);
      expect((await performance.get(`/compliance${path}from=2006-12-01&to=2026-11-30`)).status).toBe(200);
    }
  });

  it('says none due, and no rate, where nothing fell due', async () => {
    const { body } = await performance.get('/compliance?from=2025-01-01&to=2025-01-31');
    expect(body.totals).toMatchObject({ fellDue: 0, rate: null, display: 'none due' });
  });

  describe('a return', () => {
    const november = { report: 'compliance', from: '2026-11-01', to: '2026-11-30', commitment: 'QOS-UPDATE' };
    const asked = {
      title: 'November',
      questions: [
        { ...november, groupBy: ['bcu'] },
        { ...november, report: 'no-limit' },
        { ...november, report: 'shares', measure: 'late-but-done', groupBy: ['bcu'] },
      ],
    };
    const publish = async () => (await performance.post('/publications', asked)).body;
    const verified = async (id: string) => (await performance.get(`/publications/${id}/verification`)).body;

    it('is frozen as it is known, and given to the byte by its digest', async () => {
      const { status, body, headers } = await performance.post('/publications', { ...asked, note: 'As agreed.' });
      expect([status, headers.get('location')]).toEqual([201, `/api/v1/publications/${body.publicationId}`]);
      expect(body).toMatchObject({ knownAt: '2026-11-24T11:59:59Z' });
      const whole = (await performance.get(`/publications/${body.publicationId}`)).body;
      expect(whole).toMatchObject({ title: 'November', note: 'As agreed.', digest: body.digest });
      expect(whole.questions[0].answer.rows).toMatchObject([
        { group: { bcu: 'South Cumbria' }, fellDue: 3, met: 1, metLate: 1, missed: 1 },
      ]);
      expect(whole.questions[2].answer).toMatchObject({
        definition: expect.stringContaining('met after its due time'),
        rows: [{ group: { bcu: 'South Cumbria' }, part: 1, whole: 3, display: '33.3%' }],
      });
      const token = await stack.tokenOf('performance');
      const path = `${stack.url}/api/v1/publications/${body.publicationId}/document`;
      const bytes = await (await fetch(path, { headers: { authorization: `Bearer ${token}` } })).arrayBuffer();
      expect(createHash('sha256').update(Buffer.from(bytes)).digest('hex')).toBe(body.digest);
      expect((await performance.get('/publications?limit=1')).body.items).toMatchObject([{ title: 'November' }]);
    });

    it('says what the report says as known then, and again whatever is recorded since', async () => {
      const { publicationId, knownAt } = await publish();
      const { answer } = (await performance.get(`/publications/${publicationId}`)).body.questions[0];
      const query = 'from=2026-11-01&to=2026-11-30&commitment=QOS-UPDATE&groupBy=bcu';
      const { rows, totals, definition } = (await performance.get(`/compliance?${query}&knownAt=${knownAt}`)).body;
      expect(answer).toEqual({ rows, totals, definition });
      const opened = await open('E/4');
      await tell(opened, '2026-11-24T12:00:00Z');
      expect(await verified(publicationId)).toMatchObject({ unchanged: true, same: true, restated: [] });
    });

    it('that is answered otherwise says by name what differs, and one that was changed is found out', async () => {
      const { publicationId, digest } = await publish();
      const owner = new pg.Client(stack.ownerUrl);
      await owner.connect();
      const { rows } = await owner.query('select document from publications where publication_id = $1', [
        publicationId,
      ]);
      const { document } = rows[0];
      const other = document.replace('"missed":1', '"missed":0');
      const put = (text: string) =>
        owner.query('update publications set document = $2 where publication_id = $1', [publicationId, text]);
      await put(other);
      const { unchanged, same, restated, ...rest } = await verified(publicationId);
      expect([unchanged, same, rest.digest]).toEqual([false, false, digest]);
      expect(restated).toMatchObject([
        { question: 0, rows: [{ group: { bcu: 'South Cumbria' }, before: { missed: 0 }, after: { missed: 1 } }] },
      ]);
      await put(document);
      await owner.end();
      expect(await verified(publicationId)).toMatchObject({ unchanged: true, same: true });
    });

    it('waits for whoever is recording, so that nothing known by then comes later', async () => {
      const recording = stack.database.createQueryRunner();
      await recording.startTransaction();
      await recording.query('select pg_advisory_xact_lock_shared(7305815)');
      let done = false;
      const publishing = publish().then((body) => ((done = true), body));
      const waits = "select count(*)::int as waits from pg_locks where locktype = 'advisory' and not granted";
      await until(
        async () => (await stack.database.query(waits))[0].waits,
        (count: number) => count > 0,
      );
      expect(done).toBe(false);
      await recording.commitTransaction();
      await recording.release();
      expect(await publishing).toMatchObject({ digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    });

    it('keeps nobody from recording while it is answered', async () => {
      const slow = stack.database.createQueryRunner();
      await slow.startTransaction();
      await slow.query('lock table obligations in access exclusive mode');
      const publishing = publish();
      const waits = "select count(*)::int as waits from pg_locks where locktype = 'relation' and not granted";
      await until(
        async () => (await slow.query(waits))[0].waits,
        (count: number) => count > 0,
      );
      const recorded = await stack.database.query('select pg_try_advisory_xact_lock_shared(7305815) as may');
      await slow.commitTransaction();
      await slow.release();
      await publishing;
      expect(recorded).toEqual([{ may: true }]);
    });

    it.each<[string, object, string]>([
      ['without questions', { questions: [] }, '#/questions'],
      ['of no such report', { questions: [{ ...november, report: 'rumours' }] }, '#/questions/0/report'],
      ['of a period that ends first', { questions: [november, { ...november, to: '2026-10-01' }] }, '#/questions/1/to'],
      ['of no such promise', { questions: [{ ...november, commitment: 'NOPE' }] }, '#/questions/0/commitment'],
      ['of no measure', { questions: [{ ...november, report: 'shares' }] }, '#/questions/0/measure'],
      [
        'of a measure that knows no promise',
        { questions: [{ ...november, report: 'shares', measure: 'unassessed' }] },
        '#/questions/0/commitment',
      ],
      ['of another time', { questions: [{ ...november, knownAt: '2026-11-20T00:00:00Z' }] }, '#/questions/0/knownAt'],
      ['without a title', { title: ' ' }, '#/title'],
    ])('%s is refused', async (_, wrong, pointer) => {
      const { status, body } = await performance.post('/publications', { ...asked, ...wrong });
      expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
    });

    it('is published by the performance unit alone, and there is none that was not', async () => {
      const supervisor = await stack.as('supervisor');
      expect((await supervisor.post('/publications', asked)).status).toBe(403);
      expect((await supervisor.get('/publications')).status).toBe(200);
      expect((await performance.get('/publications/none')).body).toMatchObject({ code: 'not-found' });
    });
  });

  describe('a sample', () => {
    const asked = { from: '2026-11-01', to: '2026-11-30', size: 2, strata: ['commitment'], seed: '2026-11-a' };
    const yes = { inTime: 'yes', rightPerson: 'yes', useful: 'yes', plain: 'yes' };

    it('is drawn by lot of its seed, as anybody can draw it, and again as it was whatever is recorded since', async () => {
      const { status, body, headers } = await performance.post('/dip-samples', asked);
      expect([status, headers.get('location')]).toEqual([201, `/api/v1/dip-samples/${body.dipSampleId}`]);
      const path = `/dip-samples/${body.dipSampleId}`;
      const listed = (await performance.get('/dip-samples')).body.items;
      expect(listed[0]).toMatchObject({ dipSampleId: body.dipSampleId, from: asked.from, to: asked.to });
      const sample = (await performance.get(path)).body;
      expect(sample).toMatchObject({ ...asked, withheld: 0, agreement: null, beside: { judged: 0, same: 0 } });
      const rows = `/compliance/obligations?from=${asked.from}&to=${asked.to}&knownAt=${sample.knownAt}&limit=500`;
      const lots = (await performance.get(rows)).body.items.map(({ obligationId, group }: any) => ({
        lot: createHash('sha256').update(`${asked.seed}:${obligationId}`).digest('hex'),
        obligationId,
        stratum: sample.ofStrata.findIndex(({ values }: any) => values[0] === group.commitment),
      }));
      const drawn = sample.ofStrata.flatMap((one: any, stratum: number) => {
        const own = lots.filter((each: any) => each.stratum === stratum);
        expect(own).toHaveLength(one.of);
        return own.toSorted((a: any, b: any) => (a.lot < b.lot ? -1 : 1)).slice(0, one.drawn);
      });
      expect(sample.items.map(({ obligationId }: any) => obligationId)).toEqual(
        drawn.map(({ obligationId }: any) => obligationId),
      );
      expect(sample.items).toHaveLength(2);
      expect((await performance.get(`${path}/redraw`)).body).toEqual({ same: true, missing: 0, added: 0 });
      expect((await performance.get('/dip-samples?limit=1')).body.items).toMatchObject([body]);
      const all = (await performance.post('/dip-samples', { ...asked, size: 500 })).body;
      const { items, ofStrata } = (await performance.get(`/dip-samples/${all.dipSampleId}`)).body;
      expect(items).toHaveLength(lots.length);
      expect(ofStrata.every(({ of, drawn: some }: any) => of === some)).toBe(true);
    });

    it('is judged by two who do not see each other, and then shows both', async () => {
      const { dipSampleId } = (await performance.post('/dip-samples', { ...asked, seed: 'b' })).body;
      const path = `/dip-samples/${dipSampleId}`;
      const supervisor = await stack.as('supervisor');
      const [{ obligationId, status }] = (await performance.get(path)).body.items;
      const seen = (await supervisor.get(path)).body;
      expect([seen.items.length, seen.withheld]).toEqual([2, 0]);
      expect((await performance.post(`${path}/reviews`, { obligationId, ...yes })).status).toBe(204);
      const blind = (await supervisor.get(path)).body;
      expect(blind.items[0]).toMatchObject({ obligationId, reviews: 1, own: null, answers: [] });
      expect(blind.agreement).toBeNull();
      const twice = await performance.post(`${path}/reviews`, { obligationId, ...yes });
      expect([twice.status, twice.body.code]).toEqual([409, 'already-reviewed']);
      const other = { ...yes, plain: 'no' };
      expect((await supervisor.post(`${path}/reviews`, { obligationId, ...other })).status).toBe(204);
      const whole = (await performance.get(path)).body;
      expect(whole.items[0]).toMatchObject({ reviews: 2, own: yes, answers: [yes, other] });
      expect(whole.agreement.plain).toEqual({ judged: 1, observed: 0, kappa: 0 });
      expect(whole.agreement.useful).toEqual({ judged: 1, observed: 1, kappa: null });
      expect(whole.beside).toEqual({ judged: 2, same: status === 'met' ? 2 : 0 });
    });

    it('shows whom it is about to whoever says why, with nothing that others were told, and the look is on record', async () => {
      const { items: before } = (await performance.get('/obligations?status=met&commitment=QOS-UPDATE')).body;
      const [{ caseId, participantId }] = before;
      const joining = { role: 'enquirer', name: 'Somebody Else' };
      const other = (await desk.post(`/cases/${caseId}/participants`, joining)).body.participantId;
      const call = (id: string, note: string, outcome: string) =>
        tell({ caseId, participants: [{ participantId: id }] }, stack.clock.now(), { note, outcome });
      await call(other, 'What somebody else was told', 'spoke');
      const { contactId } = (await call(participantId, 'Never rung at all', 'no-answer')).body;
      const correction = `/cases/${caseId}/contacts/${contactId}/correction`;
      const struck = await desk.post(correction, { strikeOut: true, reason: 'x' }, { 'if-match': '*' });
      expect(struck.status).toBe(201);
      // What was recorded in the very second before is in no sample.
      stack.clock.set('2026-11-24T12:01:00Z');
      const { dipSampleId } = (await performance.post('/dip-samples', { ...asked, size: 500 })).body;
      const path = `/dip-samples/${dipSampleId}`;
      const { items } = (await performance.get(path)).body;
      const { obligationId } = items.find((one: any) => one.caseId === caseId && one.status === 'met');
      const without = await performance.post(`${path}/openings`, { obligationId });
      expect([without.status, without.body.code]).toEqual([422, 'invalid']);
      const { status, body } = await performance.post(`${path}/openings`, {
        obligationId,
        reason: 'Sample of November',
      });
      expect([status, body.person]).toEqual([200, 'Made Up']);
      expect(body.contacts).toEqual([
        { at: '2026-11-10T09:55:00Z', words: expect.stringMatching(/phone/i), note: 'All that was found' },
      ]);
      const { items: looks } = (await performance.get(`/audit/access?caseId=${caseId}`)).body;
      expect(looks[0]).toMatchObject({ route: expect.stringContaining('dip-samples') });
      const [fact] = await stack.database.query(
        `select data from facts where stream = 'dip-sample-' || $1 and type = 'DipSampleOpened'`,
        [dipSampleId],
      );
      expect(Object.keys(fact.data).toSorted()).toEqual(['dipSampleId', 'noteDigest', 'noteId', 'obligationId']);
    });

    it.each([
      ['of none', { size: 0 }, 422, 'invalid'],
      ['of more than can be looked through', { size: 501 }, 422, 'invalid'],
      ['without strata', { strata: [] }, 422, 'invalid'],
      ['by a seed that says something', { seed: 'Burglary at the Nook' }, 422, 'invalid'],
      ['of a period in which nothing fell due', { from: '2025-01-01', to: '2025-01-31' }, 422, 'nothing-counted'],
      ['of one that ends before it begins', { to: '2026-10-01' }, 422, 'ends-before-it-begins'],
    ])('is refused %s', async (_, wrong, status, code) => {
      const answer = await performance.post('/dip-samples', { ...asked, ...wrong });
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    });

    it('is judged by many at the same moment, each of another', async () => {
      const { dipSampleId } = (await performance.post('/dip-samples', { ...asked, size: 500 })).body;
      const path = `/dip-samples/${dipSampleId}`;
      const { items } = (await performance.get(path)).body;
      const answers = await Promise.all(
        items.slice(0, 3).map(({ obligationId }: any) => performance.post(`${path}/reviews`, { obligationId, ...yes })),
      );
      expect(answers.map(({ status }: any) => status)).toEqual([204, 204, 204]);
    });

    it('of an obligation that was not drawn is judged by nobody', async () => {
      const { dipSampleId } = (await performance.post('/dip-samples', { ...asked, size: 1 })).body;
      const missing = await performance.post(`/dip-samples/${dipSampleId}/reviews`, { obligationId: 'none', ...yes });
      expect([missing.status, missing.body.code]).toEqual([404, 'unknown-obligation']);
      expect((await performance.get('/dip-samples/none')).status).toBe(404);
    });

    it('lists nothing of a restricted case, counts it as withheld, and is drawn again as it was', async () => {
      const { dipSampleId } = (await performance.post('/dip-samples', { ...asked, size: 500 })).body;
      const path = `/dip-samples/${dipSampleId}`;
      const [{ caseId, obligationId }] = (await performance.get(path)).body.items;
      const restricting = { staffIds: ['pc-1234'], reason: 'x' };
      expect((await desk.post(`/cases/${caseId}/restriction`, restricting)).status).toBe(201);
      const { items, withheld } = (await performance.get(path)).body;
      expect(withheld).toBeGreaterThan(0);
      expect(items.some((one: any) => one.caseId === caseId)).toBe(false);
      const review = await performance.post(`${path}/reviews`, { obligationId, ...yes });
      expect([review.status, review.body.code]).toEqual([404, 'unknown-obligation']);
      expect((await performance.get(`${path}/redraw`)).body.same).toBe(true);
      const again = (await performance.post('/dip-samples', { ...asked, size: 500 })).body;
      expect((await performance.get(`/dip-samples/${again.dipSampleId}`)).body.withheld).toBe(withheld);
    });
  });

  it('counts days for whoever asks', async () => {
    const { body } = await desk.get('/calendar/due-date?from=2006-01-13&limit=P5D&unit=working&convention=begins-with');
    expect(body).toMatchObject({ dueOn: '2006-01-19' });
    expect((await desk.get('/commitments/QOS-FB-REPLY')).body).toMatchObject({ id: 'QOS-FB-REPLY' });
  });

  it('describes itself in OpenAPI 3.1, every route with an answer', async () => {
    const document = await (await fetch(`${stack.url}/api/v1/openapi.json`)).json();
    expect((document as any).openapi).toMatch(/^3\.1/);
    const paths = Object.keys((document as any).paths);
    for (const path of ['/cases', '/cases/{caseId}/contacts', '/obligations/{id}/derivation', '/compliance', '/alerts'])
      expect(paths).toContainEqual(expect.stringMatching(new RegExp(`${path.replace(/\{.*?\}/g, '\\{\\w+\\}')}$`)));
    expect((await fetch(`${stack.url}/api/docs`)).status).toBe(200);
    expect((await (await stack.as('service')).get<any>('/metrics')).body).toMatch(
      /kept_informed_obligations\{status="missed"\} 1/,
    );
    expect((await fetch(`${stack.url}/health/ready`)).status).toBe(200);
  });

  it('tells whether people are kept informed alike, whoever they are, and of no few', async () => {
    const ofEach = { W1: 10, A2: 10, refused: 6 };
    const groups = Object.entries(ofEach).flatMap(([said, length]) => Array.from({ length }, () => said));
    const saidBy = (index: number) => ({
      sex: index % 2 ? 'male' : 'female',
      ...(index > 12 && { disability: 'yes' }),
    });
    // A day before a birthday on the quarter’s last day, and on it.
    const bornBy = (index: number) => ['2009-01-01', '2008-12-31', '1961-12-31'][index % 3];
    const opened = await Promise.all(
      groups.map((ethnicity, index) => {
        const characteristics = { ethnicity, ...saidBy(index) };
        const participants = [{ role: 'enquirer', name: 'A Person', bornOn: bornBy(index), characteristics }];
        const kind = { kind: 'enquiry', reference: `E/${100 + index}`, openedAt: '2026-11-24T12:00:00Z' };
        return desk.post('/cases', { ...kind, area: { bcu: 'South Cumbria' }, owner: 'pc-1234', participants });
      }),
    );
    const ask = (more = '') => performance.get(`/compliance/characteristics?quarter=2026-Q4${more}`);
    expect((await ask()).body.errors).toMatchObject([
      { pointer: '?quarter', detail: 'It is told from 2027-01-29 on.' },
    ]);
    stack.clock.set('2026-12-10T12:00:00Z');
    // Of the white all are told, of minorities half.
    await Promise.all(opened.slice(0, 15).map(({ body }) => tell(body, '2026-12-10T12:00:00Z')));
    stack.clock.set('2027-02-01T12:00:00Z');
    const { body } = await until(ask, ({ status }) => status === 200);
    expect(body).toMatchObject({ from: '2026-10-01', to: '2026-12-31', knownAt: '2027-01-29T00:00:00Z' });
    const shown = (row: any) => row.groups.map((group: any) => [group.group, group.hidden, group.met, group.rated]);
    expect(shown(body.totals).slice(0, 2)).toEqual([
      ['white', false, 10, 10],
      ['minority', false, 5, 10],
    ]);
    expect(shown(body.totals).slice(2)).toEqual([
      ['refused', true, undefined, undefined],
      ['not-asked', true, undefined, undefined],
      ['erased', false, 0, 0],
    ]);
    const saidOf = (tell: (index: number) => string | undefined) =>
      new Map(
        opened.flatMap(({ body: { participants } }, index) => {
          const told = tell(index);
          return told === undefined ? [] : [[participants[0].participantId as string, told] as const];
        }),
      );
    const period = { from: '2026-10-01', to: '2026-12-31', asOf: '2027-01-29T00:00:00.000Z' };
    const query = (sql: string, values: unknown[] = []) => stack.database.query(sql, values);
    const again = async (of: string, said: ReadonlyMap<string, string>) => {
      const { totals } = (await ask(`&of=${of}`)).body;
      return unlikeCharacteristic({ query, book: bookOf(demoForceFile()), of, said, period }, totals);
    };
    const said = saidOf((index) => groups[index]);
    expect(await again('ethnicity', said)).toEqual([]);
    expect(await again('ethnicity', new Map([...said].slice(1)))).toContainEqual(
      expect.stringMatching(/^white: oracle .*"met":9/),
    );
    expect(
      await again(
        'sex',
        saidOf((index) => saidBy(index).sex),
      ),
    ).toEqual([]);
    expect(
      await again(
        'disability',
        saidOf((index) => saidBy(index).disability),
      ),
    ).toEqual([]);
    expect(await again('age', saidOf(bornBy))).toEqual([]);
    expect(body.totals.comparisons[0]).toMatchObject({
      group: 'minority',
      comparison: {
        difference: 0.5,
        verdict: expect.stringMatching(/^The first is 50.0 points above the second, which is more than chance/),
      },
    });
    expect((await ask('&by=bcu')).body.rows).toHaveLength(1);
    for (const asked of [
      { quarter: '2026-Q4' },
      { quarter: '2026-Q4', of: 'sex', by: 'bcu' },
      { quarter: '2026-Q3', of: 'age' },
    ])
      await characteristicIsOne(stack, { api: performance }, asked);
    for (const more of ['&of=religion', '&by=team', '&team=barrow-lpt', '&knownAt=2027-01-30T00:00:00Z'])
      expect([more, (await ask(more)).status]).toEqual([more, 422]);
    expect((await (await stack.as('supervisor')).get('/compliance/characteristics?quarter=2026-Q3')).status).toBe(403);
  });
});
