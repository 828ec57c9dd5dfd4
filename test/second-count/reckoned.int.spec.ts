import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fixedClock, localDate, never, type FixedClock, type Instant, type LocalDate } from '@kept-informed/calendar';
import { bookAt, type Rulebook } from '@kept-informed/commitments';
import { asKnown, FactStore, openDatabase, UnitOfWork } from '@kept-informed/event-store';
import { decideDispute, FollowUpStreams, projections } from '@kept-informed/follow-up';
import fc from 'fast-check';
import type { DataSource, EntityManager } from 'typeorm';
import { tablesOf } from '../../libs/event-store/src/rebuild.js';
import { live } from '../../libs/event-store/src/rebuild.fixture.js';
import { live as livedThrough, plus, scenarios } from '../oracle/histories.js';
import { everything } from '../oracle/lives.js';
import { migratedDatabase, type FreshDatabase } from '../support/database.js';
import { assigned, closed, contact, putRight } from '../support/facts.js';
import { only, rulebook } from '../support/given.js';
import { arrested, crime, toldOfArrest, victimOf } from '../support/reported-cases.js';
import { complianceOf } from '../../libs/compliance/src/compliance.queries.js';
import { type CountedObligation, countedObligations } from '../../libs/compliance/src/counted-obligations.queries.js';
import { dutyOf } from '../../libs/compliance/src/duty.queries.js';
import { type ComplianceQuestion } from '../../libs/compliance/src/fell-due.queries.js';
import { type ReportCell } from '../../libs/compliance/src/kept-page.queries.js';
import { dimensions, type Dimension } from '../../libs/compliance/src/compliance.measures.js';
import { reckonSome, renewReckonings } from '../../libs/compliance/src/reckon.queries.js';
import { restatedLines } from '../../libs/compliance/src/restatement.queries.js';
import { reportedPromises } from '../../libs/compliance/src/reported-promise.rules.js';
import { type SilenceView, silences } from '../../libs/compliance/src/silence.queries.js';

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

const own = ['reckonings', 'reckoned_obligations', 'reckoned_days', 'reckoned_spans', 'reckoned_silences'];
const empty = () => database.query(`truncate facts, ${[...tablesOf(projections), ...own].join(', ')}`);
beforeEach(empty);

const far = '9999-12-31T00:00:00.000Z';
const day = 86_400_000;
const dateAt = (at: Instant, book: Rulebook): LocalDate => localDate(at, book.zone);

/** Every case that waits is reckoned; of how many rows are kept then. */
async function reckonAll(now: Instant, book: Rulebook): Promise<number> {
  const by = { now, zone: book.zone, promised: reportedPromises(book, new Set()) };
  await work.run((manager) => renewReckonings(manager, by, { until: dateAt(now, book), limit: 100 }));
  await work.run((manager) => reckonSome(manager, by, { before: far, limit: 100 }));
  const [{ kept }] = await database.query(
    'select ((select count(*) from reckoned_obligations) + (select count(*) from reckoned_days))::int as kept',
  );
  return kept;
}

const waiting = async () => (await database.query('select case_id from unreckoned_cases')).length;

/** What is asked: by what, and at which instants of a history a report begins, ends, is of, and is known as of. */
const questions = fc.record({
  by: fc.subarray([...dimensions], { maxLength: 3 }),
  times: fc.tuple(fc.nat(999), fc.nat(999), fc.nat(999), fc.option(fc.nat(999))),
  filteredBy: fc.option(fc.constantFrom<Dimension>('owner', 'team', 'commitment', 'bcu', 'entitlement', 'month')),
  elsewhere: fc.boolean(),
  cell: fc.constantFrom<ReportCell>(
    {},
    {},
    { status: 'met' },
    { status: 'missed' },
    { status: 'open' },
    { disputed: false },
    { recordedLate: true },
  ),
});
type Question = typeof questions extends fc.Arbitrary<infer T> ? T : never;

async function expectAlike(asked: Question, instants: readonly Instant[], book: Rulebook): Promise<void> {
  // Each, and the moment before.
  const at = (which: number): Instant => plus(instants[(which >> 1) % instants.length]!, -(which % 2));
  const [one, other, asOf, knownAt] = asked.times;
  const [from, to] = [at(one), at(other)].toSorted();
  const question = {
    from: dateAt(from!, book),
    to: dateAt(to!, book),
    asOf: at(asOf),
    knownAt: knownAt === null ? undefined : at(knownAt),
    zone: book.zone,
    promised: reportedPromises(book, new Set()),
    elsewhere: asked.elsewhere,
  };
  const { rows } = await complianceOf(database.manager, question, asked.filteredBy ? [asked.filteredBy] : []);
  const some = asked.filteredBy && rows[0]?.group[asked.filteredBy];
  const filter = some ? { [asked.filteredBy!]: some } : {};
  const kept = await complianceOf(database.manager, { ...question, filter }, asked.by);
  const alone = await complianceOf(database.manager, { ...question, filter }, asked.by, { fromRowsAlone: true });
  expect({ question, filter, by: asked.by, ...kept }).toEqual({ question, filter, by: asked.by, ...alone });
  const { cell } = asked;
  const all = await countedObligations(database.manager, { ...question, filter }, cell, {
    limit: 1_000,
    ofFewDates: true,
  });
  expect({ question, filter, cell, rows: await pageByPage({ ...question, filter }, cell) }).toEqual({
    question,
    filter,
    cell,
    rows: all,
  });
}

/** The rows behind a cell, three at a time. */
async function pageByPage(question: ComplianceQuestion, cell: ReportCell): Promise<CountedObligation[]> {
  const found: CountedObligation[] = [];
  for (;;) {
    const last = found.at(-1);
    const after = last && { dueAt: last.dueAt ?? never, obligationId: last.obligationId };
    const page = await countedObligations(database.manager, question, cell, { after, limit: 3 });
    found.push(...page);
    if (page.length < 3) return found;
  }
}

/** What those on duty are told now: the same as of what was known by now, of which nothing is taken from what is kept. */
async function expectDutyAlike(asOf: Instant, book: Rulebook): Promise<void> {
  const promised = reportedPromises(book, new Set());
  for (const filter of [{}, { team: 'team-1' }, { bcu: 'Moved' }]) {
    const asked = { asOf, today: dateAt(asOf, book), zone: book.zone, promised, ...filter };
    expect(await dutyOf(database.manager, asked)).toEqual(await dutyOf(database.manager, { ...asked, knownAt: asOf }));
  }
}

const undo = new Error('undone');

/** Who has heard nothing, three at a time: the same, whether anything is kept reckoned or nothing. Answers how many they are. */
async function expectSilenceAlike(asOf: Instant, days: number, knownAt?: Instant): Promise<number> {
  const pages = async (own: EntityManager): Promise<SilenceView[]> => {
    const manager = knownAt === undefined ? own : asKnown(own, projections, knownAt);
    const found: SilenceView[] = [];
    for (let page = 3; page === 3;) {
      const next = await silences(manager, { days, asOf, knownAt, zone: rulebook.zone }, found.at(-1), 3);
      found.push(...next);
      page = next.length;
    }
    return found;
  };
  let silent = 0;
  const compared = work.run(async (manager) => {
    const kept = await pages(manager);
    await manager.query('delete from reckoned_silences');
    expect({ asOf, days, knownAt, kept }).toEqual({ asOf, days, knownAt, kept: await pages(manager) });
    silent = kept.length;
    throw undo;
  });
  await expect(compared).rejects.toBe(undo);
  return silent;
}

/** What changed between the times of two questions: the same, whether anything is kept reckoned or nothing. Answers how many lines. */
async function expectRestatedAlike(asked: Question, instants: readonly Instant[], book: Rulebook): Promise<number> {
  const at = (which: number): Instant => plus(instants[(which >> 1) % instants.length]!, -(which % 2));
  const [one, other, first, last] = asked.times;
  const [from, to] = [at(one), at(other)].toSorted();
  const [before, after] = [at(first), at(last ?? first)].toSorted();
  const period = { from: dateAt(from!, book), to: dateAt(to!, book), zone: book.zone };
  const promised = reportedPromises(book, new Set());
  const knownAs = (knownAt: Instant) => ({ ...period, promised, asOf: asked.elsewhere ? after! : knownAt, knownAt });
  const question = { before: knownAs(before!), after: knownAs(after!) };
  let found = 0;
  const compared = work.run(async (manager) => {
    const kept = await restatedLines(manager, question, { limit: 1000 });
    await manager.query('insert into unreckoned_cases select case_id, recorded_at from cases on conflict do nothing');
    expect({ question, kept }).toEqual({ question, kept: await restatedLines(manager, question, { limit: 1000 }) });
    found = kept.length;
    throw undo;
  });
  await expect(compared).rejects.toBe(undo);
  return found;
}

/** When anything was recorded, and some time before and after all of it. */
async function instantsOf(): Promise<Instant[]> {
  const found: { at: Instant }[] = await database.query('select distinct recorded as at from facts order by 1');
  const all = found.map(({ at }) => at);
  return [plus(all[0]!, -2 * day), ...all, plus(all.at(-1)!, 3 * day), plus(all.at(-1)!, 70 * day)];
}

const runs = process.env['RUNS'] ? { numRuns: Number(process.env['RUNS']) } : { numRuns: 12, seed: 2006 };

describe('figures of which most are kept', () => {
  it('are those of the rows alone after any history, whenever a case was reckoned', async () => {
    let [kept, restated, silent] = [0, 0, 0];
    const histories = fc.tuple(scenarios, fc.nat(), fc.array(questions, { minLength: 10, maxLength: 10 }));
    await fc.assert(
      fc.asyncProperty(histories, async ([scenario, chance, asked]) => {
        await empty();
        const life = livedThrough(scenario, () => undefined, everything);
        const clock = fixedClock(life.told[0]!.recorded);
        const book = () => bookAt(life.book, clock.now());
        const streams = new FollowUpStreams(store, book, clock);
        const requester = { by: 'pc-1', requestId: 'spec' };
        const told = life.told.filter(
          ({ fact }) => fact.type !== 'DisputeDecided' && fact.type !== 'CaseMerged' && !('carriedFrom' in fact.data),
        );
        const opened = { ...told[0]!.fact, data: { ...told[0]!.fact.data, caseId: '1' } } as (typeof told)[0]['fact'];
        await streams.begin('1', () => [opened], requester);
        for (const [index, { fact, recorded }] of told.slice(1).entries()) {
          clock.set(recorded);
          await streams.change('1', () => [fact], requester);
          if (index === chance % told.length) await reckonAll(clock.now(), book());
        }
        clock.set(life.now);
        await streams.check(['1'], requester);
        const around = await instantsOf();
        for (const one of asked.slice(0, 2)) await expectAlike(one, around, book());
        for (const at of [clock.now(), ...around.slice(-3)]) silent += await expectSilenceAlike(at, chance % 30);
        clock.set(plus(life.now, (1 + (chance % 90)) * day));
        await streams.check(['1'], requester);
        kept += await reckonAll(clock.now(), book());
        for (const one of asked) await expectAlike(one, around, book());
        await expectDutyAlike(clock.now(), book());
        for (const one of asked) restated += await expectRestatedAlike(one, around, book());
        for (const at of [clock.now(), plus(clock.now(), 9 * day), ...around]) {
          silent += await expectSilenceAlike(at, chance % 30);
          silent += await expectSilenceAlike(clock.now(), chance % 30, at);
        }
      }),
      runs,
    );
    expect(kept).toBeGreaterThan(50);
    expect(restated).toBeGreaterThan(50);
    expect(silent).toBeGreaterThan(50);
  }, 600_000);

  it('are so where cases are merged, restricted, closed and opened again, and go on being told of', async () => {
    await live(store);
    const at = '2026-03-02T08:00:00.000Z';
    const since = (recorded: Instant) => [
      closed('2026-06-10T09:00:00Z'),
      putRight({ area: { bcu: 'Moved' } }, recorded),
    ];
    for (const [id, more] of [
      ['told', [contact(victimOf('told'), '2026-03-05T09:00:00Z'), ...since('2027-05-20T09:00:00Z')]],
      ['never-told', since('2027-06-20T09:00:00Z')],
    ] as const) {
      const clock = fixedClock(at);
      const streams = new FollowUpStreams(store, () => rulebook, clock);
      const requester = { by: 'pc-1', requestId: 'spec' };
      await streams.begin(id, () => [...crime(id, at), assigned('pc-1', at)].map(({ fact }) => fact), requester);
      for (const { fact, recorded } of more) {
        clock.set(recorded);
        await streams.change(id, () => [fact], requester);
      }
    }
    const around = await instantsOf();
    const sample = fc.sample(questions, { numRuns: 40, seed: 7 });
    for (const one of sample.slice(0, 10)) await expectAlike(one, around, rulebook);
    expect(await reckonAll(around.at(-1)!, rulebook)).toBeGreaterThan(0);
    expect(await waiting()).toBe(0);
    for (const one of sample) await expectAlike(one, around, rulebook);
    await expectDutyAlike(around.at(-1)!, rulebook);
    for (const one of sample) await expectRestatedAlike(one, around, rulebook);
    for (const at of [...around, plus(around.at(-1)!, 9 * day)]) await expectSilenceAlike(at, 28);
    const whole = { filteredBy: null, elsewhere: false, cell: {} };
    for (const [index] of around.entries())
      await expectAlike(
        { ...whole, by: ['bcu', 'month'], times: [0, 2 * around.length - 2, 2 * index + 1, 2 * index + 1] },
        around,
        rulebook,
      );
  }, 600_000);

  it('are so of a case in which nothing is owed any more, as known before it was put right', async () => {
    const book = only('VC20-ARREST');
    const clock = fixedClock('2026-10-01T09:00:00Z');
    const streams = new FollowUpStreams(store, () => book, clock);
    const requester = { by: 'pc-1', requestId: 'spec' };
    const [opened, joined] = crime('over', '2026-10-01T09:00:00Z');
    await streams.begin('over', () => [opened!.fact], requester);
    for (const { fact, recorded } of [
      joined!,
      arrested('2026-10-05T10:00:00Z'),
      toldOfArrest('over', '2026-10-08T09:00:00Z'),
      putRight({ area: { bcu: 'Moved' } }, '2026-11-07T09:00:00Z'),
      assigned('pc-2', '2026-12-07T09:00:00Z'),
    ]) {
      clock.set(recorded);
      await streams.change('over', () => [fact], requester);
    }
    const around = await instantsOf();
    expect(await reckonAll(around.at(-1)!, book)).toBeGreaterThan(0);
    expect(await database.query('select until_on::text from reckonings')).toEqual([{ until_on: 'infinity' }]);
    for (let known = 0; known < 2 * around.length; known += 1)
      await expectAlike(
        {
          by: ['bcu', 'owner'],
          times: [0, 2 * around.length - 2, known, known],
          filteredBy: null,
          elsewhere: false,
          cell: {},
        },
        around,
        book,
      );
  });

  it('are so of what was missed until somebody decided that it was met, as known before', async () => {
    const book = only('VC20-ARREST');
    const clock = fixedClock('2026-10-01T09:00:00Z');
    const streams = new FollowUpStreams(store, () => book, clock);
    const requester = { by: 'pc-1', requestId: 'spec' };
    const [opened, joined] = crime('late', '2026-10-01T09:00:00Z');
    await streams.begin('late', () => [opened!.fact], requester);
    for (const { fact, recorded } of [
      joined!,
      arrested('2026-10-05T10:00:00Z'),
      toldOfArrest('late', '2026-10-06T09:00:00Z', '2026-11-07T09:00:00Z'),
    ]) {
      clock.set(recorded);
      await streams.check(['late'], requester);
      await streams.change('late', () => [fact], requester);
    }
    clock.set('2026-11-20T09:00:00Z');
    await streams.change(
      'late',
      (state, now) =>
        [...state.disputes.raised.keys()].flatMap((disputeId) =>
          decideDispute(state, { disputeId, confirmed: true, by: 'sgt-1' }, now),
        ),
      requester,
    );
    const around = await instantsOf();
    await reckonAll(around.at(-1)!, book);
    expect(await database.query('select listed, status from reckoned_obligations')).toEqual([
      { listed: 'fell-due', status: 'met' },
    ]);
    for (let known = 0; known < 2 * around.length; known += 1)
      await expectAlike(
        { by: [], times: [0, 2 * around.length - 2, known, known], filteredBy: null, elsewhere: false, cell: {} },
        around,
        book,
      );
  });
});

describe('a case that was reckoned', () => {
  let clock: FixedClock;

  it('waits to be reckoned again once anything is recorded of it', async () => {
    await live(store);
    await reckonAll((await instantsOf()).at(-1)!, rulebook);
    clock = fixedClock((await instantsOf()).at(-1)!);
    const streams = new FollowUpStreams(store, () => rulebook, clock);
    const [{ case_id: caseId }] = await database.query(
      'select case_id from cases where merged_into is null and closed_at is null order by 1 limit 1',
    );
    await streams.change(caseId, () => [assigned('pc-9', clock.now()).fact], { by: 'pc-1', requestId: 'spec' });
    expect(await database.query('select case_id from unreckoned_cases')).toEqual([{ case_id: caseId }]);
  });
});
