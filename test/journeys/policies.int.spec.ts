import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { englandAndWales } from '@kept-informed/calendar';
import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { addressOf } from '@kept-informed/event-store';
import type { Answer, Client } from '../support/client.js';
import { startStack, type Stack } from '../support/stack.js';
import { handOut } from '../../libs/what-if/src/handing-out.js';
import { ownHand } from '../../libs/what-if/src/own-hand.js';
import { ReplayThread } from '../../libs/what-if/src/replay-thread.js';
import { inSnapshot, nameOf } from '../../libs/what-if/src/snapshot.js';
import { ended, spawnApp } from '../support/processes.js';
import { redisUrl } from '../support/redis.js';
import { until } from '../support/waiting.js';

/** What of the product's holidays a feed from a year on would say. */
const ahead = (from: string) =>
  [...englandAndWales.holidays.values()].filter(({ date }) => date >= from).map(({ date, title }) => ({ date, title }));

const ladder = [
  { rung: 'due-soon', days: -1, time: '09:00', to: 'owner' },
  { rung: 'missed', days: 0, to: 'supervisor' },
];
const whole = {
  adopts: ['qos-2006', 'victims-code-2006', 'victims-code-2013', 'victims-code-2015', 'victims-code-2020'],
  ladder,
  lateAfterHours: 72,
};

let stack: Stack;
let admin: Client;
let supervisor: Client;
let performance: Client;
let desk: Client;

async function start(at: string, backend: 'postgres' | 'redis' = 'postgres'): Promise<void> {
  stack = await startStack(at, backend);
  [admin, supervisor, performance, desk] = (await Promise.all(
    ['admin', 'supervisor', 'performance', 'desk'].map((role) => stack.as(role)),
  )) as [Client, Client, Client, Client];
}

/** Sends a change with the version that is read just before. */
async function change(by: Client, path: string, body: unknown, list: string): Promise<Answer> {
  const { headers } = await by.get(list);
  return by.post(path, body, { 'if-match': headers.get('etag')! });
}

const draftPolicy = (body: object) => change(admin, '/policies/drafts', body, '/policies');
const draftCalendar = (body: object) => change(admin, '/calendar/versions/drafts', body, '/calendar/versions');
const activatePolicy = (id: string, body: object, by = supervisor) =>
  change(by, `/policies/drafts/${id}/activation`, body, '/policies');
const activateCalendar = (id: string, body: object) =>
  change(supervisor, `/calendar/versions/drafts/${id}/activation`, body, '/calendar/versions');

async function openEnquiries(count: number, openedAt: string): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const opened = await desk.post('/cases', {
      kind: 'feedback',
      reference: `FB/${openedAt}/${index}`,
      openedAt,
      participants: [{ role: 'feedback-giver', name: 'A' }],
    });
    expect(opened.status).toBe(201);
    const { caseId, participants } = opened.body;
    const asked = {
      participantId: participants[0].participantId,
      receivedAt: openedAt,
      method: 'email',
      type: 'comment',
      replyRequested: true,
    };
    expect((await desk.post(`/cases/${caseId}/feedback`, asked)).status).toBe(201);
    ids.push(caseId);
  }
  return ids;
}

const replies = async (query = '') =>
  (await performance.get(`/obligations?commitment=QOS-FB-REPLY&limit=500${query}`)).body.items;
const left = async () => (await performance.get('/policies')).body.rechecksLeft;

describe('a policy that two people bring about', () => {
  beforeAll(() => start('2026-03-02T10:00:00Z'), 60_000);
  afterAll(() => stack.stop());

  it('case 31 (jmix-framework/jmix#576): needs the version that was read, 428 without and 412 when stale', async () => {
    expect((await admin.post('/policies/drafts', whole)).status).toBe(428);
    const seen = (await admin.get('/policies')).headers.get('etag')!;
    expect(seen).toBe('"0"');
    const first = await admin.post('/policies/drafts', whole, { 'if-match': seen });
    expect([first.status, first.body.warnings, first.headers.get('etag')]).toEqual([201, [], '"1"']);
    const second = await admin.post('/policies/drafts', { ...whole, lateAfterHours: 24 }, { 'if-match': seen });
    expect([second.status, second.body.code, second.body.version]).toEqual([412, 'stale-version', 1]);
    const both = await Promise.all(
      [1, 2].map((hours) => admin.post('/policies/drafts', { ...whole, lateAfterHours: hours }, { 'if-match': '"1"' })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 412]);
    const calendar = { holidays: ahead('2026-03-02') };
    expect((await admin.post('/calendar/versions/drafts', calendar)).status).toBe(428);
    expect((await admin.post('/calendar/versions/drafts', calendar, { 'if-match': '"7"' })).status).toBe(412);
  });

  it('is drafted by an administrator, activated by another, and read by the performance unit', async () => {
    const { versionId } = (await draftPolicy(whole)).body;
    for (const client of [desk, supervisor, performance])
      expect((await client.post('/policies/drafts', whole, { 'if-match': '"3"' })).status).toBe(403);
    expect((await desk.get('/policies')).status).toBe(403);
    for (const client of [desk, performance])
      expect(
        (await client.post(`/policies/drafts/${versionId}/activation`, { reach: 'new-only' }, { 'if-match': '"3"' }))
          .status,
      ).toBe(403);
    const own = await activatePolicy(versionId, { reach: 'new-only' }, admin);
    expect([own.status, own.body.code]).toEqual([409, 'own-draft']);
    const { status, body } = await activatePolicy(versionId, { reach: 'new-only' });
    expect([status, body.versionId, body.rechecks]).toEqual([201, versionId, 0]);
    const listed = (await performance.get('/policies')).body;
    expect(listed.inForce).toBe(versionId);
    expect(listed.items[0]).toMatchObject({
      versionId,
      status: 'in-force',
      basedOn: null,
      activatedAt: '2026-03-02T10:00:00Z',
      reach: { to: 'new-only' },
    });
    expect(listed.items[0].draftedBy).not.toBe(listed.items[0].activatedBy);
    expect(listed.items[1]).toMatchObject({
      versionId: 'force-file',
      status: 'replaced',
      heldUntil: '2026-03-02T10:00:00Z',
    });
    expect(listed.items.slice(2).map(({ status: each }: { status: string }) => each)).toEqual(['draft', 'draft']);
    const outdated = await activatePolicy(listed.items[2].versionId, { reach: 'new-only' });
    expect([outdated.status, outdated.body.code]).toEqual([409, 'draft-outdated']);
    const preview = `/policies/drafts/${listed.items[2].versionId}/preview?reach=recompute-all`;
    const previewed = await performance.get(preview);
    expect([previewed.status, previewed.body.code]).toEqual([409, 'draft-outdated']);
  });

  it('is shown with who activated it, until when it held and on what it was based', async () => {
    const [before] = (await performance.get('/policies')).body.items;
    stack.clock.set('2026-03-02T11:00:00Z');
    const { versionId } = (await draftPolicy(whole)).body;
    await activatePolicy(versionId, { reach: 'new-only' });
    const [now, earlier] = (await performance.get('/policies')).body.items;
    const [draftedAt, reach] = ['2026-03-02T11:00:00Z', { to: 'new-only' }];
    const { draftedBy, activatedBy } = before;
    expect(now).toEqual({
      versionId,
      status: 'in-force',
      basedOn: before.versionId,
      draftedBy,
      draftedAt,
      activatedBy,
      activatedAt: draftedAt,
      heldUntil: null,
      reach,
    });
    expect(earlier).toEqual({ ...before, status: 'replaced', heldUntil: draftedAt });
  });

  it('is refused with everything that is wrong, field by field', async () => {
    const odd = {
      ...whole,
      adopts: ['qos-2006', 'qos-2036'],
      dayKinds: { 'VC20-ARREST': 'calendar' },
      ladder: ladder.slice(0, 1),
    };
    const { status, body } = await draftPolicy(odd);
    expect([status, body.code]).toEqual([422, 'policy-invalid']);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '#/adopts/1',
      '#/dayKinds/VC20-ARREST',
      '#/ladder',
    ]);
    const misspelt = await draftPolicy({
      ...whole,
      ladder: [{ rung: 'missed', days: 0, to: 'chief' }],
      dayKinds: { x: 'solar' },
    });
    expect(misspelt.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '#/dayKinds',
      '#/ladder/0/to',
    ]);
    expect((await activatePolicy('policy-9-none', { reach: 'new-only' })).body.code).toBe('unknown-draft');
  });

  it('is given up, and stays readable', async () => {
    const { versionId } = (await draftPolicy(whole)).body;
    const { version } = (await admin.get('/policies')).body;
    expect((await admin.delete(`/policies/drafts/${versionId}`)).status).toBe(428);
    const gone = await admin.delete(`/policies/drafts/${versionId}`, { 'if-match': `"${version}"` });
    expect([gone.status, gone.body.version]).toEqual([200, version + 1]);
    const { status, content } = (await performance.get(`/policies/drafts/${versionId}`)).body;
    expect([status, content.lateAfterHours]).toEqual(['discarded', 72]);
    expect((await activatePolicy(versionId, { reach: 'new-only' })).body.code).toBe('draft-ended');
  });
});

describe('kept-informed holidays', () => {
  beforeAll(() => start('2026-11-25T10:00:00Z'), 60_000);
  afterAll(() => stack.stop());

  const file = join(tmpdir(), `ki-feed-${process.pid}.json`);
  afterAll(() => rmSync(file, { force: true }));

  async function load(events: object[], ...more: string[]) {
    writeFileSync(file, JSON.stringify({ 'england-and-wales': { division: 'england-and-wales', events } }));
    return ended(spawnApp('cli/src/main.js', ['holidays', file, '--url', stack.url, ...more], {}));
  }

  it('drafts a feed as it is published, and refuses one that is cut short with what is wrong', async () => {
    const drafted = await load(ahead('2024'));
    expect([drafted.code, JSON.parse(drafted.out)]).toMatchObject([
      0,
      { version: 1, added: [], calledOff: [], warnings: [] },
    ]);
    const short = await load(ahead('2024').filter(({ date }) => date !== '2026-12-25'));
    expect([short.code, short.out]).toEqual([1, '']);
    expect(short.err).toContain('#/england-and-wales/events 2026-12-25 is missing');
    expect(
      (
        await load(
          ahead('2024').filter(({ date }) => date !== '2026-12-25'),
          '--called-off',
          '2026-12-25',
        )
      ).code,
    ).toBe(0);
    expect((await performance.get('/calendar/versions')).body.inForce).toBe('england-and-wales-1995-2028');
  });
});

const backends = redisUrl() ? (['postgres', 'redis'] as const) : (['postgres'] as const);

describe.each(backends)('what a preview says is what happens, with the queue on %s', (backend) => {
  beforeAll(() => start('2026-03-02T10:00:00Z', backend), 60_000);
  afterAll(() => stack.stop());

  it('cases 18 and 46 (zammad/zammad#534, osTicket/osTicket-1.7#686): moves, alerts once, tells why, counts what is left', async () => {
    await openEnquiries(3, '2026-03-02T10:00:00Z');
    stack.clock.set('2026-03-04T10:00:00Z');
    await openEnquiries(2, '2026-03-04T10:00:00Z');
    await stack.worker();
    stack.clock.set('2026-03-11T10:00:00Z');
    await until(
      () => desk.get('/alerts?limit=500'),
      ({ body }) => body.items.length === 3,
    );
    const { versionId } = (await draftPolicy({ ...whole, dayKinds: { 'QOS-FB-REPLY': 'working' } })).body;
    const preview = await performance.get(`/policies/drafts/${versionId}/preview?reach=recompute-all&limit=2`);
    expect(preview.body).toMatchObject({ at: '2026-03-11T10:00:00Z', reach: { to: 'recompute-all' } });
    expect(preview.body.counts).toEqual({
      moved: 5,
      overdue: 0,
      withdrawn: 0,
      arises: 0,
      rungs: 0,
      cases: 5,
    });
    const previewed = [...preview.body.items];
    for (let next = preview.body.next; next !== null;) {
      const page = (
        await performance.get(`/policies/drafts/${versionId}/preview?reach=recompute-all&limit=2&cursor=${next}`)
      ).body;
      expect([page.counts, page.at]).toEqual([null, '2026-03-11T10:00:00Z']);
      previewed.push(...page.items);
      next = page.next;
    }
    expect(previewed).toHaveLength(5);
    const [before] = await stack.database.query('select count(*)::int as count from facts');
    const activated = await activatePolicy(versionId, { reach: 'recompute-all' });
    expect(activated.body.rechecks).toBe(5);
    await until(left, (count) => count === 0);
    expect(await left()).toBe(0);
    const moved = await replies();
    const really = moved.map(({ obligationId, dueOn }: Record<string, string>) => [obligationId, dueOn]).sort();
    expect(really).toEqual(previewed.map(({ obligationId, wouldBeDueOn }) => [obligationId, wouldBeDueOn]).sort());
    expect(moved.map(({ generation }: { generation: number }) => generation)).toEqual([2, 2, 2, 2, 2]);
    const told = await stack.database.query(
      `select type, count(*)::int, min(data->>'cause') as cause from facts where position > ${before.count} and stream like 'case-%' group by 1 order by 1`,
    );
    // The three alerts "due soon" were for the old date and are taken back; the new date's are still ahead.
    expect(told).toEqual([
      { type: 'AlertWithdrawn', count: 3, cause: null },
      { type: 'ObligationRederived', count: 5, cause: 'policy' },
    ]);
    const derived = (await desk.get(`/obligations/${moved[0].obligationId}/derivation`)).body;
    expect(derived.unit).toBe('working');
    expect(derived.sentence).toContain('the force changed its policy');
    stack.clock.set('2026-03-13T10:00:00Z');
    await until(
      () => desk.get('/alerts?status=open&limit=500'),
      ({ body }) => body.items.length === 3,
    );
    expect((await desk.get('/alerts?limit=500')).body.items).toHaveLength(6);
    expect((await desk.get('/commitments/QOS-FB-REPLY')).body).toMatchObject({ unit: 'working', own: false });
  });

  it('case 41 (zammad/zammad#4353): adopts a promise of its own and retires an edition', async () => {
    const own = {
      id: 'CUMBRIA-CALL',
      edition: 'cumbria-2026',
      title: 'Called back within twenty days',
      triggers: ['feedback-received'],
      owedTo: ['feedback-giver'],
      limit: 'P20D',
      unit: 'calendar',
      recurs: 'no',
      clockStarts: 'occurred',
      dischargedBy: ['update'],
      dutyOf: 'force',
      from: '2026-01-01',
      source: 'spec',
    };
    const { versionId } = (
      await draftPolicy({ ...whole, adopts: ['victims-code-2020', 'cumbria-2026'], commitments: [own] })
    ).body;
    const { counts, items } = (
      await performance.get(`/policies/drafts/${versionId}/preview?reach=recompute-all&limit=500`)
    ).body;
    expect(counts).toMatchObject({ withdrawn: 5, arises: 5, moved: 0, cases: 5 });
    expect((await activatePolicy(versionId, { reach: 'recompute-all' })).status).toBe(201);
    await until(left, (count) => count === 0);
    expect((await replies()).map(({ status }: { status: string }) => status)).toEqual(Array(5).fill('superseded'));
    const arisen = (await performance.get('/obligations?commitment=CUMBRIA-CALL')).body.items;
    expect(arisen.map(({ dueOn, status }: Record<string, string>) => [dueOn, status]).sort()).toEqual([
      ['2026-03-22', 'open'],
      ['2026-03-22', 'open'],
      ['2026-03-22', 'open'],
      ['2026-03-24', 'open'],
      ['2026-03-24', 'open'],
    ]);
    const would = items
      .filter(({ change: each }: { change: string }) => each === 'arises')
      .map(({ obligationId }: { obligationId: string }) => obligationId);
    expect(would.sort()).toEqual(arisen.map(({ obligationId }: { obligationId: string }) => obligationId).sort());
    expect((await desk.get('/alerts?status=open')).body.items).toEqual([]);
    expect((await desk.get('/commitments/CUMBRIA-CALL')).body).toMatchObject({ own: true, adopted: true });
    expect((await desk.get('/commitments/QOS-FB-REPLY')).body).toMatchObject({ adopted: false });
  });
});

/** Feedback of 2 March that asks for a reply: due on the 12th, or on the 16th if working days are counted. */
describe('what a draft would have made of a period', () => {
  beforeAll(async () => {
    await start('2026-03-02T10:00:00Z');
    await openEnquiries(2, '2026-03-02T10:00:00Z');
    await stack.worker();
    stack.clock.set('2026-03-13T10:00:00Z');
    await until(
      () => desk.get('/alerts?rung=missed&limit=500'),
      ({ body }) => body.items.length === 2,
    );
  });
  afterAll(() => stack.stop());

  const longerThanSealing = 3_000;
  const march = { from: '2026-03-01', to: '2026-03-31' };
  const answered = (path: string, by = performance) =>
    until(
      async () => (await by.get(path)).body,
      ({ endedAt }) => endedAt !== null,
    );
  /** Everything that there is, but for the question itself. */
  async function everything(): Promise<unknown[]> {
    const tables = await stack.database.query(
      `select table_schema || '.' || table_name as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
         and table_name not in ('what_ifs', 'idempotency_keys', 'administrator_acts', 'worker_pulses') order by 1`,
    );
    return Promise.all(
      tables.map(async ({ name }: { name: string }) => {
        const [{ count }] = await stack.database.query(`select count(*)::int as count from ${name}`);
        return [name, count];
      }),
    );
  }

  /** The same once nothing more comes of what happened before: it was told, and what was recorded is sealed. */
  async function everythingAtRest(): Promise<unknown[]> {
    let last: unknown[] = [];
    const isAtRest = async () => {
      const [before, now] = [last, await everything()];
      last = now;
      return isDeepStrictEqual(before, now);
    };
    await until(isAtRest, (is) => is, 50_000, longerThanSealing);
    return last;
  }

  it('is told with what it was, the report’s own figures, and leaves no trace anywhere', async () => {
    const { versionId } = (await draftPolicy({ ...whole, dayKinds: { 'QOS-FB-REPLY': 'working' } })).body;
    const before = await everythingAtRest();
    const asked = await performance.post('/what-if', { ...march, policyDraft: versionId });
    expect([asked.status, asked.headers.get('location')]).toEqual([202, `/api/v1/what-if/${asked.body.whatIfId}`]);
    const { answer, askedAt, trouble } = await answered(`/what-if/${asked.body.whatIfId}`);
    expect([trouble, askedAt]).toEqual([null, '2026-03-13T10:00:00Z']);
    expect(answer).toMatchObject({ asOf: '2026-03-13T10:00:00Z', cases: 2, changedCases: 2 });
    expect(answer.changed).toEqual({ arisen: 0, gone: 0, moved: 2, better: 0, worse: 0 });
    expect(answer.totals).toMatchObject({
      before: { fellDue: 2, missed: 2, rate: 0, notDueYet: 0 },
      after: { fellDue: 0, missed: 0, rate: null, display: 'none due', notDueYet: 2 },
    });
    expect(answer.alerts).toEqual(
      [
        { rung: 'due-soon', before: 2, after: 2 },
        { rung: 'escalated', before: 0, after: 0 },
        { rung: 'missed', before: 2, after: 0 },
      ].filter(({ rung }) => rung !== 'escalated'),
    );
    expect(answer.teams).toMatchObject([
      {
        team: null,
        load: {
          before: { due: 2, busiest: { date: '2026-03-12', due: 2 } },
          after: { due: 2, busiest: { date: '2026-03-16', due: 2 } },
        },
      },
    ]);
    const report = (await performance.get(`/compliance?from=${march.from}&to=${march.to}`)).body.totals;
    const { fellDue, met, metLate, missed, excused, rate, display, notDueYet } = report;
    expect(answer.totals.before).toMatchObject({ fellDue, met, metLate, missed, excused, rate, display, notDueYet });
    expect(await everything()).toEqual(before);
    const { items } = (await performance.get('/what-if')).body;
    expect(items).toMatchObject([{ whatIfId: asked.body.whatIfId, versionId, reach: 'recompute-all' }]);
    const csv = await fetch(`${stack.url}/api/v1/what-if/${asked.body.whatIfId}`, {
      headers: { accept: 'text/csv', authorization: `Bearer ${await stack.tokenOf('performance')}` },
    });
    expect((await csv.text()).split('\r\n')).toEqual(
      expect.arrayContaining([
        'part,name,team,date,figure,before,after,change',
        'commitment,QOS-FB-REPLY,,,missed,2,0,-2',
        'day,,,2026-03-12,due,2,0,-2',
        'day,,,2026-03-16,due,0,2,2',
      ]),
    );
  });

  it('is worked out where PostgreSQL itself refuses to write', async () => {
    const writing = inSnapshot(stack.database, async ({ store }) =>
      store.append(
        [{ stream: 'x', expected: 0, facts: [{ type: 'X', data: {}, occurred: '2026-03-13T10:00:00.000Z' }] }],
        { by: 'x', requestId: 'x', recorded: '2026-03-13T10:00:00.000Z' },
      ),
    );
    await expect(writing).rejects.toThrow('read-only transaction');
  });

  it('is worked out the same by threads beside the process', async () => {
    const { versionId } = (await draftPolicy({ ...whole, dayKinds: { 'QOS-FB-REPLY': 'working' } })).body;
    const question = { ...march, kind: 'policy', versionId, reach: 'recompute-all' } as const;
    const [directory, now] = [new DirectoryHolder(demoForceFile()), stack.clock.now()];
    const tallies = await inSnapshot(stack.database, async (snapshot) => {
      const { hand } = await ownHand(snapshot, question, { directory, now });
      const work = { database: addressOf(stack.database), forceFile: directory.file, question, now };
      const entry = pathToFileURL('dist/product/replay-thread.entry.js');
      const thread = new ReplayThread({ ...work, snapshot: await nameOf(snapshot) }, entry);
      const rows: { case_id: string }[] = await snapshot.manager.query('select case_id from cases');
      const ids = rows.map(({ case_id }) => case_id);
      const pages = async (last: string) => (last === '' ? ids : []);
      try {
        return [await handOut(pages, [hand]), await handOut(pages, [thread])];
      } finally {
        await thread.end();
      }
    });
    expect(tallies[0]).toMatchObject({ cases: { all: 2, changed: 2 } });
    expect(tallies[1]).toEqual(tallies[0]);
  });

  it('is given up where its thread breaks', async () => {
    const work = { database: { url: 'postgresql://127.0.0.1:1/none' }, snapshot: '', forceFile: '', now: '' };
    const question = { ...march, kind: 'policy', versionId: 'none', reach: 'recompute-all' } as const;
    const entry = pathToFileURL('dist/product/replay-thread.entry.js');
    const thread = new ReplayThread({ ...work, question }, entry);
    await expect(handOut(async () => ['case-1'], [thread])).rejects.toThrow('ECONNREFUSED');
    await expect(thread.tally()).rejects.toThrow('ECONNREFUSED');
    await thread.end();
  });

  it('is worked out of each of several that are asked at once, and refused where many wait', async () => {
    const { versionId } = (await draftPolicy(whole)).body;
    const asked = await Promise.all(
      [performance, admin].map((by) => by.post('/what-if', { ...march, policyDraft: versionId })),
    );
    for (const { body } of asked) expect((await answered(`/what-if/${body.whatIfId}`, admin)).answer.cases).toBe(2);
    const day = await draftCalendar({
      holidays: [...ahead('2026-03-13'), { date: '2026-03-09', title: 'Made up', knownFrom: '2026-03-13' }],
    });
    const calendar = { ...march, calendarDraft: day.body.versionId, reach: 'new-only' };
    const { body } = await performance.post('/what-if', calendar);
    expect((await answered(`/what-if/${body.whatIfId}`)).answer.changedCases).toBe(0);
    await stack.database.query(
      `insert into what_ifs (what_if_id, kind, version_id, reach, "from", "to", asked_by, asked_at)
       select 'waits-' || n, 'policy', 'none', 'new-only', '2026-03-01', '2026-03-31', 'x', now() + interval '1 year'
       from generate_series(1, 9) n`,
    );
    const busy = await performance.post('/what-if', { ...march, policyDraft: versionId });
    expect([busy.status, busy.body.code]).toEqual([503, 'busy']);
    await stack.database.query(`update what_ifs set ended_at = now() where what_if_id between 'waits-2' and 'waits-9'`);
    await answered('/what-if/waits-1');
    expect((await performance.get('/what-if/waits-1')).body).toMatchObject({ answer: null, trouble: 'Refused' });
  });

  it.each([
    ['no draft', {}, 422, 'say-one'],
    ['two drafts', { policyDraft: 'a', calendarDraft: 'b' }, 422, 'say-one'],
    ['one that there is not', { policyDraft: 'policy-9-none' }, 404, 'unknown-draft'],
    ['forty years', { policyDraft: 'a', from: '1986-01-01' }, 422, 'period-too-long'],
    ['a period that ends before it begins', { policyDraft: 'a', to: '2026-02-01' }, 422, 'ends-before-it-begins'],
    ['one that is still to come', { policyDraft: 'a', from: '2026-03-14' }, 422, 'in-the-future'],
  ])('is refused for %s', async (_, wrong, status, code) => {
    const answer = await performance.post('/what-if', { ...march, ...wrong });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});

describe('cases 14 and 15 (mysociety/alaveteli#7292): a holiday proclaimed late needs no script', () => {
  beforeAll(() => start('2022-09-07T10:00:00Z'), 60_000);
  afterAll(() => stack.stop());

  /** A Monday that nobody knows of in September 2022; the product's table knows the 19th. */
  const proclaimed = { date: '2022-09-26', title: 'Made up', knownFrom: '2022-09-10' };

  it('moves what is open, says why, keeps what was known when, and cannot be deleted (case 22, zammad/zammad#3845)', async () => {
    const opened = await desk.post('/cases', {
      kind: 'enquiry',
      reference: 'ENQ/1',
      openedAt: '2022-09-07T10:00:00Z',
      participants: [{ role: 'enquirer', name: 'A' }],
    });
    const letter = {
      participantIds: [opened.body.participants[0].participantId],
      direction: 'inbound',
      method: 'letter',
      outcome: 'received',
      purpose: 'enquiry',
      tells: [],
      occurredAt: '2022-09-07T10:00:00Z',
    };
    stack.clock.set('2022-09-10T18:00:00Z');
    expect(
      (await desk.post(`/cases/${opened.body.caseId}/contacts`, { ...letter, occurredAt: '2022-09-09T10:00:00Z' }))
        .status,
    ).toBe(201);
    await stack.worker();
    const letters = async () => (await desk.get('/obligations?commitment=QOS-LETTER')).body.items;
    expect((await letters())[0]).toMatchObject({ dueOn: '2022-09-26', generation: 1 });
    const drafted = await draftCalendar({ holidays: [...ahead('2022-09-10'), proclaimed] });
    expect([drafted.status, drafted.body.added, drafted.body.calledOff]).toEqual([201, ['2022-09-26'], []]);
    expect(drafted.body.warnings.map(({ code }: { code: string }) => code)).toEqual(['irregular-date']);
    const { versionId } = drafted.body;
    expect(
      (await performance.get(`/calendar/versions/drafts/${versionId}/preview?reach=recompute-all`)).body.items,
    ).toMatchObject([{ change: 'moved', dueOn: '2022-09-26', wouldBeDueOn: '2022-09-27' }]);
    expect((await activateCalendar(versionId, { reach: 'recompute-all' })).body.rechecks).toBe(1);
    await until(left, (count) => count === 0);
    const [moved] = await letters();
    expect(moved).toMatchObject({ dueOn: '2022-09-27', generation: 2 });
    const derived = (await desk.get(`/obligations/${moved.obligationId}/derivation`)).body;
    expect(derived).toMatchObject({ calendarVersion: `${versionId}-known-on-2022-09-10` });
    expect(derived.steps).toContainEqual({ date: '2022-09-26', counted: false, reason: 'bank holiday: Made up' });
    expect(derived.sentence).toContain('a bank holiday was announced or moved');
    const due = async (more: string) =>
      (await desk.get(`/calendar/due-date?from=2022-09-09&limit=P10D&unit=working${more}`)).body;
    for (const knownAt of ['', '&knownAt=2022-09-10T18:00:00Z'])
      expect(await due(knownAt)).toMatchObject({
        dueOn: '2022-09-27',
        calendarVersion: `${versionId}-known-on-2022-09-10`,
      });
    expect(await due('&knownAt=2022-09-10T17:59:59Z')).toMatchObject({
      dueOn: '2022-09-26',
      calendarVersion: 'england-and-wales-1995-2028-known-on-2022-09-10',
    });
    const { version } = (await performance.get('/calendar/versions')).body;
    const deleted = await admin.delete(`/calendar/versions/drafts/${versionId}`, { 'if-match': `"${version}"` });
    expect([deleted.status, deleted.body.code]).toEqual([409, 'draft-ended']);
    expect((await desk.get('/calendar/holidays?year=2022')).body.items).toContainEqual({
      date: '2022-09-26',
      title: 'Made up',
      knownFrom: '2022-09-10',
    });
  });

  it('case 17: a feed that is cut short or odd is refused, and the calendar in force stays', async () => {
    const feed = async (body: unknown, query = '') =>
      change(admin, `/calendar/versions/drafts/feed${query}`, body, '/calendar/versions');
    const before = (await performance.get('/calendar/versions')).body.inForce;
    const events = [...ahead('2022-01-01'), proclaimed].map(({ date, title }) => ({
      date,
      title,
      notes: '',
      bunting: true,
    }));
    const of = (some: object[]) => ({
      'england-and-wales': { division: 'england-and-wales', events: some },
      scotland: { division: 'scotland', events: [] },
    });
    const short = await feed(of(events.filter(({ date }) => date < '2028')));
    expect([short.status, short.body.code, short.body.errors.length]).toEqual([422, 'calendar-invalid', 1]);
    const reduced = await feed(of(events.filter(({ date }) => date !== '2022-09-26')));
    expect(reduced.body.errors).toEqual([
      {
        pointer: '#/england-and-wales/events',
        detail: '2022-09-26 is missing, which the version in force has. Say that it is called off, if it is.',
      },
    ]);
    expect((await feed({ scotland: of(events) })).body.errors[0].pointer).toBe('#/england-and-wales');
    expect((await feed('[]')).status).toBe(422);
    expect((await performance.get('/calendar/versions')).body.inForce).toBe(before);
    const calledOff = await feed(of(events.filter(({ date }) => date !== '2022-09-26')), '?calledOff=2022-09-26');
    expect([calledOff.status, calledOff.body.calledOff, calledOff.body.warnings]).toEqual([201, ['2022-09-26'], []]);
    expect((await activateCalendar(calledOff.body.versionId, { reach: 'recompute-all' })).status).toBe(201);
    await until(left, (count) => count === 0);
    const [back] = (await desk.get('/obligations?commitment=QOS-LETTER')).body.items;
    expect(back).toMatchObject({ dueOn: '2022-09-26', generation: 3 });
    const wrongNation = await draftCalendar({ division: 'scotland', holidays: ahead('2022-09-10') });
    expect([wrongNation.status, wrongNation.body.errors[0].pointer]).toEqual([422, '#/division']);
  });
});
