import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { derived } from '../../../test/oracle/compare.js';
import type { Duty } from '../../../test/oracle/duty.js';
import { live, scenarios } from '../../../test/oracle/histories.js';
import { interpret } from '../../../test/oracle/interpret.js';
import { historyOf } from '../../../test/oracle/lives.js';
import { wordsOf } from '../../../test/oracle/words.js';

/** The same histories each time, in CI ten thousand of them; `RUNS=2000` tries that many, `SEED=7` others. */
const runs = { numRuns: Number(process.env['RUNS'] ?? process.env['HISTORIES'] ?? 1000) };

describe('two interpreters of the rules', () => {
  it('given any history, then the product and the naive interpreter owe the same, duty by duty', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const life = live(scenario, () => undefined);
        const expected = interpret(historyOf(life.told, life.book, life.now));
        for (const { status, forGood, recordedLate } of expected) {
          seen.add(status);
          if (forGood) seen.add('closed for good');
          if (recordedLate) seen.add('recorded late');
        }
        const words = (all: readonly Duty[]) => all.map(wordsOf).toSorted();
        expect(words(derived(life, life.now))).toEqual(words(expected));
      }),
      runs,
    );
    const all = ['open', 'paused', 'met', 'met-late', 'missed', 'waived', 'excused', 'voided', 'superseded'];
    expect([...seen].toSorted()).toEqual([...all, 'closed for good', 'recorded late'].toSorted());
  });
});
