import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { fixedClock } from '@kept-informed/calendar';
import { fold, reconcile, type FollowUpEvent } from '@kept-informed/follow-up';
import { openFromBoth } from '../../../../test/support/open-from-both.js';
import { aStore, factsOf, standingsOf, type AStore, everybody } from '../../../../test/support/imported.js';
import { generateDemo } from './generate-demo.js';

const NOW = '2026-11-24T15:00:00.000Z';
const stores: AStore[] = [];

afterEach(async () => {
  await Promise.all(stores.splice(0).map(({ close }) => close()));
});

async function aDemo(now = NOW): Promise<AStore> {
  const store = await aStore(now);
  stores.push(store);
  await generateDemo('small', store.parts);
  return store;
}

/** For the specs that only read it. */
let atNow: AStore;
beforeAll(async () => {
  atNow = await aDemo();
  stores.length = 0;
});
afterAll(() => atNow.close());

const values = async ({ query }: AStore, sql: string): Promise<string[]> =>
  (await query<{ value: string }>(sql)).map(({ value }) => value);

describe('the demo', () => {
  it('shows all kinds of case, all roles, entitlements and statuses, and alerts in every state', async () => {
    const store = atNow;
    expect(await values(store, 'select distinct kind as value from cases order by 1')).toEqual([
      'crime',
      'enquiry',
      'feedback',
      'incident',
    ]);
    expect(await values(store, 'select distinct role as value from participants order by 1')).toEqual([
      'enquirer',
      'feedback-giver',
      'representative',
      'victim',
      'witness',
    ]);
    expect(await values(store, 'select distinct entitlement as value from participants order by 1')).toEqual([
      'enhanced',
      'standard',
      'unassessed',
    ]);
    expect((await standingsOf(store, NOW)).map(({ status }) => status)).toEqual([
      'met',
      'met-late',
      'missed',
      'open',
      'superseded',
      'voided',
    ]);
    const forGood = `select distinct (lapsed_at is not null)::text as value from obligations
      where missed and outcome is null order by 1`;
    expect(await values(store, forGood)).toEqual(['false', 'true']);
    expect(await values(store, 'select distinct status as value from alerts order by 1')).toEqual(
      expect.arrayContaining(['acknowledged', 'cleared', 'open']),
    );
    const closed = `select distinct (closed_at is null)::text as value from cases order by 1`;
    expect(await values(store, closed)).toEqual(['false', 'true']);
    expect(await store.query('select case_id from cases where owner is null')).toEqual([]);
    expect(await store.query(`select 1 as reopened from facts where type = 'CaseReopened' limit 1`)).toHaveLength(1);
  });

  it('tells from the facts of each case what is open as the tables list it', async () => {
    const { told, listed } = await openFromBoth(atNow.parts.work.manager.connection, NOW);
    expect(listed.length).toBeGreaterThan(20);
    expect(told).toEqual(listed);
  });

  it('is settled up to now, and no alert of it was raised late', async () => {
    const store = atNow;
    const streams = await values(store, 'select distinct stream as value from facts');
    const recorded = await store.parts.store.load(streams);
    const book = await store.parts.force.rulebook();
    const unsettled = [...recorded.values()].flatMap(
      (facts) => reconcile(fold(facts as FollowUpEvent[]), book, NOW).facts,
    );
    expect(unsettled).toEqual([]);
  });

  it('is the same on the same day, and nothing of it is in the future', async () => {
    const [one, other] = [atNow, await aDemo()];
    expect(await factsOf(one)).toEqual(await factsOf(other));
    expect(await one.query('select 1 from facts where occurred > $1 or recorded > $1', [NOW])).toEqual([]);
    expect(await one.query('select 1 from facts where not simulated')).toEqual([]);
  });

  it.each([
    '2026-01-02T09:00:00.000Z',
    '2026-03-29T01:30:00.000Z',
    '2026-12-27T23:59:00.000Z',
    '2028-02-29T12:00:00.000Z',
  ])('can be made at %s', async (now) => {
    const store = await aDemo(now);
    expect((await standingsOf(store, now)).map(({ status }) => status)).toEqual(
      expect.arrayContaining(['met', 'met-late', 'missed', 'open', 'superseded', 'voided']),
    );
  });

  it('is not made where there is anything, nor in a year whose bank holidays are not known', async () => {
    const store = await aDemo();
    const facts = await factsOf(store);
    expect(await generateDemo('small', store.parts)).toEqual({ cases: 0, facts: 0, skipped: 'not-empty' });
    expect(await factsOf(store)).toEqual(facts);
    const empty = await aStore('2040-01-01T00:00:00.000Z');
    stores.push(empty);
    expect(await generateDemo('small', empty.parts)).toMatchObject({ skipped: 'holidays-not-known' });
    expect(await factsOf(empty)).toEqual([]);
    const parts = { ...empty.parts, clock: fixedClock(NOW) };
    expect(await generateDemo('small', parts)).toMatchObject({ cases: 120 });
  });

  it('has people whom anybody can see to be made up, and nothing of them in a fact', async () => {
    const store = atNow;
    const people = await everybody(store);
    expect(people.length).toBeGreaterThan(120);
    for (const { name, routes } of people) {
      const [{ value }] = routes as unknown as [{ value: string }];
      expect(name).toMatch(/^[A-Z][a-z]+ Demo [A-Z][a-z]{5}$/);
      expect(value).toMatch(/^01632 960\d{3}$/);
    }
    const said = JSON.stringify(await factsOf(store));
    expect(said).not.toMatch(/01632| Demo [A-Z]/);
    expect(await values(store, `select reference as value from cases where reference not like 'DEMO-%'`)).toEqual([]);
  });
});
