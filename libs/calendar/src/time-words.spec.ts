import { describe, expect, it } from '@jest/globals';
import { momentInWords, timeInWords } from './time-words.js';

const london = 'Europe/London';

describe('a time', () => {
  it.each([
    ['2026-11-27T14:05:00.000Z', '2:05pm'],
    ['2026-11-27T12:05:00.000Z', '12:05pm'],
    ['2026-11-27T00:05:00.000Z', '12:05am'],
    ['2026-07-01T08:00:00.000Z', '9:00am'],
  ])('of %s is %s', (instant, words) => {
    expect(timeInWords(instant, london)).toBe(words);
  });

  it('follows its date', () => {
    expect(momentInWords('2026-11-27T14:05:00.000Z', london)).toBe('Friday 27 November 2026, 2:05pm');
  });
});
