import { describe, expect, it } from '@jest/globals';
import { earliestOf, localDate, type Instant } from '@kept-informed/calendar';
import { bookAt, bookSince, defaultLadder, type Rulebook, type Terms } from '@kept-informed/commitments';
import type { NewFactOf } from '@kept-informed/event-store';
import {
  advance,
  emptyFollowUp,
  fold,
  reconcile,
  statusOf,
  type FollowUp,
  type FollowUpEvent,
} from '@kept-informed/follow-up';
import fc from 'fast-check';
import { caseOpened, joined } from '../../../test/support/facts.js';
import { rulebook } from '../../../test/support/given.js';
import { live, scenarios } from '../../../test/oracle/histories.js';
import { changed, editions, everything, recordedAt, type Life } from '../../../test/oracle/lives.js';
import { comparedCase, figuresIn } from './compared-case.js';
import { draftReach, isTouched } from './draft-reach.js';
import { replayed, TooMuchFollows } from './replay.js';
import { isSame } from './tally.js';

/** The same histories each time; `RUNS=2000` tries that many, `SEED=7` others. */
const runs = { numRuns: Number(process.env['RUNS'] ?? 30) };

/** The stream as requests and the sweep leave it: what follows, with each recording and whenever the case asks to be looked at. */
function streamOf({ told, book, now: end }: Life): FollowUpEvent[] {
  const state = emptyFollowUp();
  const stream: FollowUpEvent[] = [];
  const record = (facts: readonly NewFactOf<FollowUpEvent>[], at: Instant, by: string) => {
    advance(state, facts, { ...recordedAt(at), by });
    for (const fact of facts) {
      const place = { stream: 'case-1', version: stream.length + 1, position: '', simulated: false };
      const known = by === 'sweep' && fact.occurred < at ? { known: fact.occurred } : {};
      stream.push({ ...fact, ...known, ...recordedAt(at), by, ...place } as FollowUpEvent);
    }
  };
  const terms = book.terms.slice(1).map(({ from }) => from);
  let nextCheckAt: Instant | null = null;
  for (let [step, term] = [0, 0]; ;) {
    const at = earliestOf(told[step]?.recorded, terms[term], nextCheckAt);
    if (at === null || at >= end) return stream;
    const asked = [];
    for (; told[step]?.recorded === at; step += 1) asked.push(told[step]!.fact);
    for (; terms[term] === at; term += 1);
    const judged = state.version;
    record(asked, at, 'pc-1');
    const found = reconcile(state, bookAt(book, at), at, { judged });
    record(found.facts, at, asked.length > 0 ? 'pc-1' : 'sweep');
    ({ nextCheckAt } = found);
  }
}

const standing = ({ obligations }: FollowUp, at: Instant): string[] =>
  [...obligations.values()]
    .map((one) => `${one.obligationId} ${one.due.dueOn} ${statusOf(one, at)} ${one.missed} ${one.outcome?.at}`)
    .toSorted();

/** Some in the middle of what happens, some after it or before. */
const holidays = [
  '2005-11-02',
  '2006-04-12',
  '2006-09-12',
  '2015-09-02',
  '2016-02-29',
  '2016-10-06',
  '2025-10-02',
  '2026-04-01',
  '2026-09-15',
];

/** What a draft says otherwise: of promises, of the ladder, or of the holidays. */
const drafts: fc.Arbitrary<(before: Terms) => Terms> = fc.oneof(
  fc
    .subarray(editions, { minLength: 1, maxLength: 2 })
    .map((without) => (before: Terms) => changed(before, { without, reach: before.reach })),
  fc.constantFrom('QOS-FB-REPLY', 'VC20-ARREST', 'QOS-UPDATE').map((id) => (before: Terms): Terms => ({
    ...before,
    dayKinds: { ...before.dayKinds, [id]: before.dayKinds[id] === 'working' ? 'calendar' : 'working' },
    anchors: { ...before.anchors, [id]: 'schedule' },
  })),
  fc.constant((before: Terms): Terms => ({ ...before, ladder: defaultLadder.slice(1) })),
  fc
    .constantFrom(...holidays)
    .map((holiday) => (before: Terms) => changed(before, { without: [], holiday, reach: before.reach })),
);

function drafted(book: Rulebook, draft: (before: Terms) => Terms, at: Instant): Rulebook {
  const terms = (before: Terms): Terms => ({ ...draft(before), policy: 'draft', activated: 'policy' });
  return bookSince(book, { terms, reach: { to: 'recompute-all' } }, at);
}

describe('a case that is lived through again', () => {
  it('given any history, then under what it was lived by from any moment on it comes to the same, alerts and all', () => {
    let raisedInAll = 0;
    fc.assert(
      fc.property(scenarios, fc.double({ min: 0, max: 1, noNaN: true }), (scenario, part) => {
        const life = live(scenario, () => undefined, everything);
        const stream = streamOf(life);
        const [first, until] = [Date.parse(life.told[0]!.recorded), life.now];
        const from = new Date(first + Math.floor(part * (Date.parse(until) - first))).toISOString();
        fc.pre(from < until);
        const again = replayed(stream, life.book, { from, until })!;
        expect(standing(again.state, until)).toEqual(standing(fold(stream), until));
        const raised = stream.filter((fact) => fact.type === 'AlertRaised' || fact.type === 'ConcernRaised');
        const inStretch = raised.filter(({ recorded }) => recorded >= from);
        expect(again.raised.toSorted()).toEqual(
          inStretch.map(({ data }) => (data as { rung: string }).rung).toSorted(),
        );
        raisedInAll += inStretch.length;
      }),
      runs,
    );
    expect(raisedInAll).toBeGreaterThan(20);
  });

  it('given any draft, then what is taken as it was recorded is what living through it twice comes to', () => {
    const seen = { untouched: 0, farFromHoliday: 0, asRecorded: 0, otherwise: 0 };
    fc.assert(
      fc.property(scenarios, drafts, fc.double({ min: 0, max: 1, noNaN: true }), (scenario, draft, part) => {
        const life = live(scenario, () => undefined, everything);
        const stream = streamOf(life);
        const first = Date.parse(life.told[0]!.recorded);
        const from = new Date(first + Math.floor(part * (Date.parse(life.now) - first))).toISOString();
        fc.pre(from < life.now);
        const [before, zone] = [life.book, life.book.zone];
        const dates = { first: localDate(from, zone), last: localDate(life.now, zone) };
        const period = { from, until: life.now, ...dates, zone, unrated: new Set<string>() };
        const books = { before, after: drafted(before, draft, from) };
        const reach = draftReach(books);
        const taken = comparedCase(stream, books, reach, period)!;
        const twice = {
          before: figuresIn(replayed(stream, books.before, period)!, period),
          after: figuresIn(replayed(stream, books.after, period)!, period),
        };
        expect(taken).toEqual(twice);
        const isOfHoliday = typeof reach === 'object' && 'dates' in reach;
        const is = !isTouched(stream, reach, from)
          ? isOfHoliday
            ? 'farFromHoliday'
            : 'untouched'
          : isSame(twice.before, twice.after)
            ? 'asRecorded'
            : 'otherwise';
        seen[is] += 1;
      }),
      { ...runs, numRuns: 2 * runs.numRuns },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
  });

  it('given more promises a day than anybody could see to, then it is given up before others wait for long', () => {
    const told = [caseOpened('2026-01-31T10:00:00Z', 'enquiry'), joined('ann', '2026-01-31T10:00:00Z', 'enquirer')];
    const stream = told.map(
      ({ fact, recorded }, index) => ({ ...fact, ...recordedAt(recorded), version: index + 1 }) as FollowUpEvent,
    );
    const monthly = rulebook.catalogue.find(({ id }) => id === 'QOS-UPDATE');
    const daily = (each: number) => ({ ...monthly!, id: `DAILY-${each}`, limit: 'P1D' });
    const book = (promises: number) => ({
      ...rulebook,
      catalogue: Array.from({ length: promises }, (_, at) => daily(at)),
    });
    const month = { from: '2026-02-01T00:00:00.000Z', until: '2026-03-01T00:00:00.000Z' };
    expect(replayed(stream, book(1), month)!.raised.length).toBeGreaterThan(20);
    expect(() => replayed(stream, book(200), month)).toThrow(TooMuchFollows);
  });
});
