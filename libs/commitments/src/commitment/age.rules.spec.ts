import { describe, expect, it } from '@jest/globals';
import { ageBandOn } from './age.rules.js';

describe('how old somebody is, as far as a fact may say', () => {
  it.each([
    ['the day before the seventeenth birthday', '2009-03-03', '2026-03-02', 'under-17'],
    ['the seventeenth birthday', '2009-03-02', '2026-03-02', 'under-18'],
    ['the day before the eighteenth birthday', '2008-03-03', '2026-03-02', 'under-18'],
    ['the eighteenth birthday', '2008-03-02', '2026-03-02', 'adult'],
    ['the day before the first of March', '2008-02-29', '2026-02-28', 'under-18'],
    ['the first of March, where there is no 29 February', '2008-02-29', '2026-03-01', 'adult'],
    ['before they were born', '2026-03-03', '2026-03-02', 'under-17'],
  ] as const)('given %s (born on %s, on %s), then %s', (_, bornOn, on, band) => {
    expect(ageBandOn(on, bornOn)).toBe(band);
  });
});
