import { describe, expect, it } from '@jest/globals';
import { withShorterInstants } from './instants.js';

describe('an answer', () => {
  it.each([
    ['whole seconds are told without milliseconds', '2026-11-20T14:05:00.000Z', '2026-11-20T14:05:00Z'],
    ['others with them', '2026-11-20T14:05:00.120Z', '2026-11-20T14:05:00.120Z'],
    ['dates as they are', '2026-11-20', '2026-11-20'],
    ['what is longer at its end as it is', '2026-11-20T14:05:00.000Z.', '2026-11-20T14:05:00.000Z.'],
    ['what is longer at its beginning as it is', 'at 2026-11-20T14:05:00.000Z', 'at 2026-11-20T14:05:00.000Z'],
    ['what somebody quoted as it is', 'said "2026-11-20T14:05:00.000Z"', 'said "2026-11-20T14:05:00.000Z"'],
    [
      'what somebody quoted with a backslash as it is',
      '\\"2026-11-20T14:05:00.000Z\\"',
      '\\"2026-11-20T14:05:00.000Z\\"',
    ],
  ])('in which %s', (_, value, told) => {
    expect(JSON.parse(withShorterInstants({ items: [{ value }, value], value })!)).toEqual({
      items: [{ value: told }, told],
      value: told,
    });
  });

  it('without a body stays without', () => {
    expect(withShorterInstants(undefined)).toBeUndefined();
  });
});
