import { describe, expect, it } from '@jest/globals';
import { leavesAt } from './slots.rules.js';

const london = 'Europe/London';
const leaves = (at: string, policy: Parameters<typeof leavesAt>[1]) =>
  leavesAt(new Date(at).toISOString(), policy, london);

describe('a message to people', () => {
  it.each([
    ['2026-11-28T10:00:00.000Z', '2026-11-28T10:05:00.000Z'],
    ['2026-11-28T10:04:59.999Z', '2026-11-28T10:05:00.000Z'],
    ['2026-11-28T10:05:00.000Z', '2026-11-28T10:10:00.000Z'],
  ])('about %s leaves at the end of its five minutes, %s', (at, end) => {
    expect(leaves(at, { digestMinutes: 5 })).toBe(end);
  });

  it('leaves at once where there are no slots', () => {
    expect(leaves('2026-11-28T10:04:59.999Z', { digestMinutes: 0 })).toBe('2026-11-28T10:04:59.999Z');
  });

  const quietHours = { from: '22:00', until: '06:00' };

  it.each([
    ['the moment before quiet hours', '2026-11-28T21:59:59.999Z', '2026-11-28T21:59:59.999Z'],
    ['when they begin', '2026-11-28T22:00:00.000Z', '2026-11-29T06:00:00.000Z'],
    ['after midnight', '2026-11-29T00:30:00.000Z', '2026-11-29T06:00:00.000Z'],
    ['the moment before they end', '2026-11-29T05:59:59.999Z', '2026-11-29T06:00:00.000Z'],
    ['when they end', '2026-11-29T06:00:00.000Z', '2026-11-29T06:00:00.000Z'],
    ['in summer, by the force’s clocks', '2026-07-01T21:00:00.000Z', '2026-07-02T05:00:00.000Z'],
    ['in the night the clocks go back, at six as they show it', '2026-10-25T00:30:00.000Z', '2026-10-25T06:00:00.000Z'],
    ['in the night they go forward', '2026-03-29T00:30:00.000Z', '2026-03-29T05:00:00.000Z'],
  ])('%s: %s leaves at %s', (_, at, expected) => {
    expect(leaves(at, { digestMinutes: 0, quietHours })).toBe(expected);
  });

  it('waits for quiet hours within one day too', () => {
    const lunch = { from: '12:00', until: '13:00' };
    expect(leaves('2026-11-28T12:30:00.000Z', { digestMinutes: 0, quietHours: lunch })).toBe(
      '2026-11-28T13:00:00.000Z',
    );
    expect(leaves('2026-11-28T13:30:00.000Z', { digestMinutes: 0, quietHours: lunch })).toBe(
      '2026-11-28T13:30:00.000Z',
    );
  });

  it('of a whole night is one: every slot that ends in it leaves at its end', () => {
    const policy = { digestMinutes: 5, quietHours };
    const night = ['2026-11-28T21:57:00Z', '2026-11-29T01:00:00Z', '2026-11-29T05:54:00Z'].map((at) =>
      leaves(at, policy),
    );
    expect(new Set(night)).toEqual(new Set(['2026-11-29T06:00:00.000Z']));
    expect(leaves('2026-11-28T21:54:00Z', policy)).toBe('2026-11-28T21:55:00.000Z');
  });
});
