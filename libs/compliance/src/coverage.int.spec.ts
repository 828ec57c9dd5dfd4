import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { only } from '../../../test/support/given.js';
import * as ruled from '../../../test/support/rulings.js';
import {
  assigned,
  closed,
  closedAs,
  contact,
  instant,
  planned,
  recordedAt,
  reopened,
  type PastFact,
} from '../../../test/support/facts.js';
import { crime, scene, victimOf, type Scene } from '../../../test/support/reported-cases.js';
import { complianceOf } from './compliance.queries.js';
import type { Dimension } from './compliance.measures.js';
import { reportedPromises } from './reported-promise.rules.js';
import type { ComplianceQuestion } from './fell-due.queries.js';

const book = only('QOS-UPDATE', 'VC20-PERIODIC');
const end = '2026-07-01T09:00:00Z';

describe('coverage', () => {
  let s: Scene;
  const told = (caseId: string, at: string, recorded = at) =>
    contact(victimOf(caseId), at, { contactId: `${caseId} told ${at}` }, recorded);
  const lived = async (caseId: string, opened: string, ...facts: PastFact[]) => {
    await s.record(caseId, ...crime(caseId, opened, caseId), assigned('pc-1', opened), ...facts);
    await s.check(end, caseId);
  };
  const asked = (caseId: string, from: string, to: string, more: Partial<ComplianceQuestion> = {}) => ({
    from,
    to,
    asOf: s.clock.now(),
    zone: book.zone,
    promised: reportedPromises(book, new Set()),
    ...more,
    filter: { bcu: caseId, ...more.filter },
  });
  const days = async (question: ComplianceQuestion, by: Dimension[] = []) => {
    const { rows, totals } = await complianceOf(s.manager, question, by);
    if (by.length === 0) return [totals.coveredDays, totals.personDays];
    return rows.map(({ group, coveredDays, personDays }) => [...Object.values(group), coveredDays, personDays]);
  };

  beforeAll(async () => {
    s = await scene(book);
  });
  afterAll(() => s.close());

  it('is 27 of 30 days of April, told on 20 March and 24 April, however often she was rung in March', async () => {
    const april = ['2026-04-01', '2026-04-30'] as const;
    const opened = '2026-03-02T09:00:00Z';
    const updates = ['2026-03-20T10:00:00Z', '2026-04-24T10:00:00Z'];
    const more = ['16', '17', '18', '19'].map((day) => `2026-03-${day}T10:00:00Z`);
    await lived('once', opened, ...updates.map((at) => told('once', at)));
    await lived('daily', opened, ...[...more, ...updates].map((at) => told('daily', at)));
    const { totals } = await complianceOf(s.manager, asked('once', ...april), []);
    expect(totals).toMatchObject({
      personDays: 30,
      coveredDays: 27,
      coverage: 0.9,
      coverageDisplay: '90.0%',
      rate: 0.5,
    });
    const daily = await complianceOf(s.manager, asked('daily', ...april), []);
    expect(daily.totals).toMatchObject({ personDays: 30, coveredDays: 27, coverage: 0.9, rate: 0.8333 });
  });

  it('counts of three hundred years what it counts of those in which anything was owed', async () => {
    await lived('long', '2026-03-02T09:00:00Z', told('long', '2026-03-20T10:00:00Z'));
    const ofYear = await days(asked('long', '2026-01-01', '2026-12-31'));
    expect(await days(asked('long', '1726-01-01', '2026-12-31'))).toEqual(ofYear);
    expect(await days(asked('long', '2027-01-01', '2027-12-31'))).toEqual([0, 0]);
  });

  it('is 31 of 34 days of a plan with an opt-out in it, which begins anew, and a closure', async () => {
    const opened = '2026-03-03T09:00:00Z';
    const optOut = ruled.optedOut(victimOf('plan'), 'periodic', '2026-03-20T09:00:00Z');
    const { optOutId } = optOut.fact.data as { optOutId: string };
    await lived(
      'plan',
      opened,
      planned(victimOf('plan'), 'P14D', '2026-03-03T09:30:00Z'),
      told('plan', '2026-03-10T10:00:00Z'),
      optOut,
      ruled.optedBackIn(optOutId, '2026-03-30T11:00:00Z'),
      closed('2026-04-16T09:00:00Z'),
    );
    expect(await days(asked('plan', '2026-03-01', '2026-06-30'))).toEqual([31, 34]);
    expect(await days(asked('plan', '2026-03-01', '2026-06-30'), ['month'])).toEqual([
      ['2026-03', 18, 18],
      ['2026-04', 13, 16],
    ]);
  });

  it.each([
    ['the moment before a date has ended', '2026-04-30T22:59:59.999Z', [26, 29]],
    ['the moment at which it has', '2026-04-30T23:00:00.000Z', [27, 30]],
  ])('counts a date of London once it has ended: %s', async (_, asOf, expected) => {
    expect(await days(asked('once', '2026-04-01', '2026-04-30', { asOf }))).toEqual(expected);
  });

  it('is as it was known: an update recorded late covers from when it was recorded on', async () => {
    await lived('late', '2026-03-02T09:00:00Z', told('late', '2026-04-01T10:00:00Z', '2026-04-20T10:00:00Z'));
    const asOf = '2026-04-19T23:00:00.000Z';
    const april = (knownAt?: string) => days(asked('late', '2026-04-01', '2026-04-30', { asOf, knownAt }));
    expect(await april('2026-04-20T09:59:59.999Z')).toEqual([2, 19]);
    expect(await april('2026-04-20T10:00:00.000Z')).toEqual([19, 19]);
    expect(await april()).toEqual([19, 19]);
  });

  it.each([
    ['struck out after the next was missed, which stays', '2026-04-25T10:00:00Z', [20, 24], [2, 24]],
    ['struck out before', '2026-04-10T10:00:00Z', [9, 9], [2, 9]],
    ['put right to an attempt after the next was missed', '2026-04-25T11:00:00Z', [20, 24], [2, 24]],
  ])('is nothing of an update that was %s, and all of it as known before', async (how, at, before, since) => {
    const call = told(at, '2026-03-20T10:00:00Z');
    const { contactId } = call.fact.data as { contactId: string };
    const right = how.startsWith('put right')
      ? ruled.corrected(contactId, [victimOf(at)], '2026-03-20T10:00:00Z', at, { outcome: 'no-answer' })
      : ruled.struckOut(contactId, at);
    await lived(at, '2026-03-02T09:00:00Z', call, right);
    const then = new Date(Date.parse(at) - 1).toISOString();
    const april = (knownAt?: string) => days(asked(at, '2026-04-01', '2026-04-30', { asOf: then, knownAt }));
    expect([await april(then), await april(instant(at)), await april()]).toEqual([before, since, since]);
  });

  it('counts no day of what is voided, and of what is waived none until the next period takes its place', async () => {
    const opened = '2026-03-02T09:00:00Z';
    const of = (caseId: string) => ruled.on('QOS-UPDATE', victimOf(caseId), caseId);
    await lived('waived', opened, ruled.waived(of('waived'), '2026-03-10T10:00:00Z'));
    await lived('never', opened, ruled.voided(of('never'), '2026-03-10T10:00:00Z'));
    const upTo = (caseId: string, more = {}) => days(asked(caseId, '2026-03-01', '2026-04-02', more));
    const april = (caseId: string) => days(asked(caseId, '2026-04-01', '2026-04-30'));
    expect([await upTo('waived'), await april('waived')]).toEqual([
      [8, 8],
      [0, 28],
    ]);
    expect([await upTo('never'), await april('never')]).toEqual([
      [0, 0],
      [0, 28],
    ]);
    const before = '2026-03-10T09:59:59.999Z';
    expect(await upTo('never', { asOf: before, knownAt: before })).toEqual([7, 7]);
    expect(await upTo('waived', { asOf: before, knownAt: before })).toEqual([7, 7]);
  });

  it('is as it was known, whatever plan was agreed since', async () => {
    const opened = '2026-03-02T09:00:00Z';
    const plan = planned(victimOf('changed'), 'P28D', '2026-03-03T09:00:00Z');
    await s.record('changed', ...crime('changed', opened, 'changed'), assigned('pc-1', opened), plan);
    await s.tell('changed', told('changed', '2026-03-10T10:00:00Z'));
    const asOf = '2026-04-10T09:00:00.000Z';
    await s.check(asOf, 'changed');
    const then = await days(asked('changed', '2026-03-01', '2026-04-09', { asOf }));
    expect(then).toEqual([36, 38]);
    const since = '2026-04-10T09:00:00.001Z';
    await s.tell(
      'changed',
      planned(victimOf('changed'), 'P7D', since),
      told('changed', '2026-03-25T10:00:00Z', '2026-04-10T10:00:00Z'),
    );
    await s.check(end, 'changed');
    expect(await days(asked('changed', '2026-03-01', '2026-04-09', { asOf, knownAt: asOf }))).toEqual(then);
    expect(await days(asked('changed', '2026-03-01', '2026-04-09', { asOf }))).toEqual([38, 38]);
  });

  it('is "none owed" where no series ran', async () => {
    const { totals } = await complianceOf(s.manager, asked('once', '2025-01-01', '2025-12-31'), []);
    expect(totals).toMatchObject({ personDays: 0, coverage: null, coverageDisplay: 'none owed' });
  });

  it('does not count day 0, nor days that were paused or closed as a whole, and both move what covers', async () => {
    const duty = ruled.on('QOS-UPDATE', victimOf('still'), 'still');
    await lived(
      'still',
      '2026-03-02T09:00:00Z',
      ruled.paused(duty, '2026-03-10T12:00:00Z', 'no-update-wanted'),
      ruled.resumed('paused-2026-03-10T12:00:00Z', '2026-03-14T12:00:00Z'),
      closed('2026-03-20T09:00:00Z'),
      reopened('2026-03-23T09:00:00Z'),
    );
    // 11 to 13 and 21 to 22 March stood still; of four days and three the due date of 2 April moved by seven.
    expect(await days(asked('still', '2026-03-02', '2026-03-31'))).toEqual([24, 24]);
    expect(await days(asked('still', '2026-04-01', '2026-04-30'))).toEqual([9, 30]);
  });

  it('counts no day after somebody died', async () => {
    await lived('dead', '2026-03-02T09:00:00Z', ruled.died(victimOf('dead'), '2026-04-10', '2026-04-12T09:00:00Z'));
    expect(await days(asked('dead', '2026-03-02', '2026-03-31'))).toEqual([29, 29]);
    expect(await days(asked('dead', '2026-04-01', '2026-04-30'))).toEqual([2, 10]);
  });

  it('goes by the shorter period where two series run, each day once, and by each where they are told apart', async () => {
    await lived('two', '2026-03-02T09:00:00Z', planned(victimOf('two'), 'P7D', '2026-03-09T09:00:00Z'));
    const march = asked('two', '2026-03-01', '2026-03-31');
    expect(await days(march)).toEqual([7, 29]);
    expect(await days(march, ['commitment'])).toEqual([
      ['QOS-UPDATE', 7, 7],
      ['VC20-PERIODIC', 1, 23],
    ]);
  });

  it('of a shorter plan is one period from the last update, whenever that was keyed', async () => {
    const plan = (recorded: string) =>
      recordedAt(planned(victimOf('late plan'), 'P7D', '2026-03-09T09:00:00Z'), recorded);
    await lived('late plan', '2026-03-02T09:00:00Z', plan('2026-03-20T09:00:00Z'));
    expect(await days(asked('late plan', '2026-03-01', '2026-03-31'))).toEqual([7, 29]);
  });

  it('belongs to whoever had the case on each date', async () => {
    const handed = recordedAt(assigned('pc-2', '2026-03-12T09:00:00Z'), '2026-03-13T09:00:00Z');
    await lived('handed', '2026-03-02T09:00:00Z', handed);
    expect(await days(asked('handed', '2026-03-01', '2026-03-31'), ['owner'])).toEqual([
      ['pc-1', 10, 10],
      ['pc-2', 19, 19],
    ]);
    const filter = { owner: 'pc-2', month: '2026-04' };
    expect(await days(asked('handed', '2026-03-01', '2026-04-30', { filter }))).toEqual([2, 30]);
  });

  it('cannot be bettered by cancelling the case as of a day before the miss, unless that is confirmed', async () => {
    const back = recordedAt(closedAs('cancelled', '2026-03-25T09:00:00Z'), '2026-04-20T09:00:00Z');
    await lived('closed', '2026-03-02T09:00:00Z', back);
    const april = asked('closed', '2026-04-01', '2026-04-30');
    expect(await days(april)).toEqual([2, 20]);
    await s.decide('closed', true);
    expect(await days(april)).toEqual([0, 0]);
  });
});
