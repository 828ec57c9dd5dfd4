import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { daysBetween } from '@kept-informed/calendar';
import { OwnForce, TermsStreams } from '@kept-informed/commitments';
import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { FactStore, UnitOfWork } from '@kept-informed/event-store';
import { projections } from '@kept-informed/follow-up';
import pg from 'pg';
import { ReckoningSweep } from '../../apps/worker/src/reckoning.sweep.js';
import { at, onCases, type Cases, type Opened } from '../support/cases.js';
import { multiply } from '../support/many-rows.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

// Reckoning what is kept of so many cases takes most of it, and a busy machine twice as long.
jest.setTimeout(600_000);

/** Tables of which nothing that is asked often may read all. */
const many = 10_000;
/** That come together for one page or one case. */
const mostRows = 2_000;

interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

/** The statements that are asked most often, as the product asks them, in a database of half a million facts. */
describe('what is asked often', () => {
  let stack: Stack;
  let cases: Cases;
  let owner: pg.Client;
  let big: ReadonlySet<string>;
  let crime: Opened;
  let next: string;

  beforeAll(async () => {
    stack = await startStack('2026-11-02T10:00:00Z');
    cases = await onCases(stack);
    for (let n = 0; n < 10; n += 1) await lived();
    at(stack, '2026-11-12T10:00:00Z');
    const worker = await stack.worker();
    const alerts = () => stack.database.query('select count(*)::int as raised from alerts');
    await until(alerts, ([{ raised }]) => raised >= 10, 60_000, 200);
    await worker.close();
    const [{ facts }] = await stack.database.query('select count(*)::int as facts from facts');
    await multiply(stack.ownerUrl, Math.ceil(500_000 / facts));
    await reckoned();
    owner = new pg.Client({ connectionString: stack.ownerUrl });
    await owner.connect();
    await owner.query('vacuum analyze');
    const { rows } = await owner.query(
      `select relname as name from pg_class join pg_namespace n on n.oid = relnamespace
       where relkind = 'r' and nspname = 'public' and reltuples > $1`,
      [many],
    );
    big = new Set(rows.map(({ name }) => name));
    crime = await cases.crime();
    next = (await cases.performance.get(drill)).body['next'];
  });
  afterAll(async () => {
    await owner?.end();
    await stack?.stop();
  });

  /** What the worker keeps of every case that is quiet. */
  async function reckoned(): Promise<void> {
    const work = new UnitOfWork(stack.database);
    const terms = new TermsStreams(work, new FactStore(work, projections));
    const force = new OwnForce(new DirectoryHolder(demoForceFile()), terms);
    const sweep = new ReckoningSweep(work, force, stack.clock);
    while ((await sweep.sweep()) > 0);
    const [{ kept }] = await stack.database.query('select count(*)::int as kept from reckonings');
    expect(kept).toBeGreaterThan(1_000);
  }

  /** A crime of which the victim was told twice, and once in vain. */
  async function lived(): Promise<void> {
    const { caseId, victim } = await cases.crime();
    for (const outcome of ['spoke', 'no-answer', 'spoke'])
      await cases.desk.post(`/cases/${caseId}/contacts`, cases.call(victim, '2026-11-02T09:30:00Z', { outcome }));
  }

  /** What a request asks the database. */
  async function askedBy(request: () => Promise<{ status: number }>): Promise<Statement[]> {
    const asked: Statement[] = [];
    const query = pg.Client.prototype.query as (...given: unknown[]) => unknown;
    const spy = jest.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given) {
      const [first, second] = given as unknown as [Statement | string, unknown];
      const text = typeof first === 'string' ? first : first.text;
      const values = typeof first === 'string' ? second : first.values;
      asked.push({ text, values: Array.isArray(values) ? values : [] });
      return query.apply(this, given) as never;
    });
    try {
      expect((await request()).status).toBeLessThan(300);
    } finally {
      spy.mockRestore();
    }
    return asked.filter(({ text }) => /^\s*(select|with|insert|update)/i.test(text));
  }

  async function planOf({ text, values }: Statement): Promise<Plan> {
    await owner.query('begin');
    try {
      const { rows } = await owner.query(`explain (analyze, timing off, format json) ${text}`, values);
      return rows[0]['QUERY PLAN'][0].Plan;
    } finally {
      await owner.query('rollback');
    }
  }

  const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

  /** Which big tables are gone through from end to end, and where more rows come together than anybody asked for. */
  async function excessOf(request: () => Promise<{ status: number }>): Promise<string[]> {
    // Once before, so that the second is answered on a connection that is open.
    await request();
    const asked = (await askedBy(request)).filter(({ text }) => /^\s*(select|with promised)/i.test(text));
    expect(asked.length).toBeGreaterThan(0);
    const plans = [];
    for (const one of asked) plans.push(await planOf(one));
    return plans.flatMap(nodesOf).flatMap((node) => {
      const {
        'Node Type': type,
        'Relation Name': table = '',
        'Actual Rows': rows = 0,
        'Actual Loops': loops = 1,
      } = node;
      if (type === 'Seq Scan' && big.has(table)) return [`scan of ${table}`];
      // The promises of the catalogue come with the question, and are gone through for each row.
      return rows * loops > mostRows && type !== 'Function Scan' ? [`${rows * loops} rows by ${type}`] : [];
    });
  }

  const call = () => cases.call(crime.victim, '2026-11-12T09:30:00Z');
  const known = '&knownAt=2026-11-12T09:00:00Z';
  const drill = '/compliance/obligations?from=2025-11-01&to=2026-10-31&limit=50';

  it.each<[string, () => Promise<{ status: number }>]>([
    ['a whole case', async () => cases.desk.get(`/cases/${crime.caseId}`)],
    ['a case by its reference', async () => cases.desk.get(`/cases?reference=${crime.body['reference']}`)],
    ['a page of its timeline', async () => cases.desk.get(`/cases/${crime.caseId}/timeline?limit=50`)],
    ['open obligations', async () => cases.desk.get('/obligations?open=true&limit=50')],
    ['obligations still to be done', async () => cases.desk.get('/obligations?toBeDone=true&limit=50')],
    ['open obligations of an officer', async () => cases.desk.get('/obligations?open=true&limit=50&owner=pc-1021')],
    ['open obligations as known', async () => cases.desk.get(`/obligations?open=true&limit=50${known}`)],
    ['those of an officer as known', async () => cases.desk.get(`/obligations?toBeDone=true&owner=pc-1021${known}`)],
    ['open alerts', async () => cases.supervisor.get('/alerts?status=open&limit=50')],
    ['alerts of a post', async () => cases.supervisor.get('/alerts?status=open&limit=50&recipient=sgt-2001')],
    ['the rows behind a figure', async () => cases.performance.get(drill)],
    ['the page after those', async () => cases.performance.get(`${drill}&cursor=${next}`)],
    ['a contact', async () => cases.desk.post(`/cases/${crime.caseId}/contacts`, call())],
  ])('of %s no big table is read through', async (_, request) => {
    expect(await excessOf(request)).toEqual([]);
  });

  it.each([
    ['the rows behind a figure', '/compliance/obligations?', /from fell_due f/],
    ['the rows of a measure', '/compliance/shares/rows?measure=in-time&', /from measured m/],
  ])('for a file of %s no statement looks through more than a month', async (_, path, isOfRows) => {
    const asked = `${path}from=2026-06-01&to=2026-08-31`;
    const file = () => cases.performance.get<any>(asked, { accept: 'text/csv' });
    const statements = (await askedBy(file)).filter(({ text }) => isOfRows.test(text));
    const spans = statements.map(({ values: [, from, to] }) => daysBetween(String(from), String(to)) + 1);
    expect(Math.max(...spans)).toBeLessThanOrEqual(31);
    const dates = new Set(statements.map(({ values: [, from, to] }) => `${from} ${to}`));
    const covered = [...dates].reduce((sum, each) => sum + daysBetween(each.slice(0, 10), each.slice(11)) + 1, 0);
    expect(covered).toBe(92);
  });

  it('for those on duty what is settled is not read', async () => {
    const duty = () => cases.supervisor.get('/alerts/duty');
    await duty();
    const asked = (await askedBy(duty)).find(({ text }) => /overdue/.test(text));
    const { rows } = await owner.query('select count(*)::int as settled from obligations where outcome is not null');
    const ofObligations = nodesOf(await planOf(asked!)).filter((node) => node['Relation Name'] === 'obligations');
    expect(ofObligations.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
    const read = ofObligations.map(
      ({ 'Actual Rows': taken = 0, 'Rows Removed by Filter': left = 0, 'Actual Loops': loops = 1 }) =>
        (taken + left) * loops,
    );
    expect(Math.max(...read)).toBeLessThan(rows[0].settled / 4);
  });
});
