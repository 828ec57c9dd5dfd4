import { describe, expect, it } from '@jest/globals';
import { noLimitDefinitionOf, noLimitMeasureOf, type NoLimitCounts } from './no-limit.measures.js';

const counts = (some: Partial<NoLimitCounts>): NoLimitCounts => ({
  arisen: 0,
  done: 0,
  notDone: 0,
  excused: 0,
  waived: 0,
  voided: 0,
  superseded: 0,
  medianDays: null,
  longestOpenDays: null,
  targetMet: 0,
  targetMetLate: 0,
  targetMissed: 0,
  targetExcused: 0,
  ...some,
});

describe('the measure of duties without a printed limit', () => {
  it('rates those whose target has passed, an excused one being none that was met', () => {
    const group = counts({ arisen: 12, done: 9, notDone: 2, excused: 1, targetMet: 6, targetMetLate: 2 });
    expect(noLimitMeasureOf({ ...group, targetMissed: 1, targetExcused: 1 })).toMatchObject({
      targetRate: 0.6,
      targetDisplay: '60.0%',
      targetInterval: [0.3127, 0.8318],
    });
  });

  it('is "none due" where no target has passed, done or not', () => {
    expect(noLimitMeasureOf(counts({ arisen: 3, done: 2, notDone: 1 }))).toMatchObject({
      targetRate: null,
      targetDisplay: 'none due',
      targetInterval: null,
    });
  });

  it('is refused where what became of them does not add up', () => {
    expect(() => noLimitMeasureOf(counts({ arisen: 2, done: 1 }))).toThrow('2 obligations arose, but 1 have a status');
  });

  it('says of which period it is, and that a target is the force’s own', () => {
    const at = '2026-11-02T09:00:00.000Z';
    const period = { from: '2026-10-01', to: '2026-10-31', asOf: at, knownAt: at };
    expect(noLimitDefinitionOf(period, 'Europe/London')).toMatch(/from 2026-10-01 to 2026-10-31.*no total of a Code/);
  });
});
