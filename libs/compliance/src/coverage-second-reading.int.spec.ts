import { describe, expect, it } from '@jest/globals';
import { addDays, addMonths, type LocalDate } from '@kept-informed/calendar';
import fc from 'fast-check';
import { only } from '../../../test/support/given.js';
import * as ruled from '../../../test/support/rulings.js';
import { closed, contact, planned, type PastFact } from '../../../test/support/facts.js';
import { crime, scene, victimOf } from '../../../test/support/reported-cases.js';
import { complianceOf } from './compliance.queries.js';
import { reportedPromises } from './reported-promise.rules.js';

/** One person of one case in 2026: every date is that of something at noon in London, and later than the one before. */
interface Life {
  readonly opened: LocalDate;
  /** None: monthly. */
  readonly planDays?: number;
  readonly updates: readonly LocalDate[];
  readonly optedOut?: { readonly from: LocalDate; readonly to: LocalDate };
  readonly closed?: LocalDate;
}

/** Day by day, as rules.md defines it. */
function coverageOf({ opened, planDays, updates, optedOut, closed }: Life, from: LocalDate, to: LocalDate) {
  let [days, covered] = [0, 0];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const isBack = optedOut !== undefined && date >= optedOut.to;
    const dayZero = isBack ? optedOut.to : opened;
    if (date <= dayZero && !(optedOut && date === optedOut.from && date > opened)) continue;
    if (optedOut && date > optedOut.from && date <= optedOut.to) continue;
    if (closed !== undefined && date > closed) continue;
    days += 1;
    const last = [dayZero, ...updates.filter((update) => update <= date)].sort().at(-1)!;
    if (date <= (planDays === undefined ? addMonths(last, 1) : addDays(last, planDays))) covered += 1;
  }
  return { personDays: days, coveredDays: covered };
}

const noon = (date: LocalDate): string => `${date}T11:00:00Z`;

function told(caseId: string, { opened, planDays, updates, optedOut, closed: closedOn }: Life): PastFact[] {
  const victim = victimOf(caseId);
  const optOut = optedOut && ruled.optedOut(victim, 'periodic', noon(optedOut.from), { optOutId: `out of ${caseId}` });
  const facts = [
    ...updates.map((date) => contact(victim, noon(date), { contactId: `${caseId} ${date}` })),
    ...(optOut ? [optOut, ruled.optedBackIn(`out of ${caseId}`, noon(optedOut.to))] : []),
    ...(closedOn ? [closed(noon(closedOn))] : []),
  ].sort((a, b) => (a.recorded < b.recorded ? -1 : 1));
  const plan = planDays === undefined ? [] : [planned(victim, `P${planDays}D`, `${opened}T10:30:00Z`)];
  return [...crime(caseId, `${opened}T10:00:00Z`, caseId), ...plan, ...facts];
}

/** A plan is shorter than the month whose place it takes, for no restart buys time. Gaps in days, from the opening on: between updates; into the opt-out and out of it; to the closure. */
const lives = fc
  .record({
    month: fc.integer({ min: 1, max: 5 }),
    day: fc.integer({ min: 1, max: 28 }),
    planDays: fc.option(fc.integer({ min: 3, max: 28 }), { nil: undefined }),
    gaps: fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 5 }),
    out: fc.option(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 30 })), { nil: undefined }),
    open: fc.option(fc.integer({ min: 121, max: 150 }), { nil: undefined }),
  })
  .map(({ month, day, planDays, gaps, out, open }): Life => {
    const opened = `2026-0${month}-${String(day).padStart(2, '0')}`;
    let reached = opened;
    const updates = gaps.map((gap) => (reached = addDays(reached, gap)));
    const from = out === undefined ? undefined : addDays(opened, out[0]);
    const optedOut = from === undefined ? undefined : { from, to: addDays(from, out![1]) };
    const closed = open === undefined ? undefined : addDays(opened, open);
    const isApart = (date: LocalDate) => optedOut === undefined || date < optedOut.from || date > optedOut.to;
    return {
      opened,
      planDays,
      updates: updates.filter((date) => isApart(date) && !(closed && date >= closed)),
      optedOut,
      closed,
    };
  });

describe('the definition, day by day', () => {
  it('gives the worked examples', () => {
    const april = ['2026-04-01', '2026-04-30'] as const;
    const once = { opened: '2026-03-02', updates: ['2026-03-20', '2026-04-24'] };
    expect(coverageOf(once, ...april)).toEqual({ personDays: 30, coveredDays: 27 });
    const plan = { opened: '2026-03-03', planDays: 14, updates: ['2026-03-10'], closed: '2026-04-16' };
    const optedOut = { from: '2026-03-20', to: '2026-03-30' };
    expect(coverageOf({ ...plan, optedOut }, '2026-03-01', '2026-06-30')).toEqual({ personDays: 34, coveredDays: 31 });
  });

  it('is not bettered by ringing daily between two updates that are no more than a period apart', () => {
    fc.assert(
      fc.property(lives, fc.nat(), (life, pick) => {
        const at = life.updates.length > 1 ? pick % (life.updates.length - 1) : undefined;
        const [one, next] = at === undefined ? [] : life.updates.slice(at, at + 2);
        fc.pre(one !== undefined && next! <= addDays(one, life.planDays ?? 28));
        fc.pre(!life.optedOut || next! < life.optedOut.from || one > life.optedOut.to);
        const daily: LocalDate[] = [];
        for (let date = addDays(one!, 1); date < next!; date = addDays(date, 1)) daily.push(date);
        const rung = { ...life, updates: [...life.updates, ...daily].sort() };
        expect(coverageOf(rung, '2026-01-01', '2026-12-01')).toEqual(coverageOf(life, '2026-01-01', '2026-12-01'));
      }),
      { numRuns: 200 },
    );
  });
});

describe('coverage as a report has it', () => {
  it('is that of the definition in lives lived at random, whenever they were looked at', async () => {
    const book = only('QOS-UPDATE', 'VC20-PERIODIC');
    const s = await scene(book);
    try {
      const sample = fc.sample(lives, { seed: 11, numRuns: 40 });
      for (const [index, life] of sample.entries()) {
        await s.record(`c${index}`, ...told(`c${index}`, life));
        if (index % 2 === 0) await s.check(noon('2026-08-20'), `c${index}`);
        await s.check(noon('2026-12-10'), `c${index}`);
      }
      const [from, to] = ['2026-02-10', '2026-11-30'];
      const asked = { from, to, asOf: s.clock.now(), zone: book.zone, promised: reportedPromises(book, new Set()) };
      const { rows, totals } = await complianceOf(s.manager, asked, ['bcu']);
      const found = new Map(rows.map(({ group, personDays, coveredDays }) => [group.bcu, { personDays, coveredDays }]));
      for (const [index, life] of sample.entries())
        expect([life, found.get(`c${index}`)]).toEqual([life, coverageOf(life, from, to)]);
      const sum = [...found.values()].reduce((all, { coveredDays }) => all + coveredDays, 0);
      expect(totals).toMatchObject({ coveredDays: sum });
      const known = await complianceOf(s.manager, { ...asked, knownAt: s.clock.now() }, ['bcu']);
      expect(known).toEqual({ rows, totals, position: known.position });
    } finally {
      await s.close();
    }
  });
});
