import { describe, expect, it } from '@jest/globals';
import { funnelLimits } from './funnel.js';

describe('limits of a funnel', () => {
  /** The binomial distribution as a sum of exact products: another way to the same figures. */
  function atMost(successes: number, rate: number, trials: number): number {
    let sum = 0;
    for (let k = 0; k <= successes; k += 1) {
      let term = 1;
      for (let i = 0; i < k; i += 1) term *= ((trials - i) / (k - i)) * rate;
      sum += term * (1 - rate) ** (trials - k);
    }
    return sum;
  }

  it.each([
    [0.8, 10],
    [0.8, 50],
    [0.5, 30],
    [0.95, 120],
  ])('around %s of %s leave so much outside as they say', (rate, trials) => {
    const { warning, action } = funnelLimits(rate, trials);
    for (const [[low, high], tail] of [
      [warning, 0.025],
      [action, 0.001],
    ] as const) {
      expect(atMost(Math.floor(low * trials), rate, trials)).toBeLessThanOrEqual(tail + 1e-12);
      expect(atMost(Math.ceil(low * trials), rate, trials)).toBeGreaterThan(tail);
      expect(1 - atMost(Math.ceil(high * trials), rate, trials)).toBeLessThanOrEqual(tail + 1e-12);
    }
  });

  it('narrow as there are more', () => {
    const widths = [10, 100, 1_000, 10_000].map((trials) => {
      const [low, high] = funnelLimits(0.8, trials).action;
      return high - low;
    });
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
    expect(widths.at(-1)).toBeCloseTo(2 * 3.09 * Math.sqrt((0.8 * 0.2) / 10_000), 3);
  });

  it('are never outside of none and all, and nothing is by chance where all or none succeed', () => {
    expect(funnelLimits(1, 5)).toEqual({ warning: [1, 1], action: [1, 1] });
    expect(funnelLimits(0, 5)).toEqual({ warning: [0, 0], action: [0, 0] });
    for (const end of Object.values(funnelLimits(0.9, 3)).flat()) expect(end >= 0 && end <= 1).toBe(true);
  });
});
