import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Client } from '../../../../test/support/client.js';
import { sameAsFiles } from '../../../../test/support/one-figure.js';
import { assigned, caseOpened, contact, joined, milestone } from '../../../../test/support/facts.js';
import { DerivationModule } from '../obligations/derivation.module.js';
import { ComplianceModule } from './compliance.module.js';
import { reading, type ComplianceApi } from './reading.fixture.js';

let api: ComplianceApi;
let performance: Client;

const opened = '2026-10-01T09:00:00Z';
const told = { tells: ['suspect-arrested'] };
const october = 'from=2026-10-01&to=2026-10-31';
const arrests = `${october}&commitment=VC20-ARREST`;

/** A crime with an arrest on Monday 5 October, of which the victim is to be told by the 12th. */
function crime(caseId: string, area: { readonly bcu: string }) {
  const victim = joined(`victim-${caseId}`, opened);
  const opening = caseOpened(opened, 'crime', { caseId, reference: caseId, area });
  return [opening, victim, assigned('pc-1', opened), milestone('suspect-arrested', '2026-10-05T10:00:00Z')];
}

beforeAll(async () => {
  api = await reading(ComplianceModule, DerivationModule);
  const south = { bcu: 'South Cumbria', lpt: 'Barrow' };
  const call = (caseId: string, at: string) =>
    contact(`victim-${caseId}`, at, { contactId: `call-${caseId}`, ...told });
  await api.record('one', ...crime('one', south), call('one', '2026-10-06T09:00:00Z'));
  await api.record('two', ...crime('two', south), call('two', '2026-10-13T09:00:00Z'));
  await api.record('three', ...crime('three', { bcu: '=cmd|calc' }));
  api.clock.set('2026-11-20T09:00:00Z');
  performance = await api.as('performance');
});

afterAll(() => api.close());

describe('GET /compliance', () => {
  it('answers rows by group, totals, the times it is of and what it counts', async () => {
    const { status, body } = await performance.get(`/compliance?${arrests}&groupBy=commitment,bcu`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      from: '2026-10-01',
      to: '2026-10-31',
      asOf: '2026-11-20T09:00:00.000Z',
      knownAt: '2026-11-20T09:00:00.000Z',
      position: expect.stringMatching(/^\d+$/),
      definition: expect.stringContaining('the owner recorded by its due time'),
      totals: { fellDue: 3, met: 1, metLate: 1, missed: 1, rate: 0.3333, display: '33.3%', medianLatenessHours: 10 },
    });
    expect(body.rows.map(({ group, fellDue, met }: any) => [group, fellDue, met])).toEqual([
      [{ commitment: 'VC20-ARREST', bcu: '=cmd|calc' }, 1, 0],
      [{ commitment: 'VC20-ARREST', bcu: 'South Cumbria' }, 2, 1],
    ]);
  });

  it('echoes the times asked for', async () => {
    const { body } = await performance.get(`/compliance?${arrests}&knownAt=2026-10-12T12:00:00%2B01:00`);
    expect(body).toMatchObject({
      knownAt: '2026-10-12T11:00:00.000Z',
      asOf: '2026-10-12T11:00:00.000Z',
      totals: { fellDue: 0, notDueYet: 3, met: 0, display: 'none due' },
    });
  });

  it('is "none due" where nothing fell due', async () => {
    const { body } = await performance.get('/compliance?from=2027-01-01&to=2027-01-31&groupBy=bcu');
    expect(body.rows).toEqual([]);
    expect(body.totals).toMatchObject({ fellDue: 0, rate: null, display: 'none due', interval: null });
  });

  it.each([
    ['groupBy=colour', '?groupBy'],
    ['groupBy=bcu,colour', '?groupBy'],
    ['colour=red', '?colour'],
    ['month=October', '?month'],
    ['quarter=2026-Q5', '?quarter'],
    ['quarter=0000-Q1', '?quarter'],
    ['financialYear=2026-28', '?financialYear'],
    ['body=police', '?body'],
    ['standard=keeping', '?standard'],
    ['knownAt=2026-13-01', '?knownAt'],
    ['asOf=2026-11-20T09:00:01Z', '?asOf'],
    ['knownAt=2026-11-20T09:00:01Z', '?knownAt'],
  ])('refuses %s and names it', async (query, pointer) => {
    const { status, body } = await performance.get(`/compliance?${october}&${query}`);
    expect([status, body.errors.map((error: any) => error.pointer)]).toEqual([422, [pointer]]);
  });

  it.each([
    ['from=2026-10-01', '?to'],
    ['to=2026-10-01', '?from'],
    ['from=2026-10-02&to=2026-10-01', '?to'],
    ['from=2026-02-30&to=2026-10-01', '?from'],
  ])('refuses the period %s and names the end at fault', async (query, pointer) => {
    const { status, body } = await performance.get(`/compliance?${query}`);
    expect([status, body.errors.map((error: any) => error.pointer)]).toEqual([422, [pointer]]);
  });

  it('answers CSV where that is asked for, in which no cell is a formula', async () => {
    const { headers, body } = await performance.get<any>(`/compliance?${arrests}&groupBy=bcu`, { accept: 'text/csv' });
    expect(headers.get('content-type')).toMatch(/^text\/csv;.*header=present/);
    expect(headers.get('content-disposition')).toBe('attachment; filename="compliance-2026-10-01-to-2026-10-31.csv"');
    expect(headers.get('vary')).toContain('Accept');
    const rows: Record<string, string>[] = parse(body as string, { columns: true });
    expect(rows.map(({ bcu, fellDue, rate, asOf }) => [bcu, fellDue, rate, asOf])).toEqual([
      ["'=cmd|calc", '1', '0', '2026-11-20T09:00:00Z'],
      ['South Cumbria', '2', '0.5', '2026-11-20T09:00:00Z'],
    ]);
  });

  /** A file as whoever asks for it gets its bytes. */
  const fileOf = async (path: string, accept: string) => {
    const answer = await fetch(`${api.url}/api/v1/compliance${path}`, {
      headers: { authorization: performance.authorization, accept },
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { status: answer.status, link: answer.headers.get('link'), type: answer.headers.get('content-type'), bytes };
  };

  it.each([
    [`?${october}&groupBy=commitment,bcu,month`, 'rows'],
    [`?${arrests}`, 'rows'],
    [`/obligations?${october}`, 'items'],
    [`/obligations?${october}&status=missed&bcu=South%20Cumbria`, 'items'],
    [`/obligations?${october}&awaitingCalendar=true`, 'items'],
    [`/shares?${october}&measure=open-by-age&groupBy=age,bcu`, 'rows'],
    [`/shares/rows?${october}&measure=done-without-limit`, 'items'],
    [`/months?from=2026-06-01&to=2026-11-30`, 'points'],
    [`/funnel?${october}&by=bcu`, 'points'],
    [`/no-limit?${october}&groupBy=commitment,bcu`, 'rows'],
    [`/not-recorded-here?${october}&groupBy=body`, 'rows'],
    ['/silence?days=1', 'items'],
  ] as const)('says the same as JSON, CSV and spreadsheet at one position: %s', async (path, list) => {
    const { body } = await performance.get(`/compliance${path}`);
    const asked = `/compliance${path}&knownAt=${body.knownAt}&asOf=${body.asOf}`;
    await sameAsFiles(api, { api: performance }, asked, { by: 'bcu', ...body }, body[list]);
  });

  it('says the same of what changed, line by line', async () => {
    const path = `/compliance/restatement?${october}&before=2026-10-12T12:00:00Z&after=2026-11-20T09:00:00Z`;
    const { body } = await performance.get(path);
    expect(body.items.length).toBeGreaterThan(2);
    await sameAsFiles(api, { api: performance }, path, {}, body.items);
  });

  it('goes on paper, the same bytes for the same moment', async () => {
    const path = `?${october}&groupBy=bcu&knownAt=2026-11-20T09:00:00Z`;
    const [paper, again] = [await fileOf(path, 'application/pdf'), await fileOf(path, 'application/pdf')];
    expect([paper.status, paper.type, paper.bytes.subarray(0, 5).toString()]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ]);
    expect(again.bytes.equals(paper.bytes)).toBe(true);
  });

  it('lists all of many rows as a file, with what its columns mean beside it', async () => {
    const path = `/obligations?${october}&limit=1`;
    const [all, csv, beside] = await Promise.all([
      performance.get(`/compliance/obligations?${october}`),
      fileOf(path, 'text/csv'),
      fileOf(path, 'application/csvm+json'),
    ]);
    expect(all.body.items.length).toBeGreaterThan(1);
    expect(parse(csv.bytes.toString())).toHaveLength(1 + all.body.items.length);
    expect(csv.link).toBe(`</api/v1/compliance${path}>; rel="describedby"; type="application/csvm+json"`);
    const { tableSchema, notes } = JSON.parse(beside.bytes.toString());
    expect(tableSchema.columns.map(({ name }: { name: string }) => name)).toEqual(parse(csv.bytes.toString())[0]);
    expect(notes).toContainEqual({ name: 'withheld', value: '0' });
  });

  it.each([
    ['*/*', /json/],
    ['application/json, text/csv', /json/],
    ['text/csv;q=0.5, application/*', /json/],
    ['text/csv; header=present', /csv/],
    ['text/csv;charset=utf-8, */*;q=0.1', /csv/],
  ])('answers Accept: %s', async (accept, expected) => {
    expect((await performance.get(`/compliance?${arrests}`, { accept })).headers.get('content-type')).toMatch(expected);
  });

  it.each(['image/png', 'application/vnd.oasis.opendocument.spreadsheet', 'text/csv; header=absent'])(
    'cannot be had as %s',
    async (accept) => {
      const { status, body } = await performance.get(`/compliance?${october}`, { accept });
      expect([status, body.code]).toEqual([406, 'not-acceptable']);
      expect(body.detail).toMatch('application/json');
    },
  );

  it.each([
    ['performance', 200],
    ['supervisor', 200],
    ['desk', 403],
    ['service', 403],
  ])('is for %s: %i', async (role, expected) => {
    const asker = await api.as(role);
    for (const path of [`?${october}`, `/obligations?${october}`, '/silence'])
      expect([path, (await asker.get(`/compliance${path}`)).status]).toEqual([path, expected]);
  });

  it('gives administrators figures, and no case behind them', async () => {
    const admin = await api.as('admin');
    const answers = await Promise.all(
      [`?${october}`, `/obligations?${october}`, '/silence'].map((path) => admin.get(`/compliance${path}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 403]);
  });
});

describe('GET /compliance/measures', () => {
  it('answers what each means, with an example that its report would give', async () => {
    const { status, body } = await performance.get('/compliance/measures');
    expect(status).toBe(200);
    expect(body.items.find(({ id }: any) => id === 'in-time')).toEqual({
      id: 'in-time',
      title: 'Rate in time',
      sentence: expect.stringContaining('never 100 %'),
      example: {
        given: { met: 96, metLate: 10, missed: 9, excused: 1 },
        found: { rate: 0.8276, display: '82.8%', interval: [0.7486, 0.8855] },
      },
    });
  });
});

describe('GET /compliance/shares', () => {
  const overdue = `measure=open-by-age&${arrests}`;

  it('answers the part of the whole by group, and what it means', async () => {
    const { status, body } = await performance.get(`/compliance/shares?measure=late-but-done&${arrests}&groupBy=bcu`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      measure: 'late-but-done',
      title: 'Late but done',
      definition: expect.stringContaining('met after its due time'),
      partTitle: 'Met late',
      asOf: '2026-11-20T09:00:00.000Z',
      totals: { part: 1, whole: 3, rate: 0.3333, display: '33.3%' },
    });
    expect(body.rows.map(({ group, part, whole }: any) => [group.bcu, part, whole])).toEqual([
      ['=cmd|calc', 0, 1],
      ['South Cumbria', 1, 2],
    ]);
  });

  it('says in its own words that there is none', async () => {
    const none = await performance.get('/compliance/shares?measure=unassessed&from=2027-01-01&to=2027-01-31');
    expect(none.body).toMatchObject({ rows: [], totals: { part: 0, whole: 0, rate: null, display: 'no victims' } });
  });

  it('is answered as known then, whatever it counts', async () => {
    const known = async (measure: string) =>
      (await performance.get(`/compliance/shares?measure=${measure}&${october}&knownAt=2026-10-01T09:00:00Z`)).body;
    expect((await known('unassessed')).totals).toMatchObject({ part: 3, whole: 3 });
    expect((await known('closed-after-attempts-alone')).totals).toMatchObject({ whole: 0 });
    expect((await known('in-time')).totals).toMatchObject({ whole: 0 });
  });

  it('lists what it counts, page by page', async () => {
    const victims = `measure=unassessed&${october}`;
    const first = await performance.get(`/compliance/shares/rows?${victims}&limit=2`);
    expect(first.body).toMatchObject({ withheld: 0, asOf: '2026-11-20T09:00:00.000Z' });
    const next = await performance.get(`/compliance/shares/rows?${victims}&limit=2&cursor=${first.body.next}`);
    expect(next.body.next).toBeNull();
    const items = [...first.body.items, ...next.body.items];
    expect(items.map(({ caseId, isPart }: any) => [caseId, isPart]).sort()).toEqual([
      ['one', true],
      ['three', true],
      ['two', true],
    ]);
    const { body } = await performance.get(`/compliance/shares/rows?${overdue}&part=true`);
    expect(body.items).toMatchObject([{ caseId: 'three', isPart: true, group: { age: '28+', daysToDue: null } }]);
  });

  it.each([
    ['?measure=rumours', '?measure'],
    [`?${overdue}&groupBy=colour`, '?groupBy'],
    [`?measure=unassessed&${october}&groupBy=commitment`, '?groupBy'],
    [`?measure=unassessed&${arrests}`, '?commitment'],
    [`?measure=promise-kept&${october}&age=28%2B`, '?age'],
    ['/rows?measure=unassessed&part=perhaps', '?part'],
  ])('refuses %s', async (query, pointer) => {
    const period = query.includes('from=') ? '' : `&${october}`;
    const { status, body } = await performance.get(`/compliance/shares${query}${period}`);
    expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
  });
});

describe('GET /compliance/obligations', () => {
  it('answers the rows behind a cell with their status and what they are attributed to', async () => {
    const { body } = await performance.get(`/compliance/obligations?${arrests}&bcu=South%20Cumbria&status=met-late`);
    expect(body).toMatchObject({ from: '2026-10-01', to: '2026-10-31', next: null, asOf: '2026-11-20T09:00:00.000Z' });
    expect(body.items).toMatchObject([
      {
        caseId: 'two',
        status: 'met-late',
        dueOn: '2026-10-12',
        latenessHours: 10,
        group: { owner: 'pc-1', team: 'team-1', lpt: 'Barrow' },
      },
    ]);
    const none = await performance.get(`/compliance/obligations?${arrests}&lpt=-`);
    expect(none.body.items.map(({ caseId }: any) => caseId)).toEqual(['three']);
    const unmet = await performance.get(`/compliance/obligations?${arrests}&method=-&month=2026-10`);
    expect(unmet.body.items.map(({ caseId, group }: any) => [caseId, group.method])).toEqual([['three', null]]);
  });

  it('goes from page to page through one report, whatever is recorded meanwhile', async () => {
    const first = await performance.get(`/compliance/obligations?${arrests}&limit=2`);
    const link = first.headers.get('link')!;
    expect(link).toMatch(/^<\/api\/v1\/compliance\/obligations\?.*cursor=.*>; rel="next"$/);
    api.clock.set('2026-11-20T10:00:00Z');
    const second = await performance.get(link.slice('</api/v1'.length, link.indexOf('>')));
    const ids = [...first.body.items, ...second.body.items].map(({ caseId }: any) => caseId);
    expect(ids.sort()).toEqual(['one', 'three', 'two']);
    expect(second.body).toMatchObject({
      next: null,
      asOf: '2026-11-20T09:00:00.000Z',
      knownAt: '2026-11-20T09:00:00.000Z',
    });
    api.clock.set('2026-11-20T09:00:00Z');
  });

  it.each(['status=late', 'limit=0', 'limit=501', 'cursor=x', 'groupBy=bcu'])('refuses %s', async (query) => {
    const { status, body } = await performance.get(`/compliance/obligations?${october}&${query}`);
    expect([status, body.errors[0].pointer]).toEqual([422, `?${query.split('=')[0]}`]);
  });
});

describe('GET /compliance/no-limit', () => {
  it('answers by promise what was done of what has no limit, and adds up', async () => {
    const { status, body } = await performance.get(`/compliance/no-limit?${october}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ from: '2026-10-01', to: '2026-10-31', position: expect.stringMatching(/^\d+$/) });
    const needs = body.rows.find(({ group }: any) => group.commitment === 'VC20-NEEDS');
    expect(needs).toMatchObject({ arisen: 3, done: 0, notDone: 3, medianDays: null, longestOpenDays: 50 });
    expect(body.totals.arisen).toBe(body.rows.reduce((sum: number, { arisen }: any) => sum + arisen, 0));
  });

  it('refuses what is no dimension', async () => {
    expect((await performance.get(`/compliance/no-limit?${october}&groupBy=colour`)).status).toBe(422);
  });
});

describe('GET /compliance/not-recorded-here', () => {
  it('answers counts and no rate', async () => {
    const { status, body } = await performance.get(`/compliance/not-recorded-here?${october}&groupBy=body`);
    expect([status, body.rows, body.totals.fellDue]).toEqual([200, [], 0]);
    expect(body.totals).not.toHaveProperty('rate');
  });
});

describe('GET /compliance/silence', () => {
  it('answers who has heard nothing for so many days, the longest first, page by page', async () => {
    const { body } = await performance.get('/compliance/silence?limit=2');
    expect(body).toMatchObject({ days: 28, asOf: '2026-11-20T09:00:00.000Z' });
    expect(body.items.map(({ caseId, daysSilent, lastUpdateAt }: any) => [caseId, daysSilent, lastUpdateAt])).toEqual([
      ['three', 50, null],
      ['one', 45, '2026-10-06T09:00:00.000Z'],
    ]);
    const next = await performance.get(`/compliance/silence?limit=2&cursor=${body.next}`);
    expect(next.body.items.map(({ caseId }: any) => caseId)).toEqual(['two']);
    expect((await performance.get('/compliance/silence?days=46')).body.items).toHaveLength(1);
  });

  it.each(['days=0', 'days=many', 'asOf=2027-01-01T00:00:00Z'])('refuses %s', async (query) => {
    const { status, body } = await performance.get(`/compliance/silence?${query}`);
    expect([status, body.errors[0].pointer]).toEqual([422, `?${query.split('=')[0]}`]);
  });
});

describe('GET /compliance/restatement', () => {
  const times = 'before=2026-10-12T12:00:00Z&after=2026-11-20T09:00:00Z';

  it('lists what is counted otherwise since, by which facts, page by page', async () => {
    const { status, body } = await performance.get(`/compliance/restatement?${arrests}&${times}&limit=2`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ before: '2026-10-12T12:00:00.000Z', after: '2026-11-20T09:00:00.000Z', withheld: 0 });
    const next = await performance.get(`/compliance/restatement?${arrests}&${times}&limit=2&cursor=${body.next}`);
    expect(next.body.next).toBeNull();
    const lines = [...body.items, ...next.body.items];
    expect(lines.map((line) => [line.caseId, line.before?.countedAs, line.after.status]).sort()).toEqual([
      ['one', 'not-due-yet', 'met'],
      ['three', 'not-due-yet', 'missed'],
      ['two', 'not-due-yet', 'met-late'],
    ]);
    const two = lines.find(({ caseId }) => caseId === 'two');
    expect(two.facts.map(({ type }: { type: string }) => type)).toEqual(['ObligationMissed', 'ObligationMet']);
  });

  it('of what was recorded alone is empty where all was recorded in time', async () => {
    const { body } = await performance.get(`/compliance/restatement?${arrests}&${times}&asOf=2026-10-12T12:00:00Z`);
    expect(body.items).toEqual([]);
  });

  it.each([
    ['before', 'after=2026-11-01T00:00:00Z'],
    ['after', 'before=2026-11-02T00:00:00Z&after=2026-11-01T00:00:00Z'],
    ['after', 'before=2026-11-02T00:00:00Z&after=2027-11-01T00:00:00Z'],
    ['before', 'before=2027-11-02T00:00:00Z&after=2027-11-02T00:00:00Z'],
    ['asOf', `${times}&asOf=2027-11-01T00:00:00Z`],
    ['knownAt', `${times}&knownAt=2026-11-01T00:00:00Z`],
  ])('refuses a wrong %s: %s', async (name, query) => {
    const { status, body } = await performance.get(`/compliance/restatement?${october}&${query}`);
    expect([status, body.errors[0].pointer]).toEqual([422, `?${name}`]);
  });
});

describe('GET /obligations/{id}/derivation', () => {
  it('tells why it is due when it is', async () => {
    const found = await performance.get(`/compliance/obligations?${arrests}&limit=1`);
    const { status, body } = await performance.get(`/obligations/${found.body.items[0].obligationId}/derivation`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      sentence:
        '“Told of an arrest”, promised in the Victims’ Code 2020, was due by the end of Monday 12 October 2026. ' +
        'That is 5 working days after Monday 5 October 2026, when a suspect was arrested. ' +
        'The day itself is not counted, nor are Saturday 10 October and Sunday 11 October. Nobody had assessed what the ' +
        'person is entitled to, so this is the standard limit. It was met in time, on Tuesday 6 October 2026.',
      trigger: 'suspect-arrested',
      commitment: 'VC20-ARREST',
      edition: 'victims-code-2020',
      timeZone: 'Europe/London',
      pauses: [],
      generations: [{ generation: 1, cause: null }],
    });
    expect(body.steps).toHaveLength(8);
  });

  it('is not found where there is no such obligation', async () => {
    const { status, body } = await performance.get('/obligations/none/derivation');
    expect([status, body.code]).toEqual([404, 'unknown-obligation']);
  });
});

describe('the description', () => {
  it('tells of every answer', () => {
    const { paths, components } = api.description();
    expect(Object.keys(paths).sort()).toEqual([
      '/api/v1/compliance',
      '/api/v1/compliance/characteristics',
      '/api/v1/compliance/comparison',
      '/api/v1/compliance/funnel',
      '/api/v1/compliance/measures',
      '/api/v1/compliance/months',
      '/api/v1/compliance/no-limit',
      '/api/v1/compliance/not-recorded-here',
      '/api/v1/compliance/obligations',
      '/api/v1/compliance/restatement',
      '/api/v1/compliance/shares',
      '/api/v1/compliance/shares/rows',
      '/api/v1/compliance/silence',
      '/api/v1/obligations/{obligationId}/derivation',
    ]);
    for (const path of Object.values(paths))
      expect(path.get?.responses['200']).toHaveProperty(['content', 'application/json', 'schema', '$ref']);
    expect(Object.keys(components!.schemas!)).toEqual(
      expect.arrayContaining([
        'ComplianceResponse',
        'ComplianceRowResponse',
        'MeasureResponse',
        'SilencePage',
        'DerivationResponse',
      ]),
    );
  });
});
