import { describe, expect, it } from '@jest/globals';
import { NoSuchPage } from '../frame/page-trouble.js';
import { knownAtIn } from './known-at.js';

const now = '2026-07-02T10:00:00.000Z';
const zone = 'Europe/London';

describe('by when something was known', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['2026-07-01', '2026-07-01T22:59:59.999Z'],
    ['2026-07-02', now],
  ])('%s is %s', (said, instant) => expect(knownAtIn(said, now, zone)).toBe(instant));

  it.each(['2026-07-03', '2026-02-30', 'yesterday', ['2026-07-01']])('%s is nothing that could be shown', (said) => {
    expect(() => knownAtIn(said, now, zone)).toThrow(NoSuchPage);
  });
});
