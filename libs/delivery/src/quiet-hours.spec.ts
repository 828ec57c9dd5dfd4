import { describe, expect, it } from '@jest/globals';
import { serverInZone } from '../../../test/support/server-zone.js';
import { leavesAt } from './quiet-hours.rules.js';

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
  ])('case 55 (zammad/zammad#4432), %s: about %s leaves at %s', (_, at, expected) => {
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

  describe.each([
    ['the clocks go back', '2026-10-24T23:00:00Z', 25],
    ['the clocks go forward', '2027-03-28T00:00:00Z', 23],
  ])('case 2 (OptimalBits/bull#2207): on the Sunday on which %s', (_, midnight, hours) => {
    const minutes = Array.from({ length: hours * 60 }, (_each, minute) => {
      return new Date(Date.parse(midnight) + minute * 60_000).toISOString();
    });

    it('leaves once in each slot', () => {
      const told = minutes.map((at) => [at, leavesAt(at, { digestMinutes: 60 }, london)] as const);
      expect(new Set(told.map(([, end]) => end)).size).toBe(hours);
      for (const [at, end] of told) expect(Date.parse(end) - Date.parse(at)).toBeLessThanOrEqual(3_600_000);
      expect(told.map(([, end]) => end)).toEqual(told.map(([, end]) => end).toSorted());
    });

    it('leaves once after the night', () => {
      const six = new Date(Date.parse(midnight) + (hours - 18) * 3_600_000).toISOString();
      const early = minutes.map((at) => leaves(at, { digestMinutes: 5, quietHours })).filter((end) => end <= six);
      expect(new Set(early)).toEqual(new Set([six]));
      expect(early).toHaveLength((hours - 18) * 60);
    });
  });

  describe('case 13 (medusajs/medusa#13393): by the force’s clocks', () => {
    const runIn = serverInZone();

    it.each([
      ['UTC', 21],
      ['America/New_York', 17],
      ['Asia/Tokyo', 6],
    ])('on a server in %s too', (zone, hour) => {
      runIn(zone);
      const evening = '2026-07-01T21:00:00.000Z';
      expect(new Date(evening).getHours()).toBe(hour);
      expect(leaves(evening, { digestMinutes: 0, quietHours })).toBe('2026-07-02T05:00:00.000Z');
      expect(leaves('2026-11-28T22:00:00.000Z', { digestMinutes: 5, quietHours })).toBe('2026-11-29T06:00:00.000Z');
    });
  });
});
