import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Duty } from '../../../test/oracle/duty.js';
import { unalerted } from '../../../test/oracle/lives.js';
import { derivedTogether, readTogether } from '../../../test/oracle/two-cases.js';
import {
  livedTogether,
  mirrored,
  twoCases,
  twoCasesWithDeaths,
  twoCasesWithPlans,
  twoCasesWithReceipts,
} from '../../../test/oracle/two-histories.js';
import { wordsOf } from '../../../test/oracle/words.js';
import { livedInThree, readInThree, threeCases } from '../../../test/second-count/three-cases.js';

/** The same pairs each time, each thing recorded as it happens; `RUNS=2000` tries that many, `SEED=7` others. */
const runs = { numRuns: Number(process.env['RUNS'] ?? 300) };

const words = (all: readonly Duty[]) => all.map(wordsOf).toSorted();

describe('two interpreters of the rules on two cases that become one', () => {
  it.each([
    ['any two histories', twoCases],
    ['any two in which plans are agreed', twoCasesWithPlans],
    ['any two in which somebody dies', twoCasesWithDeaths],
    ['any two in which letters come back', twoCasesWithReceipts],
  ])('given %s, then both owe the same in both cases, whichever is merged into which', (_, pairs) => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(pairs, (pair) => {
        for (const cases of [pair, mirrored(pair)].map(livedTogether)) {
          const expected = readTogether(cases, unalerted, cases.now);
          const found = derivedTogether(cases, unalerted, cases.now);
          for (const { status, stood } of [...expected.here, ...expected.there])
            seen.add(stood ? 'changed after due' : status);
          expect(words(found.there)).toEqual(words(expected.there));
          expect(words(found.here)).toEqual(words(expected.here));
        }
      }),
      { ...runs, numRuns: runs.numRuns / 2 },
    );
    expect([...seen].toSorted()).toEqual([
      'changed after due',
      'met',
      'met-late',
      'missed',
      'open',
      'paused',
      'superseded',
      'voided',
      'waived',
    ]);
  });

  it('given a third that is merged into the one too, then both owe the same in all three', () => {
    fc.assert(
      fc.property(threeCases, (three) => {
        const { logs, now } = livedInThree(three, unalerted);
        for (const { id, expected, found } of readInThree(logs, unalerted, now))
          expect([id, words(found)]).toEqual([id, words(expected)]);
      }),
      { ...runs, numRuns: runs.numRuns / 5 },
    );
  });
});
