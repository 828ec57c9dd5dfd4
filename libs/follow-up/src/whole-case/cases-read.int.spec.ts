import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fixedClock, type Instant } from '@kept-informed/calendar';
import { bookAt, type Rulebook } from '@kept-informed/commitments';
import { FactStore, openDatabase, rebuild, tablesOf, UnitOfWork } from '@kept-informed/event-store';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { live, scenarios } from '../../../../test/oracle/histories.js';
import type { Life } from '../../../../test/oracle/lives.js';
import { migratedDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import {
  assigned,
  caseOpened,
  contact,
  joined,
  milestone,
  receipt,
  type PastFact,
} from '../../../../test/support/facts.js';
import { only, rulebook } from '../../../../test/support/given.js';
import { carriedFrom, mergedInto, on, paused, resumed } from '../../../../test/support/rulings.js';
import { FollowUpStreams } from '../stream/case.streams.js';
import { projections } from '../stream/projections.js';
import { CasesRead } from './cases-read.js';

/** The same histories each time; `RUNS=500` tries that many others. */
const runs = process.env['RUNS'] ? { numRuns: Number(process.env['RUNS']) } : { numRuns: 40, seed: 2006 };
const desk = { by: 'pc-1', requestId: 'spec' };
const opened = '2026-03-02T10:00:00.000Z';
const zone = 'Europe/London';

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

const read = (cases: CasesRead, now: Instant, caseId = 'c1') => cases.read(work.manager, { caseId, now, zone });
/** The same by somebody who remembers nothing. */
const readAnew = (now: Instant) => read(new CasesRead(), now);

/** Records as a process does that knows nothing of the one that reads. */
async function record(life: Pick<Life, 'book' | 'now'>, [first, ...rest]: readonly PastFact[]): Promise<void> {
  const clock = fixedClock(first!.recorded);
  const streams = new FollowUpStreams(store, () => bookAt(life.book, clock.now()), clock);
  await streams.begin('c1', () => [first!.fact], desk);
  for (const { fact, recorded } of rest) {
    clock.set(recorded);
    await streams.change('c1', () => [fact], desk);
  }
  clock.set(life.now);
  await streams.check(['c1'], desk);
}

const change = (at: Instant, { fact }: PastFact) =>
  new FollowUpStreams(store, () => rulebook, fixedClock(at)).change('c1', () => [fact], desk);

/** Every instant that any row tells, and when each date ends that one tells, with the moment before each. */
async function turns(): Promise<Instant[]> {
  const dumps = tablesOf(projections).map((table) => `select to_jsonb(t)::text as row from ${table} t`);
  const rows: { row: string }[] = await database.query(dumps.join(' union all '));
  const told = rows.flatMap(({ row }) => row.match(/\d{4}-\d\d-\d\d([T ]\d\d:\d\d:\d\d(\.\d+)?)?/g) ?? []);
  const ends = (date: string) => [24, 23].map((hours) => Date.parse(date) + hours * 3_600_000);
  const at = told.flatMap((text) => (text.length === 10 ? ends(text) : [Date.parse(`${text.replace(' ', 'T')}Z`)]));
  return [...new Set(at.flatMap((ms) => [ms - 1, ms]))].sort((a, b) => a - b).map((ms) => new Date(ms).toISOString());
}

describe('a case that is read again while nothing was recorded', () => {
  it('is as it would be read anew, at every instant of any history and the moment before', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        await database.query(`truncate facts, ${tablesOf(projections).join(', ')}`);
        const life = live(scenario, () => undefined);
        await record(
          life,
          life.told.filter(({ fact: { type } }) => !/^(CaseMerged|DisputeDecided)$/.test(type)),
        );
        const cases = new CasesRead();
        for (const now of await turns()) {
          expect({ now, ...(await read(cases, now)) }).toEqual({ now, ...(await readAnew(now)) });
          compared += 1;
        }
      }),
      runs,
    );
    expect(compared).toBeGreaterThan(1_000);
  }, 240_000);

  const arrest = milestone('suspect-arrested', opened);
  const pause = paused(on('VC20-ARREST', 'vic', arrest.fact.data.milestoneId), '2026-03-03T10:00:00Z');
  const resumedAt = '2026-03-04T10:00:00.000Z';
  /** Of which nothing turns by itself. */
  const nothing = only('VC20-RJ');
  const [toldAt, reachedAt] = ['2026-03-03T10:00:00.000Z', '2026-03-05T10:00:00.000Z'];
  const promise = contact('vic', toldAt, { promisedNext: '2026-03-09' });
  const sent = { method: 'letter', outcome: 'sent' } as const;
  const posted = contact('vic', toldAt, { ...sent, promisedNext: '2026-03-09' });
  const letter = contact('vic', '2026-03-04T10:00:00.000Z', sent);

  it.each([
    ['falls due', [arrest], '2026-03-10T00:00:00.000Z'],
    ['is paused', [arrest, pause], '2026-03-03T10:00:00.000Z'],
    ['was paused', [arrest, pause, resumed('paused-2026-03-03T10:00:00Z', resumedAt)], '2026-03-03T10:00:00.000Z'],
    ['is not paused any more', [arrest, pause, resumed('paused-2026-03-03T10:00:00Z', resumedAt)], resumedAt],
    ['comes to its next rung', [], '2026-04-01T08:00:00.000Z'],
    ['was promised', [contact('vic', opened, { promisedNext: '2026-03-05' })], '2026-03-06T00:00:00.000Z'],
    ['is promised', [posted, receipt('delivered', reachedAt, posted.fact.data.contactId)], toldAt, nothing],
    [
      'reaches them',
      [promise, letter, receipt('delivered', reachedAt, letter.fact.data.contactId)],
      reachedAt,
      nothing,
    ],
  ])('shows when something %s', async (_, told, at, book: Rulebook = rulebook) => {
    await record({ book, now: opened }, [caseOpened(opened), joined('vic', opened), ...told]);
    const before = new Date(Date.parse(at) - 1).toISOString();
    const cases = new CasesRead();
    const owedAt = async (now: Instant) => {
      const { obligations, promises } = await read(cases, now);
      return { obligations, promises };
    };
    const shown = await owedAt(before);
    expect(await owedAt(at)).not.toEqual(shown);
    expect(await owedAt(before)).toEqual(shown);
  });
});

describe('a case that is read again', () => {
  const now = '2026-03-02T12:00:00.000Z';
  let cases: CasesRead;

  beforeEach(async () => {
    await record({ book: rulebook, now }, [caseOpened(opened), joined('vic', opened)]);
    cases = new CasesRead();
  });

  /** So that it shows which rows are read. */
  const behindItsBack = () => database.query(`update obligations set edition = 'another'`);
  const editions = async () => new Set((await read(cases, now)).obligations.map(({ edition }) => edition));

  it('is not put together anew where nothing can have changed', async () => {
    await read(cases, now);
    await behindItsBack();
    expect(await editions()).not.toContain('another');
  });

  it('shows what another process has recorded', async () => {
    expect((await read(cases, now)).case).toMatchObject({ owner: null });
    await change(now, assigned('pc-2', now));
    expect((await read(cases, now)).case).toMatchObject({ owner: 'pc-2' });
  });

  it('shows what a merger took from it, or brought', async () => {
    const call = contact('vic', opened, { promisedNext: '2026-03-05' });
    await change(now, call);
    const streams = new FollowUpStreams(store, () => rulebook, fixedClock(now));
    const { fact } = caseOpened(opened, 'crime', { caseId: 'c2', reference: 'CR/2/26' });
    await streams.begin('c2', () => [fact, joined('val', opened).fact], desk);
    const promisedOn = async () => [
      (await read(cases, now)).promises.length,
      (await read(cases, now, 'c2')).promises.length,
    ];
    expect(await promisedOn()).toEqual([1, 0]);
    const both = [
      mergedInto('c2', now, { vic: 'val' }).fact,
      carriedFrom('c1', contact('val', opened, call.fact.data)).fact,
    ];
    await streams.changeTogether([{ caseId: 'c1' }, { caseId: 'c2' }], () => both.map((each) => [each]), desk);
    expect(await promisedOn()).toEqual([0, 1]);
  });

  it('shows what its own transaction has recorded, and not once that was undone', async () => {
    const undone = work.run(async () => {
      await change(now, assigned('pc-2', now));
      expect((await read(cases, now)).case).toMatchObject({ owner: 'pc-2' });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect((await read(cases, now)).case).toMatchObject({ owner: null });
    await change(now, assigned('pc-3', now));
    expect((await read(cases, now)).case).toMatchObject({ owner: 'pc-3' });
  });

  it('is as a rebuild has written it', async () => {
    await behindItsBack();
    expect(await editions()).toContain('another');
    await rebuild(work, store, projections);
    expect(await editions()).not.toContain('another');
  });

  it('shows what was recorded in its place in a database that was put back', async () => {
    await change(now, assigned('pc-2', now));
    await read(cases, now);
    await database.query(`update facts set request_id = 'another' where type = 'CaseAssigned'`);
    await database.query(`update obligations set edition = 'another'`);
    expect(await editions()).toContain('another');
  });

  it('reflects the position that is reached by then', async () => {
    const { position } = await read(cases, now);
    const { fact } = caseOpened(opened, 'crime', { caseId: 'c2', reference: 'CR/2/26' });
    const streams = new FollowUpStreams(store, () => rulebook, fixedClock(now));
    const other = await streams.begin('c2', () => [fact], desk);
    expect(Number((await read(cases, now)).position)).toBeGreaterThan(Number(position));
    expect((await read(cases, now)).position).toBe(other.position);
  });

  it('waits to be looked at as soon as it does', async () => {
    expect((await read(cases, now)).awaitingLook).toEqual([]);
    await database.query('update next_checks set at = $1', [now]);
    expect((await read(cases, now)).awaitingLook).toEqual(['c1']);
  });

  it('is not what somebody made of it who was given it', async () => {
    const [owed] = (await read(cases, now)).obligations;
    Object.assign(owed!, { title: 'told' });
    expect((await read(cases, now)).obligations[0]).not.toHaveProperty('title');
  });

  it('is put together anew where others were asked for since that leave no room', async () => {
    cases = new CasesRead(1);
    await read(cases, now);
    await behindItsBack();
    expect(await editions()).toContain('another');
  });

  it('is not there where there is none, until there is', async () => {
    expect((await read(cases, now, 'c2')).case).toBeNull();
    const { fact } = caseOpened(opened, 'crime', { caseId: 'c2', reference: 'CR/2/26' });
    await new FollowUpStreams(store, () => rulebook, fixedClock(now)).begin('c2', () => [fact], desk);
    expect((await read(cases, now, 'c2')).case).toMatchObject({ caseId: 'c2' });
  });
});
