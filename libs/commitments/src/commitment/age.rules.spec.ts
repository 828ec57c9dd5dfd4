import { describe, expect, it } from '@jest/globals';
import { ageBandOn } from './age.rules.js';

describe('how old somebody is, as far as a fact may say', () => {
  it.each([
    ['2009-03-03', '2026-03-02', 'under-17', 'the day before the seventeenth birthday'],
    ['2009-03-02', '2026-03-02', 'under-18', 'the seventeenth birthday'],
    ['2008-03-03', '2026-03-02', 'under-18', 'the day before the eighteenth birthday'],
    ['2008-03-02', '2026-03-02', 'adult', 'the eighteenth birthday'],
    ['2008-02-29', '2026-02-28', 'under-18', 'the day before the first of March'],
    ['2008-02-29', '2026-03-01', 'adult', 'the first of March, where there is no 29 February'],
    ['2026-03-03', '2026-03-02', 'under-17', 'before they were born'],
  ] as const)('given somebody born on %s, on %s, then %s: %s', (bornOn, on, band, _) => {
    expect(ageBandOn(on, bornOn)).toBe(band);
  });
});
