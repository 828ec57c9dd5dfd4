import { describe, expect, it } from '@jest/globals';
import { dateInWords, dayInWords } from './day-words.js';

describe('a date in words', () => {
  it('is said with its weekday', () => {
    expect(dayInWords('2026-11-27')).toBe('Friday 27 November 2026');
  });

  it('is the one where the force is', () => {
    const london = 'Europe/London';

    expect(dateInWords('2026-07-01T22:59:00.000Z', london)).toBe('Wednesday 1 July 2026');
    expect(dateInWords('2026-07-01T23:00:00.000Z', london)).toBe('Thursday 2 July 2026');
  });
});
