import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { never } from '@kept-informed/calendar';
import { only, rulebook } from '../../../test/support/given.js';
import {
  assessed,
  assigned,
  attempted,
  closed,
  contact,
  feedback,
  joined,
  milestone,
  planned,
} from '../../../test/support/facts.js';
import { optedOut } from '../../../test/support/rulings.js';
import { arrested, crime, scene, toldOfArrest, victimOf, type Scene } from '../../../test/support/reported-cases.js';
import { reportedPromises } from './reported-promise.rules.js';
import { measuredIn, measuredItems, type MeasuredQuestion } from './measured.queries.js';
import { type MeasuredId, measuredIds, measuredOf } from './measured-list.js';
import { complianceOf } from './compliance.queries.js';
import { countedObligations } from './counted-obligations.queries.js';
import type { Dimension } from './compliance.measures.js';
import type { ComplianceFilter } from './dimension.queries.js';

const opened = '2026-03-20T09:00:00Z';

/* Due on 31 March (arrest of the 24th), 1 April (arrest of the 25th), and, of charges dropped and a hearing on Friday 27 March. */
describe('what fell due by whom it binds, its standard and the year', () => {
  let s: Scene;
  const asked = (filter: ComplianceFilter = {}) => ({
    from: '2026-01-01',
    to: '2026-12-31',
    asOf: s.clock.now(),
    zone: 'Europe/London',
    promised: reportedPromises(rulebook, new Set(['witness-care', 'cps'])),
    filter,
  });
  const counted = async (by: Dimension[], filter?: ComplianceFilter) => {
    const { rows } = await complianceOf(s.manager, asked(filter), by);
    return rows.map(({ group, fellDue }) => [...Object.values(group), fellDue]);
  };

  beforeAll(async () => {
    s = await scene(only('VC20-ARREST', 'VC20-DROP', 'VC20-HEARING', 'VC20-CHARGE', 'QOS-UPDATE'));
    await s.record(
      'one',
      ...crime('one', opened),
      assigned('pc-1', opened),
      arrested('2026-03-24T10:00:00Z'),
      milestone('suspect-arrested', '2026-03-25T10:00:00Z', 'suspect-2'),
      milestone('charge-decided', '2026-03-26T10:00:00Z'),
      milestone('charges-dropped', '2026-03-27T10:00:00Z'),
      milestone('hearing-notified', '2026-03-27T10:00:00Z'),
    );
    await s.check('2026-05-01T09:00:00Z', 'one');
  });
  afterAll(() => s.close());

  it('counts a miss under the body that it binds', async () => {
    expect(await counted(['body', 'commitment'])).toEqual([
      ['cps', 'VC20-DROP', 1],
      ['force', 'QOS-UPDATE', 1],
      ['force', 'VC20-ARREST', 2],
      ['force-or-cps', 'VC20-CHARGE', 1],
      ['witness-care', 'VC20-HEARING', 1],
    ]);
  });

  it('holds by owner or team the force’s own duties only, and the same rows behind each cell', async () => {
    expect(await counted(['owner'])).toEqual([['pc-1', 4]]);
    expect(await counted([], { team: 'team-1' })).toEqual([[4]]);
    expect(await countedObligations(s.manager, asked({ owner: 'pc-1' }), {}, { limit: 10 })).toHaveLength(4);
    expect(await countedObligations(s.manager, asked(), {}, { limit: 10 })).toHaveLength(6);
  });

  it('belongs to one of the six standards', async () => {
    expect(await counted(['standard'])).toEqual([
      ['keeping-informed', 1],
      ['victims-of-crime', 5],
    ]);
  });

  it('begins a financial year, and a quarter, on 1 April', async () => {
    const arrests = { commitment: 'VC20-ARREST' };
    expect(await counted(['financialYear', 'quarter', 'month'], arrests)).toEqual([
      ['2025-26', '2026-Q1', '2026-03', 1],
      ['2026-27', '2026-Q2', '2026-04', 1],
    ]);
    expect(await counted([], { ...arrests, financialYear: '2026-27' })).toEqual([[1]]);
    expect(await counted([], { ...arrests, quarter: '2026-Q1' })).toEqual([[1]]);
  });
});

describe('what awaits a calendar', () => {
  it('is in no period, listed beside every one, and can be asked for', async () => {
    const s = await scene(only('VC20-ARREST'));
    try {
      const at = '2028-12-20T09:00:00Z';
      await s.record('one', ...crime('one', at), assigned('pc-1', at), arrested('2028-12-21T10:00:00Z'));
      const question = {
        from: '2028-12-01',
        to: '2029-01-31',
        asOf: s.clock.now(),
        zone: 'Europe/London',
        promised: reportedPromises(rulebook, new Set(['witness-care', 'cps'])),
      };
      for (const knownAt of [undefined, s.clock.now()]) {
        const { totals } = await complianceOf(s.manager, { ...question, knownAt }, []);
        expect(totals).toMatchObject({ fellDue: 0, notDueYet: 0, awaitingCalendar: 1, display: 'none due' });
      }
      const cell = { awaitingCalendar: true };
      const [awaiting] = await countedObligations(s.manager, question, cell, { limit: 10 });
      expect(awaiting).toMatchObject({ caseId: 'one', dueOn: null, dueAt: null, status: 'open' });
      const after = { dueAt: never, obligationId: awaiting!.obligationId };
      expect(await countedObligations(s.manager, question, cell, { after, limit: 10 })).toEqual([]);
      expect(await countedObligations(s.manager, question, { status: 'open' }, { limit: 10 })).toEqual([]);
    } finally {
      await s.close();
    }
  });
});

/*
 * Four crimes of Monday 2 March 2026, each with an arrest on the 3rd, of which the victim is to be told by the 10th. Of `one` the
 * victim wants nothing any more from the 9th on; `two` is rung in vain and closed; `three` is told, late; `four` is left alone.
 */
describe('what is a part of a whole', () => {
  const [morning, arrest, end] = ['2026-03-02T09:00:00Z', '2026-03-03T10:00:00Z', '2026-04-10T09:00:00Z'];
  let s: Scene;
  const asked = (filter: MeasuredQuestion['filter'] = {}, more: Partial<MeasuredQuestion> = {}): MeasuredQuestion => ({
    from: '2026-03-01',
    to: '2026-03-31',
    asOf: s.clock.now(),
    zone: 'Europe/London',
    promised: reportedPromises(rulebook, new Set(['witness-care', 'cps'])),
    filter,
    ...more,
  });
  const counted = async (id: MeasuredId, filter?: MeasuredQuestion['filter'], more?: Partial<MeasuredQuestion>) => {
    const { totals } = await measuredIn(s.manager, measuredOf(id), asked(filter, more), []);
    return [totals.part, totals.whole];
  };

  beforeAll(async () => {
    s = await scene(rulebook);
    const owner = assigned('pc-1', morning);
    const call = (caseId: string, at: string, more: object) =>
      contact(victimOf(caseId), at, { contactId: `call of ${caseId} ${at}`, ...more });
    await s.record(
      'one',
      ...crime('one', morning),
      owner,
      arrested(arrest),
      optedOut(victimOf('one'), 'all', '2026-03-09T10:00:00Z', { statutoryNamed: true }),
    );
    await s.record(
      'two',
      ...crime('two', morning),
      owner,
      call('two', '2026-03-02T10:00:00Z', { purpose: 'needs-assessment' }),
      assessed(victimOf('two'), 'standard', '2026-03-02T10:00:00Z'),
      arrested(arrest),
      attempted(victimOf('two'), '2026-03-18T10:00:00Z'),
      closed('2026-03-20T10:00:00Z'),
    );
    await s.record(
      'three',
      ...crime('three', morning, 'North Cumbria'),
      owner,
      call('three', '2026-03-02T10:00:00Z', { purpose: 'referral', promisedNext: '2026-03-20' }),
      planned(victimOf('three'), 'P14D', '2026-03-02T11:00:00Z'),
      arrested(arrest),
      toldOfArrest('three', '2026-03-12T10:00:00Z'),
      closed('2026-03-25T10:00:00Z'),
    );
    await s.record(
      'four',
      ...crime('four', morning, 'North Cumbria'),
      arrested(arrest),
      joined('giver', '2026-03-04T09:00:00Z', 'feedback-giver'),
      feedback('giver', '2026-03-04T10:00:00Z', true),
    );
    await s.check(end, 'one', 'two', 'three', 'four');
  });
  afterAll(() => s.close());

  const ofArrests = { commitment: 'VC20-ARREST' };
  it.each<[MeasuredId, MeasuredQuestion['filter'], [number, number]]>([
    ['in-time', ofArrests, [0, 3]],
    ['late-but-done', ofArrests, [1, 3]],
    ['late-but-done', { ...ofArrests, method: 'phone' }, [1, 1]],
    ['opted-out-shortly-before', ofArrests, [1, 1]],
    ['opted-out-shortly-before', { ...ofArrests, daysToDue: '1-2' }, [1, 1]],
    ['opted-out-shortly-before', { ...ofArrests, daysToDue: '3-7' }, [0, 0]],
    ['open-by-age', ofArrests, [2, 2]],
    ['open-by-age', { ...ofArrests, age: '28+' }, [2, 2]],
    ['referred-in-time', {}, [1, 4]],
    ['needs-assessed', {}, [1, 3]],
    ['plan-recorded', {}, [1, 3]],
    ['feedback-replied', {}, [0, 1]],
    ['unassessed', {}, [3, 4]],
    ['unassessed', { bcu: 'South Cumbria' }, [1, 2]],
    ['closed-after-attempts-alone', {}, [1, 2]],
    ['promise-kept', {}, [1, 1]],
  ])('%s %j', async (id, filter, expected) => {
    expect(await counted(id, filter)).toEqual(expected);
  });

  it('is what was known, or so, then', async () => {
    const early = { asOf: '2026-03-11T09:00:00Z' };
    expect(await counted('open-by-age', { ...ofArrests, age: '0' }, early)).toEqual([3, 3]);
    expect(await counted('closed-after-attempts-alone', {}, early)).toEqual([0, 0]);
    expect(await counted('unassessed', {}, { asOf: '2026-03-02T09:30:00Z' })).toEqual([4, 4]);
  });

  const itemsOf = (id: MeasuredId, filter: MeasuredQuestion['filter'] = {}) =>
    measuredItems(s.manager, measuredOf(id), asked(filter), { limit: 1_000 });
  const countIn = (items: Awaited<ReturnType<typeof itemsOf>>) => [
    items.filter(({ isPart }) => isPart).length,
    items.length,
  ];

  it.each(measuredIds)('%s is by any dimension what its rows come to one by one', async (id) => {
    const items = await itemsOf(id);
    for (const dimension of measuredOf(id).source.dimensions) {
      const { rows, totals } = await measuredIn(s.manager, measuredOf(id), asked(), [dimension]);
      // Nobody of the force answers for what another body owes.
      const answered = ['owner', 'team'].includes(dimension)
        ? items.filter(({ group }) => !group.body || group.body.startsWith('force'))
        : items;
      const names = [...new Set(answered.map(({ group }) => group[dimension] ?? null))];
      const ofName = (name: string | null) => answered.filter(({ group }) => (group[dimension] ?? null) === name);
      const expected = names.map((name) => [name, ...countIn(ofName(name))]);
      const found = rows.map(({ group, part, whole }) => [group[dimension], part, whole]);
      expect([dimension, found.toSorted()]).toEqual([dimension, expected.toSorted()]);
      expect([dimension, totals.part, totals.whole]).toEqual([dimension, ...countIn(answered)]);
    }
  });

  // One of each place in which measures are counted.
  it.each<MeasuredId>(['open-by-age', 'needs-assessed', 'unassessed'])(
    'each cell of %s has exactly the rows that it counts',
    async (id) => {
      for (const dimension of measuredOf(id).source.dimensions) {
        const { rows } = await measuredIn(s.manager, measuredOf(id), asked(), [dimension]);
        for (const { group, part, whole } of rows) {
          const filter = { [dimension]: group[dimension] ?? '-' };
          expect([filter, ...countIn(await itemsOf(id, filter))]).toEqual([filter, part, whole]);
        }
      }
    },
  );
});
