import { describe, expect, it } from '@jest/globals';
import { instantIn } from './extract-times.js';

describe('a time of an extract', () => {
  it.each([
    ['iso', '2026-07-01 09:15', '2026-07-01T08:15:00.000Z'],
    ['iso', '2026-11-20T09:15:59', '2026-11-20T09:15:00.000Z'],
    ['iso', '2026-11-20T09:15:00+02:00', '2026-11-20T07:15:00.000Z'],
    ['iso', '2026-07-01', '2026-06-30T23:00:00.000Z'],
    ['uk', '01/07/2026 09:15', '2026-07-01T08:15:00.000Z'],
    ['uk', '20/11/2026', '2026-11-20T00:00:00.000Z'],
    ['uk', '2026-11-20T09:15:00Z', '2026-11-20T09:15:00.000Z'],
    ['iso', '20/11/2026', null],
    ['uk', '2026-11-20', null],
    ['uk', '31/11/2026', null],
    ['iso', '2026-11-20 24:00', null],
    ['iso', 'yesterday', null],
  ] as const)('written as %s, %s, is %s', (times, text, at) => {
    expect(instantIn(text, times, 'Europe/London')).toBe(at);
  });
});
