import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migratedDatabase } from '../support/database.js';
import type { Description } from '../support/description.js';
import { forceFileWith, type ForceFileOfSpec } from '../support/force-file.js';
import { startStack, type Stack } from '../support/stack.js';

const at = '2026-11-02T10:00:00Z';

/** What exists under each parameter that names something, in the demo's force. */
const existing: Readonly<Record<string, string>> = {
  team: 'barrow-lpt',
  owner: 'pc-1234',
  bcu: 'South Cumbria',
  lpt: 'Barrow',
  recipient: 'pc-1234',
  commitment: 'VC20-ARREST',
  edition: 'victims-code-2020',
  rung: 'due-soon',
  offenceGroup: 'burglary-dwelling',
};

/**
 * Text that names nothing of the force: ids of what is recorded, places in lists, what is searched for, and whom looks are
 * asked about, who may be somebody that the force never had; and which groups are compared, of which what was never counted is
 * refused by a code of its own.
 */
const ofOtherKinds = new Set(
  'caseId participantId obligationId alertId staffId from knownAt cursor minPosition q reference month quarter financialYear one other'.split(
    ' ',
  ),
);

const compared = { by: 'bcu', one: 'South%20Cumbria', other: 'South%20Cumbria' };
const measure = 'in-time';
const times = { from: '2026-10-01', to: '2026-10-31', before: at, after: at };
const needed: Readonly<Record<string, string>> = { ...times, ...compared, measure, quarter: '2026-Q2' };

/** A mistyped name is told of, and never answered with nothing (rules.md: nothing due is no rate). */
describe('what a question asks about', () => {
  let stack: Stack;
  let before: Stack;
  let force: ForceFileOfSpec;
  let description: Description;

  /** On one database: a force with a team that it no longer had when the second stack began. */
  beforeAll(async () => {
    force = forceFileWith((file) => {
      const team = { id: 'old-desk', name: 'Old desk', supervisor: 'pc-1234' };
      file.teams.push(team);
      const officer = file.staff.find(({ id }) => id === 'pc-1234')!;
      file.staff.push({ ...officer, id: 'pc-0001', team: team.id } as { id: string });
    });
    const database = await migratedDatabase();
    const kept = { ...database, drop: async () => {} };
    before = await startStack(at, 'postgres', { FORCE_FILE: force.file }, undefined, kept);
    stack = await startStack(at, 'postgres', {}, undefined, database);
    const opened = await (
      await before.as('desk')
    ).post('/cases', {
      kind: 'crime',
      reference: 'CR/1/26',
      offenceGroup: 'burglary-dwelling',
      openedAt: at,
      owner: 'pc-0001',
      participants: [{ role: 'victim', name: 'Ada Fell' }],
    });
    expect(opened.status).toBe(201);
    description = (await (await fetch(`${stack.url}/api/v1/openapi.json`)).json()) as Description;
  });
  afterAll(async () => {
    await before?.stop();
    await stack?.stop();
    force?.forget();
  });

  /** Every parameter of every question, with a role that may ask it and what else the question needs. */
  const questions = () =>
    Object.entries(description.paths).flatMap(([path, { get }]) => {
      const parameters = (get?.parameters ?? []).filter((one) => one.in === 'query');
      const more = parameters.filter(({ required }) => required).map(({ name }) => `&${name}=${needed[name] ?? ''}`);
      const role = get?.['x-roles']?.[0];
      return parameters.map(({ name, schema }) => ({ path, name, schema, role, more: more.join('') }));
    });

  const isFree = ({ type, enum: words, format, items }: any): boolean =>
    type === 'array' ? isFree(items) : type === 'string' && !words && !format;

  it('is something that must exist, or one of a closed kind', () => {
    const free = questions().filter(({ path, schema }) => !path.includes('{') && isFree(schema));
    const names = new Set(free.map(({ name }) => name).filter((name) => !ofOtherKinds.has(name)));
    expect([...names].toSorted()).toEqual(Object.keys(existing).toSorted());
  });

  it('is refused by its name where there is no such thing, on every route', async () => {
    const naming = questions().filter(({ name }) => Object.hasOwn(existing, name));
    expect(naming.length).toBeGreaterThan(40);
    for (const { path, name, role, more } of naming) {
      const asking = await stack.as(role!);
      const address = `${path.replace('/api/v1', '')}?${name}=nope${more}`;
      const { status, body } = await asking.get(address);
      const told = { code: 'invalid', errors: [{ pointer: `?${name}`, detail: expect.stringMatching(/no such/) }] };
      expect({ address, status, body }).toMatchObject({ address, status: 422, body: told });
    }
  });

  it('is answered where there is', async () => {
    for (const { path, name, role, more } of questions().filter((one) => Object.hasOwn(existing, one.name))) {
      // Nothing is counted here that could be compared.
      if (path.endsWith('/stream') || path.endsWith('/comparison')) continue;
      const value = encodeURIComponent(existing[name]!);
      const { status, body } = await (
        await stack.as(role!)
      ).get(`${path.replace('/api/v1', '')}?${name}=${value}${more}`);
      expect({ path, name, status, body }).toMatchObject({ path, name, status: 200 });
    }
  });

  it('names all that is wrong', async () => {
    const { body } = await (await stack.as('supervisor')).get('/workload?team=nope&owner=pc-1234&bcu=Nowhere');
    expect(body['errors'].map(({ pointer }: any) => pointer)).toEqual(['?team', '?bcu']);
  });

  it('may be whoever and whatever the force had when something was recorded', async () => {
    const supervisor = await stack.as('supervisor');
    const [mine] = (await supervisor.get('/obligations?owner=pc-0001&team=old-desk')).body['items'];
    expect(mine).toMatchObject({ case: { reference: 'CR/1/26' } });
    expect((await supervisor.get('/alerts/duty?team=old-desk')).status).toBe(200);
    expect((await supervisor.get('/workload?owner=pc-0002')).status).toBe(422);
  });

  it('may be that there is none, on lists as in figures', async () => {
    const desk = await stack.as('desk');
    const opened = await desk.post('/cases', {
      kind: 'enquiry',
      reference: 'EN/2/26',
      openedAt: at,
      participants: [{ role: 'enquirer', name: 'Ben Crag' }],
    });
    expect(opened.status).toBe(201);
    for (const list of ['/cases', '/obligations']) {
      const { items } = (await desk.get(`${list}?owner=-&team=-&bcu=-&lpt=-`)).body;
      expect(new Set(items.map(({ caseId }: any) => caseId))).toEqual(new Set([opened.body['caseId']]));
    }
  });
});
