import type { Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import { mergeCases } from '@kept-informed/follow-up';
import fc from 'fast-check';
import { derived } from '../oracle/compare.js';
import type { Duty } from '../oracle/duty.js';
import type { Fact } from '../oracle/history.js';
import { historyOf } from '../oracle/lives.js';
import { record, settled, streamOf } from '../oracle/two-cases.js';
import { plus } from '../oracle/histories.js';
import { happening, lived, livedTogether, openingOf, sameArrests, twoCases } from '../oracle/two-histories.js';
import type { PastFact } from '../support/facts.js';
import { owedIn } from './owed.js';

const hour = 3_600_000;

/**
 * A pair of cases that became one, and a third that was merged into that one too, or into which that one was merged; at times
 * what became of them is merged into a fourth.
 */
export const threeCases = fc.record({
  pair: twoCases,
  goesOn: fc.boolean(),
  gap: fc.constantFrom(0, 20, 200, 900),
  third: fc.array(happening, { maxLength: 4 }),
  after: fc.integer({ min: 1, max: 1500 }),
  areSame: fc.boolean(),
  since: fc.array(happening, { maxLength: 3 }),
  fourth: fc.option(
    fc.record({
      gap: fc.constantFrom(0, 20, 200, 900),
      steps: fc.array(happening, { maxLength: 2 }),
      after: fc.integer({ min: 1, max: 900 }),
    }),
  ),
  end: fc.integer({ min: 0, max: 2400 }),
});
type Three = typeof threeCases extends fc.Arbitrary<infer T> ? T : never;

/** What was recorded of each case, by its id. */
type Logs = Map<string, PastFact[]>;

/** What is recorded of three cases, of which two are merged into the one, one after the other. */
export function livedInThree(
  { pair, goesOn, gap, third, after, areSame, since, fourth, end }: Three,
  book: Rulebook,
): { logs: Logs; now: Instant } {
  const { now, ...cases } = livedTogether(pair);
  const logs: Logs = new Map([
    ['c2', [...cases.from]],
    ['c1', [...cases.into]],
  ]);
  merged(logs, { from: 'c2', into: 'c1', at: cases.at, ...cases.asked }, book);
  for (const one of cases.since) record(logs, 'c1', one, book);
  const known = [...cases.from, ...cases.into, ...cases.since];
  const opened = plus(pair.start, gap * hour);
  const own = lived(third, {
    given: openingOf(opened, 'c3', 'hen', 'crime'),
    who: 'hen',
    prefix: 'z',
    start: opened,
    elsewhere: known,
    brought: [],
  });
  logs.set('c3', own.all);
  const at = plus(now > own.now ? now : own.now, after * hour + 1);
  const [from, into] = goesOn ? (['c1', 'c3'] as const) : (['c3', 'c1'] as const);
  const who = { c1: 'vic', c3: 'hen' };
  const [theirs, ours] = goesOn ? [cases.into, own.all] : [own.all, cases.into];
  const milestones = areSame ? sameArrests(theirs, ours) : {};
  merged(logs, { from, into, participants: { [who[from]]: who[into] }, milestones, at }, book);
  const told = lived(since, {
    given: [],
    who: who[into],
    prefix: 'y',
    start: at,
    since: into === 'c1' ? openedOn(cases.into) : opened,
    same: { ...cases.asked.milestones, ...milestones },
    elsewhere: [...known, ...own.all],
    brought: [...known, ...own.all],
  });
  for (const one of told.all) record(logs, into, one, book);
  if (!fourth) return { logs, now: plus(told.now, end * hour) };
  const start = plus(pair.start, fourth.gap * hour);
  const given = openingOf(start, 'c4', 'hat', 'crime');
  const elsewhere = [...known, ...own.all, ...told.all];
  const last = lived(fourth.steps, { given, who: 'hat', prefix: 'w', start, elsewhere, brought: [] });
  logs.set('c4', last.all);
  const mergedOn = plus(told.now > last.now ? told.now : last.now, fourth.after * hour + 1);
  merged(logs, { from: into, into: 'c4', participants: { [who[into]]: 'hat' }, milestones: {}, at: mergedOn }, book);
  return { logs, now: plus(mergedOn, end * hour) };
}

const openedOn = (told: readonly PastFact[]): Instant => told[0]!.fact.occurred;

interface Merger extends Omit<Parameters<typeof mergeCases>[2], 'noteId' | 'reasonId'> {
  readonly from: string;
  readonly at: Instant;
}

/** Records in both cases what the product records as the one is merged into the other. */
export function merged(logs: Logs, { from, at, ...asked }: Merger, book: Rulebook): void {
  const [theirs, ours] = [logs.get(from)!, logs.get(asked.into)!];
  const [there, here] = [settled(theirs, book, at), settled(ours, book, at)];
  const facts = mergeCases(
    { case: there.case!, facts: streamOf(theirs), obligations: there.obligations, disputes: there.disputes },
    { case: here.case!, obligations: here.obligations },
    asked as Parameters<typeof mergeCases>[2],
    { now: at, book },
  );
  const recorded = (fact: object) => ({ fact, recorded: at }) as PastFact;
  logs.set(from, [...theirs, ...facts.from.map(recorded)]);
  logs.set(asked.into, [...ours, ...facts.into.map(recorded)]);
}

/** What both interpreters say of each case at an instant, by its id. */
export function readInThree(logs: Logs, book: Rulebook, now: Instant) {
  const cases = new Map<string, readonly Fact[]>([...logs].map(([id, told]) => [id, historyOf(told, book, now).facts]));
  const { catalogue, terms } = historyOf([], book, now);
  const matter = { book: { catalogue, terms, recordHere: new Set<string>() }, cases };
  return [...logs].map(([id, told]): { id: string; expected: Duty[]; found: Duty[] } => ({
    id,
    expected: owedIn(cases.get(id)!, matter, now).standing.map(({ duty }) => duty),
    found: derived({ told, book }, now),
  }));
}
