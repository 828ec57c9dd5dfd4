import { describe, expect, it } from '@jest/globals';
import { median } from './median.js';

describe('the median', () => {
  it.each([
    [[7], 7],
    [[3, 1, 2], 2],
    [[10, 9], 9.5],
    [[4, 1, 2, 3], 2.5],
    [[1, 1, 1, 1000], 1],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('of nothing is none, and takes nothing of its order from what it was given', () => {
    const values = [2, 1];
    expect([median([]), median(values), values]).toEqual([null, 1.5, [2, 1]]);
  });
});
