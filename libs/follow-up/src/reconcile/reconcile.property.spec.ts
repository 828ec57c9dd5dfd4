import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@kept-informed/calendar';
import fc from 'fast-check';
import { given, lived, rulebook, settledAt, shown } from '../../../../test/support/given.js';
import {
  assessed,
  assigned,
  caseOpened,
  closed,
  contact,
  feedback,
  joined,
  milestone,
  planned,
  recordedAt,
  reopened,
  replyAsked,
  withdrawn,
  type PastFact,
} from '../../../../test/support/facts.js';
import { advance, type FollowUp } from './follow-up.state.js';
import { reconcile } from './reconcile.decide.js';

/** The same histories each time; `RUNS=2000` tries that many, `SEED=7` others. */
const runs = { numRuns: Number(process.env['RUNS'] ?? 100) };
const hour = 3_600_000;
const at = (start: Instant, hours: number): Instant => new Date(Date.parse(start) + hours * hour).toISOString();

/** Just before what the calendar makes hard: Christmas, both changes of the clocks, a leap day, a change of edition. */
const starts = [
  '2005-12-20T09:00:00.000Z',
  '2012-02-20T09:00:00.000Z',
  '2013-12-02T09:00:00.000Z',
  '2021-03-22T09:00:00.000Z',
  '2026-03-25T09:00:00.000Z',
  '2026-10-20T09:00:00.000Z',
  '2026-12-18T09:00:00.000Z',
  '2028-01-28T09:00:00.000Z',
];

type Step = (at: Instant, seen: Seen) => PastFact | null;

/** What happened so far, as far as the next step must fit to it. */
interface Seen {
  closed: boolean;
  readonly asked: Map<string, 'none' | 'asked' | 'withdrawn'>;
}

const who = fc.constantFrom('vic', 'val', 'ann');
const suspect = fc.constantFrom('suspect-1', 'suspect-2', undefined);
const events = [
  'suspect-arrested',
  'suspect-released',
  'suspect-interviewed',
  'charge-decided',
  'investigation-concluded',
];

const contacts: fc.Arbitrary<Step> = fc
  .record({
    who: fc.constantFrom('vic', 'val', 'ann', 'rep'),
    outcome: fc.constantFrom('spoke', 'spoke', 'voicemail', 'no-answer'),
    purpose: fc.constantFrom('update', 'update', 'initial-information', 'acknowledgement', 'reply', 'survey'),
    tells: fc.subarray([...events, 'case-closed'], { maxLength: 3 }),
  })
  .map(
    ({ who, ...more }) =>
      (time) =>
        contact(who, time, more),
  );
const milestones: fc.Arbitrary<Step> = fc.tuple(fc.constantFrom(...events), suspect).map(
  ([type, of]) =>
    (time) =>
      milestone(type, time, of),
);
const plans: fc.Arbitrary<Step> = fc
  .tuple(who, fc.constantFrom('P7D', 'P14D', 'P1M'), fc.option(fc.integer({ min: 0, max: 40 })))
  .map(
    ([to, frequency, days]) =>
      (time) =>
        planned(to, frequency, time, days === null ? undefined : at(time, 24 * days).slice(0, 10)),
  );
const assessments: fc.Arbitrary<Step> = fc.tuple(who, fc.constantFrom('standard', 'enhanced')).map(
  ([to, entitlement]) =>
    (time) =>
      assessed(to, entitlement, time),
);
const closing: fc.Arbitrary<Step> = fc.constant((time, seen) => {
  seen.closed = !seen.closed;
  return seen.closed ? closed(time) : reopened(time);
});
const feedbacks: fc.Arbitrary<Step> = fc
  .tuple(who, fc.constantFrom('f1', 'f2'), fc.boolean(), fc.constantFrom('comment', 'conduct'))
  .map(([from, id, wanted, type]) => (time, { asked }) => {
    const before = asked.get(id);
    if (before === undefined) {
      asked.set(id, wanted ? 'asked' : 'none');
      return feedback(from, time, wanted, type, id);
    }
    if (before === 'withdrawn') return null;
    asked.set(id, before === 'none' ? 'asked' : 'withdrawn');
    return before === 'none' ? replyAsked(time, id) : withdrawn(time, id);
  });
const owners: fc.Arbitrary<Step> = fc.constant((time) => assigned('pc-2', time));

const step = fc.oneof(
  { weight: 5, arbitrary: contacts },
  { weight: 3, arbitrary: milestones },
  { weight: 2, arbitrary: plans },
  { weight: 1, arbitrary: assessments },
  { weight: 1, arbitrary: closing },
  { weight: 2, arbitrary: feedbacks },
  { weight: 1, arbitrary: owners },
);

interface History {
  readonly told: PastFact[];
  readonly until: Instant;
  readonly checks: Instant[];
}

/** A case with two victims, an enquirer and a representative, and what happened in it, some hours apart. */
const historyOf = (gap: fc.Arbitrary<number>): fc.Arbitrary<History> =>
  fc
    .record({
      start: fc.constantFrom(...starts),
      steps: fc.array(fc.tuple(gap, step), { maxLength: 14 }),
      after: fc.integer({ min: 0, max: 2000 }),
      checks: fc.array(fc.integer({ min: 0, max: 6000 }), { maxLength: 6 }),
    })
    .map(({ start, steps, after, checks }) => {
      const told: PastFact[] = [
        caseOpened(start),
        joined('vic', start),
        joined('val', at(start, 30), 'victim', 'enhanced'),
        joined('ann', start, 'enquirer'),
        joined('rep', start, 'representative', 'unassessed', { represents: 'vic' }),
      ];
      const seen: Seen = { closed: false, asked: new Map() };
      let time = at(start, 30);
      for (const [hours, make] of steps) {
        time = at(time, hours);
        const one = make(time, seen);
        if (one) told.push(unique(one, told.length));
      }
      const until = at(time, after);
      const inOrder = told.toSorted((a, b) => (a.recorded < b.recorded ? -1 : a.recorded > b.recorded ? 1 : 0));
      return { told: inOrder, until, checks: checks.map((hours) => at(start, hours)).filter((one) => one < until) };
    });

const histories = historyOf(fc.integer({ min: 1, max: 500 }));
/** Where several things happen at the same instant, the order of recording decides what comes first. */
const crowded = historyOf(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 500 })));

/** Fixtures name things by their time; here two can be at the same. */
function unique({ fact, recorded }: PastFact, index: number): PastFact {
  const data = Object.fromEntries(
    Object.entries(fact.data).map(([key, value]) =>
      ['contactId', 'milestoneId', 'planId', 'assessmentId', 'closureId', 'reopeningId'].includes(key)
        ? [key, `${value}-${index}`]
        : [key, value],
    ),
  );
  return { fact: { ...fact, data } as PastFact['fact'], recorded };
}

/** Ids, due dates and statuses, in no order. */
function outcome(state: FollowUp, now: Instant): string[] {
  return [...state.obligations.values()].map((one) => `${one.obligationId} ${shown(one, now)}`).toSorted();
}

/** The second time nothing is added, and the case waits for the same instant ahead. */
function settlesTwiceAlike(state: FollowUp, now: Instant): void {
  const { facts, nextCheckAt } = reconcile(state, rulebook, now);
  advance(state, facts, { by: 'worker', requestId: 'spec', recorded: now });
  expect(reconcile(state, rulebook, now)).toEqual({ facts: [], nextCheckAt });
  expect(nextCheckAt === null || nextCheckAt > now).toBe(true);
}

describe('whenever a job happens to run, the same history gives the same', () => {
  it('given any history, settled once at the end or with each fact and at any times between, then obligations and statuses are equal', () => {
    fc.assert(
      fc.property(histories, ({ told, until, checks }) => {
        const once = given(...told);
        settledAt(once, rulebook, until);
        expect(outcome(lived(told, rulebook, until, ...checks), until)).toEqual(outcome(once, until));
      }),
      runs,
    );
  });

  it('given any history, then settling twice adds nothing, and it waits for the same instant, which is ahead', () => {
    fc.assert(
      fc.property(crowded, ({ told, until, checks }) => {
        const state = lived(told, rulebook, until, ...checks);
        expect(reconcile(state, rulebook, until).facts).toEqual([]);
        for (const one of [state, given(...told)]) settlesTwiceAlike(one, until);
      }),
      runs,
    );
  });

  it('given any history, then nothing happens before the next time to look, and something does at that time', () => {
    fc.assert(
      fc.property(histories, ({ told, until, checks }) => {
        const state = lived(told, rulebook, until, ...checks);
        for (let looks = 0, now = until; looks < 12; looks += 1) {
          const { nextCheckAt } = reconcile(state, rulebook, now);
          if (!nextCheckAt || nextCheckAt > '2028-11-01') return;
          const before = reconcile(state, rulebook, new Date(Date.parse(nextCheckAt) - 1).toISOString());
          expect(before).toEqual({ facts: [], nextCheckAt });
          expect(settledAt(state, rulebook, nextCheckAt)).not.toEqual([]);
          now = nextCheckAt;
        }
      }),
      runs,
    );
  });

  it('given any history, then each rung of each generation is raised at most once, however often it is settled', () => {
    fc.assert(
      fc.property(crowded, ({ told, until, checks }) => {
        const raised: string[] = [];
        const state = given();
        const times = [...told.map(({ recorded }) => recorded), ...checks, until].toSorted();
        for (const now of new Set(times)) {
          const before = given(...told.filter(({ recorded }) => recorded <= now));
          Object.assign(state, { case: before.case, told: before.told });
          const facts = settledAt(state, rulebook, now, now);
          raised.push(
            ...facts
              .filter(({ type }) => type === 'AlertRaised')
              .map(({ data }) => (data as { alertId: string }).alertId),
          );
        }
        expect(new Set(raised).size).toBe(raised.length);
      }),
      runs,
    );
  });
});

describe('what is recorded late', () => {
  /** Some of the facts are written down up to forty days later; for an assessment and a plan it counts when. */
  const delayedOf = (of: fc.Arbitrary<History>) =>
    fc
      .tuple(of, fc.array(fc.integer({ min: 0, max: 960 }), { minLength: 24, maxLength: 24 }))
      .map(([{ told, until, checks }, hours]) => {
        const movable = ['ContactMade', 'MilestoneReached'];
        const late = told.map((one, index) =>
          movable.includes(one.fact.type) ? recordedAt(one, at(one.recorded, hours[index]!)) : one,
        );
        const end = late.reduce((last, { recorded }) => (recorded > last ? recorded : last), until);
        return { told, late, until: end, checks };
      });

  it('given any history with facts recorded late and out of order, then what is not disputed stands as in order', () => {
    fc.assert(
      fc.property(delayedOf(histories), ({ told, late, until, checks }) => {
        const inOrder = given(...told);
        settledAt(inOrder, rulebook, until);
        const state = lived(late, rulebook, until, ...checks);
        for (const { obligationId } of state.disputes.raised.values()) {
          state.obligations.delete(obligationId);
          inOrder.obligations.delete(obligationId);
        }
        for (const [id, { outcome }] of state.obligations) {
          if (inOrder.obligations.has(id)) continue;
          expect(outcome?.as).toBe('superseded');
          state.obligations.delete(id);
        }
        expect(outcome(state, until)).toEqual(outcome(inOrder, until));
      }),
      runs,
    );
  });

  it('given the same, then settling twice adds nothing, and it waits for the same instant ahead', () => {
    fc.assert(
      fc.property(delayedOf(crowded), ({ late, until, checks }) => {
        const state = lived(late, rulebook, until, ...checks);
        expect(reconcile(state, rulebook, until).facts).toEqual([]);
        for (const one of [state, given(...late)]) settlesTwiceAlike(one, until);
      }),
      runs,
    );
  });
});
