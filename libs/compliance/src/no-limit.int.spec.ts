import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { only, under } from '../../../test/support/given.js';
import { assessed, assigned, contact, milestone, recordedAt } from '../../../test/support/facts.js';
import { crime, scene, victimOf, type Scene } from '../../../test/support/reported-cases.js';
import { complianceOf } from './compliance.queries.js';
import { countedObligations } from './counted-obligations.queries.js';
import { noLimitIn } from './no-limit.queries.js';
import type { Dimension } from './compliance.measures.js';
import type { ComplianceQuestion } from './fell-due.queries.js';
import { reportedPromises } from './reported-promise.rules.js';

const book = only('VC20-NEEDS', 'VC20-RJ', 'VC20-DROP', 'VC20-ARREST');
const opened = '2026-10-01T09:00:00Z';

/* Needs assessed after 3 and after 5 days, and not at all; nobody told about restorative justice but one. */
describe('lists beside the rates', () => {
  let s: Scene;
  const october = (more: Partial<ComplianceQuestion> = {}): ComplianceQuestion => ({
    from: '2026-10-01',
    to: '2026-10-31',
    asOf: s.clock.now(),
    zone: book.zone,
    promised: reportedPromises(book, new Set()),
    ...more,
  });
  const lines = async (by: Dimension[], more: Partial<ComplianceQuestion> = {}) => {
    const { rows } = await noLimitIn(s.manager, october(more), by);
    return rows.map(({ group, arisen, done, notDone, medianDays, longestOpenDays }) => [
      ...Object.values(group),
      arisen,
      done,
      notDone,
      medianDays,
      longestOpenDays,
    ]);
  };

  beforeAll(async () => {
    s = await scene(book);
    const about = { contactId: 'told', tells: ['restorative-justice'] };
    await s.record(
      'three',
      ...crime('three', opened),
      assigned('pc-1', opened),
      assessed(victimOf('three'), 'standard', '2026-10-04T09:00:00Z'),
      contact(victimOf('three'), '2026-10-02T09:00:00Z', about),
      milestone('charges-dropped', '2026-10-05T09:00:00Z'),
    );
    const late = recordedAt(assessed(victimOf('five'), 'standard', '2026-10-06T22:30:00Z'), '2026-10-20T09:00:00Z');
    await s.record('five', ...crime('five', opened, 'North Cumbria'), late);
    await s.record('never', ...crime('never', opened));
    s.clock.set('2026-10-31T09:00:00Z');
  });
  afterAll(() => s.close());

  it('tell of duties without a printed limit whether they were done, and in how many days', async () => {
    expect(await lines(['commitment'])).toEqual([
      ['VC20-NEEDS', 3, 2, 1, 4, 30],
      ['VC20-RJ', 3, 1, 2, 1, 30],
    ]);
    const { totals } = await noLimitIn(s.manager, october(), ['commitment']);
    expect(totals).toMatchObject({ arisen: 6, done: 3, notDone: 3, targetRate: null, targetDisplay: 'none due' });
  });

  it('tell it as of an instant, as known at another, by area and by the month in which they arose', async () => {
    const needs = { filter: { commitment: 'VC20-NEEDS' } };
    expect(await lines([], { ...needs, asOf: '2026-10-06T22:29:59.999Z' })).toEqual([[3, 1, 2, 3, 5]]);
    expect(await lines([], { ...needs, asOf: '2026-10-06T22:30:00.000Z' })).toEqual([[3, 2, 1, 4, 5]]);
    expect(await lines([], { ...needs, knownAt: '2026-10-20T08:59:59.999Z' })).toEqual([[3, 1, 2, 3, 30]]);
    expect(await lines(['bcu', 'month'], needs)).toEqual([
      ['North Cumbria', '2026-10', 1, 1, 0, 5, null],
      ['South Cumbria', '2026-10', 2, 1, 1, 3, 30],
    ]);
    expect(await lines(['owner'], needs)).toEqual([
      ['pc-1', 1, 1, 0, 3, null],
      [null, 2, 1, 1, 5, 30],
    ]);
    expect(await lines([], { from: '2026-09-01', to: '2026-09-30' })).toEqual([]);
  });

  it('have what a body owes that does not record here, which is in no rate', async () => {
    const { totals } = await complianceOf(s.manager, october(), ['commitment']);
    expect(totals).toMatchObject({ fellDue: 0, display: 'none due' });
    const there = await complianceOf(s.manager, october({ elsewhere: true }), ['commitment', 'body']);
    expect(there.rows.map(({ group, missed }) => [group, missed])).toEqual([
      [{ commitment: 'VC20-DROP', body: 'cps' }, 1],
    ]);
    const cell = { status: 'missed' };
    expect(await countedObligations(s.manager, october({ elsewhere: true }), cell, { limit: 9 })).toHaveLength(1);
    expect(await countedObligations(s.manager, october(), cell, { limit: 9 })).toEqual([]);
  });

  it('do not have it where teams of the force act for that body', async () => {
    const promised = reportedPromises(book, new Set(['cps']));
    expect((await complianceOf(s.manager, october({ promised }), [])).totals).toMatchObject({ fellDue: 1, missed: 1 });
    const there = await complianceOf(s.manager, october({ promised, elsewhere: true }), []);
    expect(there.rows).toEqual([]);
  });
});

describe('a target of the force’s own', () => {
  it('has a line of its own and is in no total of a Code', async () => {
    const aimed = under(only('VC20-NEEDS'), { targets: { 'VC20-NEEDS': { limit: 'P5D', unit: 'working' } } });
    const s = await scene(aimed);
    try {
      const assessment = (caseId: string, at: string) => assessed(victimOf(caseId), 'standard', at);
      await s.record('in-time', ...crime('in-time', opened), assessment('in-time', '2026-10-08T22:59:59.999Z'));
      await s.record('late', ...crime('late', opened), assessment('late', '2026-10-08T23:00:00.000Z'));
      await s.record('never', ...crime('never', opened));
      const question = (asOf: string) => {
        const promised = reportedPromises(aimed, new Set());
        return { from: '2026-10-01', to: '2026-10-31', asOf, zone: aimed.zone, promised };
      };
      const totals = async (asOf: string) => (await noLimitIn(s.manager, question(asOf), [])).totals;
      s.clock.set('2026-10-20T09:00:00Z');
      expect(await totals(s.clock.now())).toMatchObject({
        arisen: 3,
        done: 2,
        notDone: 1,
        targetMet: 1,
        targetMetLate: 1,
        targetMissed: 1,
        targetRate: 0.3333,
      });
      expect(await totals('2026-10-08T22:59:59.999Z')).toMatchObject({ done: 1, targetMet: 0, targetRate: null });
      expect(await totals('2026-10-08T23:00:00.000Z')).toMatchObject({
        targetMet: 1,
        targetMetLate: 1,
        targetMissed: 1,
      });
      const { totals: ofTheCode } = await complianceOf(s.manager, question(s.clock.now()), []);
      expect(ofTheCode).toMatchObject({ fellDue: 0, notDueYet: 0, display: 'none due' });
    } finally {
      await s.close();
    }
  });
});
