import { describe, expect, it } from '@jest/globals';
import { caseOpened, contact, instant, joined, type PastFact } from '../../../../test/support/facts.js';
import { only } from '../../../../test/support/given.js';
import { merging } from '../../../../test/worked-examples/other-case.js';
import { derived } from './derivation.fixture.js';

const opened = (at: string, caseId: string): PastFact[] => [
  caseOpened(at, 'crime', { caseId, reference: caseId }),
  joined('victim', at, 'victim', 'standard'),
];

/** What is read out of the last thing that is owed, where an earlier case was merged into a later one on 20 January 2026. */
function sentence(promise: string, ...told: PastFact[]): string {
  const into = opened('2026-01-16T10:00:00Z', 'c1');
  const at = instant('2026-01-20T10:00:00Z');
  const facts = merging({ from: [...opened('2026-01-14T10:00:00Z', 'c2'), ...told], into }, at, only(promise), false);
  return derived(only(promise), [...into, ...facts.into], '2026-01-20T10:00:00Z').sentence;
}

describe('what is read out of what a merger brought', () => {
  it.each([
    ['what the opening made owed', 'QOS-INITIAL', [], 'when the crime was reported. The day itself is not counted'],
    ['the first month', 'QOS-UPDATE', [], 'one month after Wednesday 14 January 2026, when the case was opened'],
    [
      'a later month',
      'QOS-UPDATE',
      [contact('victim', '2026-01-15T10:00:00Z')],
      'one month after Thursday 15 January 2026, when the last update was given',
    ],
  ] as const)('given %s there, then it says from what that counts', (_, promise, told, words) => {
    expect(sentence(promise, ...told)).toContain(words);
  });
});
