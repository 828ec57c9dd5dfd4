import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fixedClock, type FixedClock, type Instant } from '@kept-informed/calendar';
import { bookAt } from '@kept-informed/commitments';
import { FollowUpStreams, projections } from '@kept-informed/follow-up';
import fc from 'fast-check';
import type { DataSource, EntityManager } from 'typeorm';
import { live as livedThrough, plus, scenarios } from '../../../test/oracle/histories.js';
import { everything } from '../../../test/oracle/lives.js';
import { migratedDatabase, type FreshDatabase } from '../../../test/support/database.js';
import { asKnown } from './as-known.js';
import { openDatabase } from './database.js';
import { FactStore } from './fact-store.js';
import { rebuild, tablesOf } from './rebuild.js';
import { live } from './rebuild.fixture.js';
import { UnitOfWork } from './unit-of-work.js';

let fresh: FreshDatabase;
let database: DataSource;
let work: UnitOfWork;
let store: FactStore;

beforeAll(async () => {
  fresh = await migratedDatabase();
  database = await openDatabase({ url: fresh.owner, asOwner: true });
  work = new UnitOfWork(database);
  store = new FactStore(work, projections);
});

afterAll(async () => {
  await database.destroy();
  await fresh.drop();
});

beforeEach(() => database.query(`truncate facts, ${tablesOf(projections).join(', ')}`));

const tables = projections.flatMap((projection) => projection.tables).filter(({ since }) => since !== undefined);

/** Of obligations what changes and has no versions, because no question about the past asks for it. */
const unversioned = new Set(['unit', 'calendar_version']);

/** Who may see a case goes by what it is now. */
const asItIsNow = (table: string, column: string): boolean =>
  (table === 'obligations' && unversioned.has(column)) || (table === 'cases' && column === 'restricted_to');

type Contents = Record<string, string[]>;

async function contents(manager: EntityManager): Promise<Contents> {
  const found: Contents = {};
  for (const { name, columns } of tables) {
    const shown = columns.filter((column) => !asItIsNow(name, column)).join(', ');
    const rows: { row: string }[] = await manager.query(
      `select t::text as row from (select ${shown} from ${name}) t order by 1`,
    );
    found[name] = rows.map(({ row }) => row);
  }
  return found;
}

/** What time alone brought about was known from then on, whenever somebody looked (rules.md, Sweeps). */
const takenBy = `case when type like 'Obligation%' then coalesce(known, recorded) else recorded end <= $1`;

class Undone extends Error {}

/** The tables of a system that took the facts up to an instant and no others. */
async function contentsOfFresh(at: Instant): Promise<Contents> {
  let found: Contents = {};
  const taken = work.run(async (manager) => {
    await manager.query(`delete from facts where not (${takenBy})`, [at]);
    await rebuild(work, store, projections);
    found = await contents(manager);
    throw new Undone();
  });
  await expect(taken).rejects.toThrow(Undone);
  return found;
}

async function instants(): Promise<Instant[]> {
  const rows: { at: Instant }[] = await database.query(
    'select recorded as at from facts union select known from facts where known is not null order by 1',
  );
  return rows.map(({ at }) => at);
}

async function expectAsFresh(at: Instant): Promise<Contents> {
  const known = await contents(asKnown(database.manager, projections, at));
  expect({ at, known }).toEqual({ at, known: await contentsOfFresh(at) });
  return known;
}

/** Puts an alert that waits aside, takes it on or hands it over, as somebody would. */
async function actOnAlert(streams: FollowUpStreams, clock: FixedClock, how: number): Promise<void> {
  await streams.change(
    '1',
    ({ alerts }) => {
      const waiting = [...alerts.raised.values()].filter(({ status }) => status === 'open');
      const { alertId, recipient } = waiting[how % waiting.length] ?? {};
      if (alertId === undefined) return [];
      const occurred = clock.now();
      const acts = [
        { type: 'AlertAcknowledged' as const, data: { alertId, withPlan: false }, occurred },
        { type: 'AlertSnoozed' as const, data: { alertId, until: plus(occurred, 3_600_000) }, occurred },
        { type: 'AlertHandedOver' as const, data: { alertId, from: recipient!, to: 'pc-7' }, occurred },
      ];
      return [acts[how % acts.length]!];
    },
    { by: 'pc-1', requestId: 'spec' },
  );
}

describe('the tables as they stood', () => {
  it('are those of a system that took the facts up to then, whatever was carried from case to case', async () => {
    await live(store);
    const all = await instants();
    expect(all.length).toBeGreaterThan(20);
    const some = all.filter((_, index) => index % 3 === 0);
    for (const at of some.flatMap((each) => [plus(each, -1), each])) await expectAsFresh(at);
    const known = await expectAsFresh(all.at(-1)!);
    expect(known).toEqual(await contents(database.manager));
  });

  it('are so after any history, at any instant of it', async () => {
    const told = new Set<string>();
    const histories = fc.tuple(scenarios, fc.array(fc.nat(5_000), { minLength: 3, maxLength: 5 }));
    await fc.assert(
      fc.asyncProperty(histories, async ([scenario, chances]) => {
        await database.query(`truncate facts, ${tablesOf(projections).join(', ')}`);
        const life = livedThrough(scenario, () => undefined, everything);
        const clock = fixedClock(life.told[0]!.recorded);
        const streams = new FollowUpStreams(store, () => bookAt(life.book, clock.now()), clock);
        const asked = { by: 'pc-1', requestId: 'spec' };
        // What was carried here lay on a case that this history does not have, where it was known before.
        const isOfHere = ({ fact }: (typeof life.told)[number]) => !('carriedFrom' in fact.data);
        const [opened, ...rest] = life.told.filter((one) => one.fact.type !== 'DisputeDecided' && isOfHere(one));
        const opening = {
          ...opened!.fact,
          data: { ...opened!.fact.data, caseId: '1' },
        } as (typeof life.told)[number]['fact'];
        await streams.begin('1', () => [opening], asked);
        for (const [index, { fact, recorded }] of rest.entries()) {
          clock.set(recorded);
          await streams.change('1', () => [fact], asked);
          const isMerged = fact.type === 'CaseMerged';
          if (isMerged) break;
          if ((chances[index % chances.length]! + index) % 3 === 0) await actOnAlert(streams, clock, index);
        }
        clock.set(life.now);
        await streams.check(['1'], asked);
        const all = await instants();
        for (const chance of chances) {
          const at = plus(all[chance % all.length]!, -(chance % 2));
          const known = await expectAsFresh(at);
          for (const [name, rows] of Object.entries(known)) if (rows.length > 0) told.add(name);
        }
      }),
      { numRuns: Number(process.env['RUNS'] ?? 25) },
    );
    // A spec about nothing would pass too.
    expect([...told]).toEqual(expect.arrayContaining(['cases', 'participants', 'contacts', 'alerts', 'obligations']));
  }, 240_000);

  it('have nothing before anything was recorded, and all of it now', async () => {
    await live(store);
    const [first] = await instants();
    const before = await contents(asKnown(database.manager, projections, plus(first!, -1)));
    for (const rows of Object.values(before)) expect(rows).toEqual([]);
  });

  it('are asked for by questions that have common tables of their own, and with values of their own', async () => {
    await live(store);
    const last = (await instants()).at(-1)!;
    const known = asKnown(database.manager, projections, last);
    const asked = `\n  with own as (select * from cases where case_id = any ($1)) select case_id as "caseId" from own`;
    expect(await known.query(asked, [['c1']])).toEqual([{ caseId: 'c1' }]);
  });
});
