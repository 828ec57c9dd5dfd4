import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { only, rulebook } from '../../../test/support/given.js';
import * as ruled from '../../../test/support/rulings.js';
import { assessed, assigned, caseOpened, feedback, instant, joined } from '../../../test/support/facts.js';
import { arrested, crime, scene, toldOfArrest, victimOf, type Scene } from '../../../test/support/reported-cases.js';
import { reportedPromises } from './reported-promise.rules.js';
import { complianceOf } from './compliance.queries.js';
import { countedObligations } from './counted-obligations.queries.js';
import { type DuePlace } from './kept-page.queries.js';
import { middleOf } from './middle.queries.js';
import { medianLateness } from './other-definitions.measures.js';
import { dimensions, type Dimension } from './compliance.measures.js';
import type { ComplianceFilter } from './dimension.queries.js';
import type { ComplianceQuestion } from './fell-due.queries.js';

/*
 * The worked example: seven crimes, each with an arrest on Monday 5 October 2026, of which the victim is to be told by
 * the end of Monday 12 October, 23:00 UTC. One was told in time, one in time but recorded late, one late, three not at
 * all; the last arrest, of 26 October, is due on 2 November.
 */
let s: Scene;

beforeAll(async () => {
  s = await scene(only('VC20-ARREST', 'QOS-FB-ACK'));
  const { record } = s;
  const opened = '2026-10-01T09:00:00Z';
  const monday = '2026-10-05T10:00:00Z';
  const owner = assigned('pc-1', opened);
  await record(
    'in-time',
    ...crime('in-time', opened),
    owner,
    arrested(monday),
    toldOfArrest('in-time', '2026-10-08T09:00:00Z'),
  );
  await record('late', ...crime('late', opened), owner, arrested(monday), toldOfArrest('late', '2026-10-14T09:00:00Z'));
  await record(
    'missed',
    ...crime('missed', opened, 'North Cumbria'),
    assessed(victimOf('missed'), 'standard', opened),
    arrested(monday),
  );
  await record(
    'recorded-late',
    ...crime('recorded-late', opened),
    owner,
    arrested(monday),
    toldOfArrest('recorded-late', '2026-10-09T09:00:00Z', '2026-10-20T09:00:00Z'),
  );
  await record(
    'handed-on-before',
    ...crime('handed-on-before', opened),
    owner,
    arrested(monday),
    handedTo('pc-2', '2026-10-12T22:59:59.999Z'),
  );
  await record(
    'handed-on-after',
    ...crime('handed-on-after', opened),
    owner,
    arrested(monday),
    handedTo('pc-2', '2026-10-12T23:00:00.001Z'),
  );
  await record('november', ...crime('november', opened), owner, arrested('2026-10-26T10:00:00Z'));
  s.clock.set('2026-11-20T09:00:00Z');
});

afterAll(() => s.close());

function handedTo(staffId: string, from: string) {
  const told = assigned(staffId, from);
  return { ...told, fact: { ...told.fact, data: { staffId, team: 'team-2' } } };
}

function october(more: Partial<ComplianceQuestion> = {}): ComplianceQuestion {
  const filter = { commitment: 'VC20-ARREST' };
  return { from: '2026-10-01', to: '2026-10-31', asOf: s.clock.now(), filter, zone, promised, ...more };
}

const zone = 'Europe/London';
const promised = reportedPromises(rulebook, new Set(['witness-care', 'cps']));
const inOctober = async (by: Dimension[], more: Partial<ComplianceQuestion> = {}) =>
  complianceOf(s.manager, october(more), by);

const none = { metLate: 0, excused: 0, waived: 0, voided: 0, superseded: 0, ...besides() };

function besides() {
  const marked = { recordedAfterDue: 0, disputed: 0, changedAfterDue: 0, reattributed: 0 };
  return { ...marked, notDueYet: 0, paused: 0, awaitingCalendar: 0 };
}

it('finds the middle of what was late as its definition does', async () => {
  const { given, found } = medianLateness.example;
  const [row] = await s.manager.query(`select ${middleOf('hours')} as middle from unnest($1::float8[]) hours`, [
    given.hours,
  ]);
  expect(row.middle).toBe(found.medianLatenessHours);
});

describe('compliance with the duty to tell of an arrest', () => {
  it('counts what fell due in the month, by hand: six, two met of which one recorded late, one late, three missed', async () => {
    const { rows, totals, position } = await inOctober([]);
    expect(totals).toEqual({
      ...none,
      fellDue: 6,
      met: 2,
      recordedLate: 1,
      metLate: 1,
      missed: 3,
      rate: 0.3333,
      rateAsStood: 0.3333,
      display: '33.3%',
      interval: [0.0968, 0.7],
      personDays: 0,
      coveredDays: 0,
      coverage: null,
      coverageDisplay: 'none owed',
      medianLatenessHours: 34,
    });
    expect(rows).toEqual([{ group: {}, ...totals }]);
    expect(position).toBe(await s.store.head());
  });

  it('shows groups in order, those without a value last, and their total', async () => {
    const { rows, totals } = await inOctober(['bcu', 'owner']);
    expect(rows.map(({ group, fellDue, met, missed }) => [group, fellDue, met, missed])).toEqual([
      [{ bcu: 'North Cumbria', owner: null }, 1, 0, 1],
      [{ bcu: 'South Cumbria', owner: 'pc-1' }, 4, 2, 1],
      [{ bcu: 'South Cumbria', owner: 'pc-2' }, 1, 0, 1],
    ]);
    expect(totals.fellDue).toBe(6);
  });

  it('attributes to the owner at due time: a handover before it moves the duty, one after it shifts no blame', async () => {
    const { rows } = await inOctober(['owner', 'team'], {
      filter: { commitment: 'VC20-ARREST', bcu: 'South Cumbria' },
    });
    expect(rows.map(({ group, fellDue }) => [group.owner, group.team, fellDue])).toEqual([
      ['pc-1', 'team-1', 4],
      ['pc-2', 'team-2', 1],
    ]);
    const { totals } = await inOctober([], { filter: { commitment: 'VC20-ARREST', team: 'team-2' } });
    expect(totals.fellDue).toBe(1);
    const behind = await countedObligations(s.manager, october({ filter: { owner: 'pc-2' } }), {}, { limit: 10 });
    expect(behind.map(({ caseId }) => caseId)).toEqual(['handed-on-before']);
  });

  it.each([
    ['the moment before it was recorded', '2026-10-20T08:59:59.999Z', { met: 1, missed: 4, recordedLate: 0 }],
    ['the moment it was recorded', '2026-10-20T09:00:00.000Z', { met: 2, missed: 3, recordedLate: 1 }],
  ])('knows of a contact recorded late only from then: %s', async (_, knownAt, expected) => {
    const { totals } = await inOctober([], { knownAt });
    expect(totals).toMatchObject({ fellDue: 6, ...expected });
  });

  it('knows of a handover only from when it was recorded', async () => {
    const { rows } = await inOctober(['owner'], {
      knownAt: '2026-10-12T22:59:59.998Z',
      asOf: '2026-10-12T23:00:00.000Z',
      filter: { bcu: 'South Cumbria' },
    });
    expect(rows.map(({ group, fellDue }) => [group.owner, fellDue])).toEqual([['pc-1', 5]]);
  });

  it.each([
    ['the moment before due', '2026-10-12T22:59:59.999Z', { fellDue: 0, notDueYet: 6, missed: 0, met: 0, rate: null }],
    ['the moment due', '2026-10-12T23:00:00.000Z', { fellDue: 6, notDueYet: 0, missed: 4, met: 2 }],
    ['the moment before the late one was told', '2026-10-14T08:59:59.999Z', { fellDue: 6, missed: 4, metLate: 0 }],
    ['the moment it was told', '2026-10-14T09:00:00.000Z', { fellDue: 6, missed: 3, metLate: 1 }],
  ])('tells the statuses as of %s', async (_, asOf, expected) => {
    expect((await inOctober([], { asOf })).totals).toMatchObject(expected);
  });

  it('counts nothing that had not arisen as of then', async () => {
    const { rows, totals } = await inOctober(['commitment'], { asOf: '2026-10-05T09:59:59.999Z' });
    expect(rows).toEqual([]);
    expect(totals).toMatchObject({ fellDue: 0, rate: null, display: 'none due', interval: null });
  });

  it('says "none due" of a month in which nothing fell due, with and without groups', async () => {
    const july = { from: '2026-07-01', to: '2026-07-31' };
    for (const by of [[], ['bcu']] as Dimension[][]) {
      const { rows, totals } = await inOctober(by, july);
      expect(rows).toEqual([]);
      expect(totals).toMatchObject({ fellDue: 0, rate: null, display: 'none due', medianLatenessHours: null });
    }
  });

  it('takes the due date, both ends included, and not the date of the arrest', async () => {
    expect((await inOctober([], { from: '2026-11-02', to: '2026-11-02' })).totals.fellDue).toBe(1);
    expect((await inOctober([], { from: '2026-10-13', to: '2026-11-01' })).totals.fellDue).toBe(0);
  });
});

describe('a month of London dates', () => {
  it('ends at London’s midnight, an hour before that of UTC in summer', async () => {
    const at = { september: '2026-09-29T23:00:00Z', october: '2026-09-29T23:00:01Z' };
    for (const [caseId, received] of Object.entries(at)) {
      const opening = caseOpened(received, 'feedback', { caseId, reference: caseId, area: { bcu: 'West Cumbria' } });
      const giver = joined(victimOf(caseId), received, 'feedback-giver');
      await s.record(caseId, opening, giver, feedback(victimOf(caseId), received, false, 'dissatisfaction'));
    }
    s.clock.set('2026-11-20T09:00:00Z');
    const filter = { commitment: 'QOS-FB-ACK' };
    const { rows } = await inOctober(['month'], { from: '2026-09-01', filter });
    expect(rows.map(({ group, fellDue }) => [group.month, fellDue])).toEqual([
      ['2026-09', 1],
      ['2026-10', 1],
    ]);
    const behind = await countedObligations(s.manager, october({ filter }), {}, { limit: 10 });
    expect(behind.map(({ caseId, dueAt }) => [caseId, dueAt])).toEqual([['october', '2026-09-30T23:00:01.000Z']]);
  });
});

describe('the rows behind a cell', () => {
  const behind = async (filter: ComplianceFilter, cell = {}) =>
    (await countedObligations(s.manager, october({ filter }), cell, { limit: 100 })).map(({ caseId }) => caseId).sort();

  it('are as many as every cell of every report counts, and each is in its group', async () => {
    for (const dimension of dimensions) {
      const { rows } = await inOctober([dimension]);
      for (const { group, fellDue, met, metLate, missed, recordedLate } of rows) {
        const filter = { commitment: 'VC20-ARREST', [dimension]: group[dimension] ?? '-' };
        const question = october({ filter });
        const all = await countedObligations(s.manager, question, {}, { limit: 100 });
        expect(all.map((each) => each.group[dimension])).toEqual(all.map(() => group[dimension]));
        expect(all).toHaveLength(fellDue);
        expect(await behind(filter, { status: 'met' })).toHaveLength(met);
        expect(await behind(filter, { status: 'met-late' })).toHaveLength(metLate);
        expect(await behind(filter, { status: 'missed' })).toHaveLength(missed);
        expect(await behind(filter, { recordedLate: true })).toHaveLength(recordedLate);
      }
    }
  });

  it('say which they are', async () => {
    expect(await behind({ commitment: 'VC20-ARREST' }, { status: 'missed' })).toEqual([
      'handed-on-after',
      'handed-on-before',
      'missed',
    ]);
    expect(await behind({ commitment: 'VC20-ARREST' }, { recordedLate: true })).toEqual(['recorded-late']);
    expect(await behind({ owner: '-', commitment: 'VC20-ARREST' })).toEqual(['missed']);
    const [late] = await countedObligations(s.manager, october(), { status: 'met-late' }, { limit: 1 });
    expect(late).toMatchObject({
      caseId: 'late',
      dueOn: '2026-10-12',
      dueAt: '2026-10-12T23:00:00.000Z',
      dischargedAt: '2026-10-14T09:00:00.000Z',
      latenessHours: 34,
      recordedLate: false,
      group: {
        bcu: 'South Cumbria',
        lpt: 'Barrow',
        owner: 'pc-1',
        team: 'team-1',
        month: '2026-10',
        offenceGroup: 'burglary',
        kind: 'crime',
        entitlement: 'unassessed',
      },
    });
  });

  it('come page by page, each once', async () => {
    const seen: string[] = [];
    for (let after: DuePlace | undefined; ;) {
      const page = await countedObligations(s.manager, october(), {}, { after, limit: 2 });
      seen.push(...page.map(({ obligationId }) => obligationId));
      after = page.at(-1) as DuePlace | undefined;
      if (page.length < 2) break;
    }
    expect(seen).toHaveLength(6);
    expect(new Set(seen).size).toBe(6);
  });
});

describe('the whole rulebook of the demo', () => {
  it('adds up: whatever the grouping and the time known, as many fell due as obligations arose with a due date then', async () => {
    const all = await scene();
    try {
      const opened = instant('2026-09-01T09:00:00Z');
      await all.record(
        'one',
        ...crime('one', opened),
        assigned('pc-1001', opened),
        arrested('2026-09-03T10:00:00Z'),
        toldOfArrest('one', '2026-09-20T10:00:00Z'),
      );
      await all.record(
        'two',
        ...crime('two', opened, 'North Cumbria'),
        assessed(victimOf('two'), 'enhanced', '2026-09-04T09:00:00Z'),
        arrested('2026-10-03T10:00:00Z'),
      );
      await all.check('2026-12-31T09:00:00Z', 'one', 'two');
      const facts: { arisen: number }[] = await all.manager.query(
        `select count(*)::int as arisen from facts where type = 'ObligationArose' and data->>'dueOn' between '2026-09-01' and '2026-12-31'`,
      );
      expect(facts[0]!.arisen).toBeGreaterThan(10);
      const question = { from: '2026-09-01', to: '2026-12-31', asOf: all.clock.now(), zone, promised };
      const report = await complianceOf(all.manager, question, [...dimensions]);
      const { fellDue, notDueYet } = report.totals;
      expect(fellDue + notDueYet).toBe(facts[0]!.arisen);
      expect(report.rows.reduce((sum, row) => sum + row.fellDue, 0)).toBe(fellDue);
      expect(await complianceOf(all.manager, { ...question, knownAt: all.clock.now() }, [...dimensions])).toEqual(
        report,
      );
    } finally {
      await all.close();
    }
  });
});

/* A referral that is due by the end of 4 November; its clock stood still from the 3rd to the 5th, so: of the 6th. */
describe('a clock that stood still and runs again', () => {
  let still: Scene;
  const [from, to] = ['2026-11-03T09:00:00.000Z', '2026-11-05T09:00:00.000Z'];

  beforeAll(async () => {
    still = await scene(only('VC20-REFER'));
    const duty = ruled.on('VC20-REFER', victimOf('one'), 'one');
    const opened = crime('one', '2026-11-02T09:00:00Z');
    await still.record(
      'one',
      ...opened,
      ruled.paused(duty, from, 'consent-awaited'),
      ruled.resumed(`paused-${from}`, to),
    );
    const another = ruled.on('VC20-REFER', victimOf('two'), 'two');
    const waived = ruled.waived(another, '2026-11-04T09:00:00Z');
    const alike = crime('two', '2026-11-02T09:00:00Z');
    await still.record('two', ...alike, ruled.paused(another, from, 'consent-awaited'), waived);
    still.clock.set('2026-11-20T09:00:00Z');
  });

  afterAll(() => still.close());

  it.each([
    ['the moment before it stood', '2026-11-03T08:59:59.999Z', 'open'],
    ['the moment from which it stood', from, 'paused'],
    ['the last moment at which it stood', '2026-11-05T08:59:59.999Z', 'paused'],
    ['the moment from which it ran', to, 'open'],
    ['the moment before due', '2026-11-06T23:59:59.999Z', 'open'],
    ['the moment due', '2026-11-07T00:00:00.000Z', 'missed'],
  ])('is told so of then: %s, %s, as it stands and as known at the end', async (_, asOf, status) => {
    const question = { from: '2026-11-01', to: '2026-11-30', asOf, zone, promised };
    for (const knownAt of [undefined, still.clock.now()]) {
      const behind = await countedObligations(still.manager, { ...question, knownAt }, { status }, { limit: 10 });
      expect(behind.filter(({ caseId }) => caseId === 'one')).toMatchObject([{ status, dueOn: '2026-11-06' }]);
    }
  });

  it.each([
    ['2026-11-03T08:59:59.999Z', 'open'],
    [from, 'paused'],
    ['2026-11-04T08:59:59.999Z', 'paused'],
    ['2026-11-04T09:00:00.000Z', undefined],
    ['2026-11-07T00:00:00.000Z', 'waived'],
  ])('is told so of then where the duty ended while it stood: at %s %s', async (asOf, status) => {
    const question = { from: '2026-11-01', to: '2026-11-30', asOf, zone, promised };
    const lists = ['open', 'paused', 'waived'].map((one) =>
      countedObligations(still.manager, question, { status: one }, { limit: 10 }),
    );
    const behind = (await Promise.all(lists)).flat().filter(({ caseId }) => caseId === 'two');
    expect(behind.map((one) => one.status)).toEqual(status ? [status] : []);
  });
});
