import { describe, expect, it } from '@jest/globals';
import { newcombe, wilson } from './intervals.js';

const of = (successes: number, trials: number) => ({ successes, trials });

describe('Wilson’s interval', () => {
  it.each([
    // Newcombe 1998, Statistics in Medicine 17:857-872, table I.
    ['81 of 263', 81, 263, [0.2553, 0.3662]],
    ['15 of 148', 15, 148, [0.0624, 0.1605]],
    ['0 of 20', 0, 20, [0, 0.1611]],
    ['1 of 29', 1, 29, [0.0061, 0.1718]],
    // The contract's example prints [0.7488, 0.8854]; at 95 % the formula gives this (worked out apart from this code).
    ['96 of 116', 96, 116, [0.7486, 0.8855]],
    ['none of none', 0, 0, null],
    ['all of 10', 10, 10, [0.7225, 1]],
    ['none of 10', 0, 10, [0, 0.2775]],
    ['one of one', 1, 1, [0.2065, 1]],
    ['one of two', 1, 2, [0.0945, 0.9055]],
  ])('of %s', (_, successes, trials, expected) => {
    expect(wilson(of(successes, trials))).toEqual(expected);
  });
});

describe('Newcombe’s interval of a difference', () => {
  it.each([
    // Newcombe 1998, Statistics in Medicine 17:873-890, table II, method 10.
    ['56 of 70 and 48 of 80', of(56, 70), of(48, 80), 0.2, [0.0524, 0.3339]],
    ['9 of 10 and 3 of 10', of(9, 10), of(3, 10), 0.6, [0.1705, 0.809]],
    ['6 of 7 and 2 of 7', of(6, 7), of(2, 7), 0.5714, [0.0582, 0.8062]],
    ['5 of 56 and none of 29', of(5, 56), of(0, 29), 0.0893, [-0.0381, 0.1926]],
    ['none of 10 and none of 20', of(0, 10), of(0, 20), 0, [-0.1611, 0.2775]],
    ['all of 10 and none of 20', of(10, 10), of(0, 20), 1, [0.6791, 1]],
  ])('of %s', (_, one, other, difference, interval) => {
    expect(newcombe(one, other)).toEqual({ difference, interval });
  });

  it('of nothing is none', () => {
    expect(newcombe(of(0, 0), of(1, 2))).toBeNull();
    expect(newcombe(of(1, 2), of(0, 0))).toBeNull();
  });
});
