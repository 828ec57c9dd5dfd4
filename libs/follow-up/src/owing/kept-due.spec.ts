import { describe, expect, it } from '@jest/globals';
import { caseOpened, instant, joined, milestone, type PastFact } from '../../../../test/support/facts.js';
import { acted, lived, only, settledAt, standings } from '../../../../test/support/given.js';
import { extended, on, paused, resumed } from '../../../../test/support/rulings.js';
import { mergeCases, type OwingCase } from '../merger/merge.decide.js';

const book = only('VC20-ARREST');
const opened = '2026-11-02T09:00:00Z';
const last = '2026-11-25T09:00:00Z';
/** Of Tuesday 3 November, so that it is due on Tuesday 10th, or on Wednesday 4th for who has the enhanced entitlement. */
const arrest = milestone('suspect-arrested', '2026-11-03T09:00:00Z');
const { milestoneId } = arrest.fact.data as { milestoneId: string };
const duty = on('VC20-ARREST', 'vic', milestoneId);
const pause = (at: string) => paused(duty, at);
const resumption = (from: string, at: string) => resumed(`paused-${from}`, at);

type Entitlement = 'standard' | 'enhanced';

const story = (entitlement: Entitlement, ...rulings: readonly PastFact[]) => [
  caseOpened(opened),
  joined('vic', opened, 'victim', entitlement),
  arrest,
  ...rulings,
];

/** What is owed of the arrest in the case into which theirs was merged, as of the last day. */
function afterMerger(at: string, theirs: readonly PastFact[], ...since: readonly PastFact[]): string[] {
  const now = instant(at);
  const from = lived(theirs, book, now);
  const into = lived(
    [caseOpened(opened, 'crime', { caseId: 'c2', reference: 'CR/2/26' }), joined('vic', opened, 'victim', 'standard')],
    book,
    now,
  );
  for (const state of [from, into]) settledAt(state, book, now);
  const facts = mergeCases(
    { case: from.case!, facts: from.told, obligations: from.obligations, disputes: from.disputes },
    into as OwingCase,
    { into: 'c2', participants: { vic: 'vic' } },
    { now, book },
  );
  acted(into, book, now, facts.into);
  for (const { fact, recorded } of since) acted(into, book, recorded, [fact]);
  settledAt(into, book, instant(last));
  return standings(into, instant(last));
}

function neverMerged(theirs: readonly PastFact[]): string[] {
  const state = lived(theirs, book, instant(last));
  settledAt(state, book, instant(last));
  return standings(state, instant(last));
}

describe('what a case brought with a merger, and its clock', () => {
  const held = '2026-11-05T09:00:00Z';

  it.each([
    ['no ruling', [], [], '2026-11-10: missed'],
    [
      'a pause that was over by the merger',
      [pause(held), resumption(held, '2026-11-06T09:00:00Z')],
      [],
      '2026-11-11: missed',
    ],
    ['a pause that lasts', [pause(held)], [], '2026-11-10: paused'],
    [
      'a pause that ended a moment after it',
      [pause(held)],
      [resumption(held, '2026-11-09T12:00:00.001Z')],
      '2026-11-12: missed',
    ],
    ['a pause that ended after it', [pause(held)], [resumption(held, '2026-11-16T09:00:00Z')], '2026-11-19: missed'],
    ['an extension before it', [extended(duty, 'P2D', held)], [], '2026-11-12: missed'],
    ['an extension after it', [], [extended(duty, 'P2D', '2026-11-09T13:00:00Z')], '2026-11-12: missed'],
    [
      'hours of pauses on both sides of it that make up a day',
      [pause(held), resumption(held, '2026-11-05T19:00:00Z')],
      [pause('2026-11-10T04:00:00Z'), resumption('2026-11-10T04:00:00Z', '2026-11-10T18:00:00Z')],
      '2026-11-11: missed',
    ],
  ])('given %s, then it is due as in a case that was never merged', (_, before, since, expected) => {
    const owed = [`VC20-ARREST vic due ${expected}`];
    expect(neverMerged(story('standard', ...before, ...since))).toEqual(owed);
    expect(afterMerger('2026-11-09T12:00:00Z', story('standard', ...before), ...since)).toEqual(owed);
  });

  it('given that it was due sooner than it is by what holds in the other case, then it moves by as many days', () => {
    const from = '2026-11-03T12:00:00Z';
    const until = resumption(from, '2026-11-05T12:00:00Z');
    const owed = ['VC20-ARREST vic due 2026-11-06: missed'];
    expect(neverMerged(story('enhanced', pause(from), until))).toEqual(owed);
    expect(afterMerger('2026-11-04T12:00:00Z', story('enhanced', pause(from)), until)).toEqual(owed);
  });
});
