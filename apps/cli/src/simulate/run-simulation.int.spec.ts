import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aMonthOf, aStore, factsOf, standingsOf, type AStore } from '../../../../test/support/imported.js';
import { anOutcomesFile, aStreetFile, crimeId, outcome, street } from '../../../../test/support/police-uk.js';
import { caseIdOf, importPoliceUk } from '@kept-informed/imports';
import { NotInProduction, runSimulation, type SimulationOptions } from './run-simulation.js';

const BEFORE_ALL = '2018-10-01T00:00:00.000Z';
const END = '2019-03-01T00:00:00.000Z';
const REAL_TIME = '2026-12-01T00:00:00.000Z';
const stores: AStore[] = [];

afterEach(async () => {
  await Promise.all(stores.splice(0).map(({ close }) => close()));
});

/** Imported on 1 October 2018, before anything happened, unless told otherwise. */
async function imported(count: number, now = BEFORE_ALL): Promise<AStore> {
  const store = await aStore(now);
  stores.push(store);
  const outcomes = Array.from({ length: count }, (_, n) => n)
    .filter((n) => n % 6 !== 5 && n % 4 === 0)
    .map((n) => outcome(crimeId(`2018-11 ${n}`), '2018-12', n % 8 ? 'Suspect charged' : 'Local resolution'));
  const files = [aStreetFile(aMonthOf(count)), anOutcomesFile(outcomes)];
  await importPoliceUk({ files, requestId: 'import-spec', dryRun: false, realTime: REAL_TIME }, store.parts);
  return store;
}

function simulating(store: AStore, more: Partial<SimulationOptions> = {}) {
  return runSimulation({ seed: 7, compliance: 0.7, until: END, ...more }, store.parts);
}

describe('the simulation', () => {
  it('plays contacts of officers in the imported cases, every fact marked as simulated', async () => {
    const store = await imported(60);
    const report = await simulating(store);
    expect(report).toMatchObject({ cases: 60, stopped: false });
    expect(report.contacts).toBeGreaterThan(100);
    expect(report.factsPerSecond).toBeGreaterThan(0);
    const [played] = await store.query<{ facts: number; contacts: number; by: string }>(
      `select count(*)::int as facts, min(recorded_by) as by,
         (count(*) filter (where type in ('ContactMade', 'ContactAttempted')))::int as contacts
       from facts where simulated`,
    );
    expect(played).toEqual({ facts: report.facts, contacts: report.contacts, by: 'simulation' });
    const owners = await store.query('select bcu is null as nowhere, owner is null as nobody from cases group by 1, 2');
    expect(owners).toHaveLength(2);
    expect(owners).toEqual(
      expect.arrayContaining([
        { nowhere: true, nobody: true },
        { nowhere: false, nobody: false },
      ]),
    );
  });

  it('is the same in two databases', async () => {
    const [one, other] = [await imported(60), await imported(60)];
    await simulating(one);
    await simulating(other);
    expect(await factsOf(one)).toEqual(await factsOf(other));
  });

  it('with another seed is another', async () => {
    const [one, other] = [await imported(20), await imported(20)];
    await simulating(one);
    await simulating(other, { seed: 8 });
    expect(await factsOf(one)).not.toEqual(await factsOf(other));
  });

  it('up to where it has been adds nothing', async () => {
    const store = await imported(60);
    await simulating(store);
    const facts = await factsOf(store);
    expect(await simulating(store)).toMatchObject({ cases: 60, changed: 0, facts: 0, contacts: 0 });
    expect(await factsOf(store)).toEqual(facts);
  });

  it.each([
    ['at the end of a year', ['2019-01-01T00:00:00.000Z']],
    ['in the middle of a day', ['2018-12-19T10:20:00.000Z']],
    ['at a due time', ['2018-11-08T00:00:00.000Z', '2018-12-05T00:00:00.000Z', '2019-01-08T09:00:00.000Z']],
  ])('in steps, one of them %s, is the same as in one go', async (_, steps) => {
    const [whole, stepped] = [await imported(60), await imported(60)];
    await simulating(whole);
    for (const until of [...steps, END]) await simulating(stepped, { until });
    expect(await factsOf(stepped)).toEqual(await factsOf(whole));
  });

  it('stopped in the middle and run again is the same as in one go', async () => {
    const [whole, halved] = [await imported(900), await imported(900)];
    await simulating(whole);
    const stopping = new AbortController();
    const first = await simulating(halved, { onProgress: () => stopping.abort(), signal: stopping.signal });
    expect(first.stopped).toBe(true);
    expect(first.cases).toBeLessThan(900);
    await simulating(halved);
    expect(await factsOf(halved)).toEqual(await factsOf(whole));
  });

  it('raises alerts in time, whenever the import was', async () => {
    const [before, after] = [await imported(60), await imported(60, '2026-11-24T00:00:00.000Z')];
    await simulating(before);
    await simulating(after);
    const alerts = (store: AStore) =>
      store.query<{ caught_up: boolean; late: boolean }>(
        `select alert_id, rung, recipient, caught_up, status, raised_at > due_at as late from alerts order by 1`,
      );
    const raised = await alerts(before);
    expect(raised.length).toBeGreaterThan(10);
    expect(await alerts(after)).toEqual(raised);
    // A rung that was past when its obligation arose is raised late; no other is, as if the worker had never slept.
    const slept = raised.filter(({ caught_up: caughtUp, late }) => late !== caughtUp);
    expect(slept).toEqual([]);
  });

  it('leaves every obligation in one of the statuses, and those of a careless force in more of them', async () => {
    const store = await imported(120);
    await simulating(store, { compliance: 0.5 });
    const standings = await standingsOf(store, END);
    const [{ arisen }] = (await store.query<{ arisen: number }>('select count(*)::int as arisen from obligations')) as [
      { arisen: number },
    ];
    expect(standings.reduce((sum, { count }) => sum + count, 0)).toBe(arisen);
    expect(standings.map(({ status }) => status)).toEqual(
      expect.arrayContaining(['met', 'met-late', 'missed', 'open']),
    );
  });

  it('says of each obligation the same in its facts and in the tables', async () => {
    const store = await imported(60);
    await simulating(store);
    const differing = await store.query(
      `select o.obligation_id from obligations o where
         (o.outcome in ('met', 'met-late')) is distinct from nullif(exists (select from facts f
            where f.type = 'ObligationMet' and f.data->>'obligationId' = o.obligation_id), false)
         or o.missed <> exists (select from facts f
            where f.type = 'ObligationMissed' and f.data->>'obligationId' = o.obligation_id)`,
    );
    expect(differing).toEqual([]);
  });

  it('leaves cases alone that were not imported, and what officers really did', async () => {
    const store = await imported(20);
    const stream = `case-${caseIdOf(crimeId('2018-11 0'))}`;
    const facts = (await store.parts.store.load([stream])).get(stream)!;
    const owner = { staffId: 'pc-1234', team: 'barrow-lpt' };
    const assigned = { type: 'CaseAssigned', data: owner, occurred: '2018-12-01T00:00:00.000Z' };
    const opened = { caseId: 'other', kind: 'crime', reference: 'CR/1/18' };
    await store.parts.store.append(
      [
        { stream, expected: facts.length, facts: [assigned] },
        {
          stream: 'case-other',
          expected: 0,
          facts: [{ type: 'CaseOpened', data: opened, occurred: '2018-11-01T00:00:00.000Z' }],
        },
      ],
      { by: 'pc-1234', requestId: 'spec', recorded: '2018-12-01T09:00:00.000Z' },
    );
    await simulating(store);
    expect(await store.query(`select count(*)::int as count from facts where stream = 'case-other'`)).toEqual([
      { count: 1 },
    ]);
    const added = (await store.parts.store.load([stream])).get(stream)!.slice(facts.length + 1);
    expect(added.filter(({ recorded }) => recorded <= '2018-12-01T09:00:00.000Z')).toEqual([]);
    expect(added.map(({ type }) => type)).not.toContain('CaseAssigned');
  });

  it('goes on with what an import has added meanwhile', async () => {
    const store = await imported(20);
    await simulating(store, { until: '2019-01-01T00:00:00.000Z' });
    const key = crimeId('2018-11 2');
    const outcomes = [anOutcomesFile([outcome(key, '2019-01', 'Suspect charged')])];
    const more = [aStreetFile([street({ id: crimeId('more'), month: '2018-11' })])];
    await importPoliceUk(
      { files: [...more, ...outcomes], requestId: 'import-spec', dryRun: false, realTime: REAL_TIME },
      store.parts,
    );
    await simulating(store, { compliance: 1 });
    const told = await store.query(`select tells from contacts where case_id = $1 and 'charge-decided' = any(tells)`, [
      caseIdOf(key),
    ]);
    expect(told).toHaveLength(1);
  });
});

describe('in production', () => {
  const before = process.env['NODE_ENV'];
  beforeEach(() => void (process.env['NODE_ENV'] = 'production'));
  afterEach(() => void (process.env['NODE_ENV'] = before));

  it('the simulation is refused', async () => {
    const store = await imported(1);
    await expect(simulating(store)).rejects.toThrow(NotInProduction);
  });
});
