import { describe, expect, it } from '@jest/globals';
import { gapAfter, mostAttempts } from './back-off.rules.js';

describe('the gap after a failure', () => {
  it('grows from seconds to hours, and all of them together are about a day', () => {
    const gaps = Array.from({ length: mostAttempts - 1 }, (_, index) => gapAfter(index + 1, 0.5));
    expect(gaps[0]).toBe(5);
    expect(gaps.every((gap, at) => at === 0 || gap >= gaps[at - 1]!)).toBe(true);
    expect(gaps.reduce((sum, gap) => sum + gap) / 3_600).toBeCloseTo(23.7, 1);
  });

  it('stays at its longest after that', () => {
    expect(gapAfter(mostAttempts + 5, 0.5)).toBe(28_800);
  });

  it('is spread by a fifth either way', () => {
    expect([gapAfter(1, 0), Math.round(gapAfter(1, 1))]).toEqual([4, 6]);
  });

  it('is as long as the receiver asks, but for an hour at most', () => {
    expect(gapAfter(1, 0.5, 60)).toBe(60);
    expect(gapAfter(3, 0.5, 60)).toBe(120);
    expect(gapAfter(1, 0.5, 999_999)).toBe(3_600);
  });
});
