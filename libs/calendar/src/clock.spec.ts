import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { fixedClock, shiftedClock, systemClock } from './clock.js';

const REAL = Date.UTC(2026, 0, 1);
const YEAR = 365 * 86_400_000;

function atRealTime(ms: number): void {
  jest.useFakeTimers({ now: ms });
}

afterEach(() => {
  jest.useRealTimers();
});

describe('the system clock', () => {
  it('shows the machine’s time', () => {
    atRealTime(REAL);
    expect(systemClock.now()).toBe('2026-01-01T00:00:00.000Z');
    expect(systemClock.date()).toEqual(new Date(REAL));
  });
});

describe('a shifted clock', () => {
  it('shows its own time from the real moment it was told of', () => {
    atRealTime(REAL + 1500);
    const clock = shiftedClock({ at: '2006-11-01T09:00:00Z', since: REAL });
    expect(clock.now()).toBe('2006-11-01T09:00:01.500Z');
    expect(clock.date()).toEqual(new Date('2006-11-01T09:00:01.500Z'));
  });

  it('starts where it is made unless told otherwise', () => {
    atRealTime(REAL);
    const clock = shiftedClock({ at: '2006-11-01T09:00:00+01:00' });
    expect(clock.now()).toBe('2006-11-01T08:00:00.000Z');
  });

  it('runs faster: a day in a minute', () => {
    atRealTime(REAL);
    const clock = shiftedClock({ at: '2006-11-01T09:00:00Z', speed: 1440 });
    atRealTime(REAL + 60_000);
    expect(clock.now()).toBe('2006-11-02T09:00:00.000Z');
  });

  it('gathers no error over years, and two clocks of the same shift agree', () => {
    atRealTime(REAL + 3 * YEAR + 1);
    const shift = { at: '2006-01-01T00:00:00Z', speed: 10, since: REAL };
    expect(shiftedClock(shift).now()).toBe('2035-12-25T00:00:00.010Z');
    expect(shiftedClock(shift).now()).toBe(shiftedClock(shift).now());
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('cannot run at %d times real time', (speed) => {
    expect(() => shiftedClock({ at: '2006-11-01T09:00:00Z', speed })).toThrow(RangeError);
  });

  it('refuses a time that is none', () => {
    expect(() => shiftedClock({ at: '2006-02-30T09:00:00Z' })).toThrow(RangeError);
  });
});

describe('a fixed clock', () => {
  it('stands still until it is set or moved on', () => {
    const clock = fixedClock('2026-03-28T12:00:00Z');
    expect(clock.now()).toBe('2026-03-28T12:00:00.000Z');
    expect(clock.advance({ days: 1, hours: 1, minutes: 1, seconds: 1 })).toBe('2026-03-29T13:01:01.000Z');
    expect(clock.date()).toEqual(new Date('2026-03-29T13:01:01.000Z'));
    clock.set('2026-01-01T00:00:00Z');
    expect(clock.now()).toBe('2026-01-01T00:00:00.000Z');
  });

  it('refuses a time that is none', () => {
    expect(() => fixedClock('now')).toThrow("'now' is not an instant");
    expect(() => fixedClock('2026-01-01T00:00:00Z').set('later')).toThrow(RangeError);
  });
});
