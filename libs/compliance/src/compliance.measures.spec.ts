import { describe, expect, it } from '@jest/globals';
import { definitionOf, measureOf, totalOf, type Counts } from './compliance.measures.js';

const nothing: Counts = {
  fellDue: 0,
  met: 0,
  metLate: 0,
  missed: 0,
  excused: 0,
  waived: 0,
  voided: 0,
  superseded: 0,
  recordedLate: 0,
  recordedAfterDue: 0,
  disputed: 0,
  changedAfterDue: 0,
  reattributed: 0,
  metAsStood: 0,
  ratedAsStood: 0,
  notDueYet: 0,
  paused: 0,
  awaitingCalendar: 0,
  personDays: 0,
  coveredDays: 0,
};

const counts = (some: Partial<Counts>): Counts => ({ ...nothing, ...some });

describe('the measure of a group', () => {
  it('is the example of the contract: exclusions are counted and left out of the rate', () => {
    const group = counts({
      fellDue: 120,
      met: 96,
      metLate: 10,
      missed: 9,
      excused: 1,
      waived: 3,
      voided: 1,
      recordedLate: 4,
    });
    expect(measureOf(group, 31.5)).toMatchObject({
      fellDue: 120,
      met: 96,
      rate: 0.8276,
      display: '82.8%',
      interval: [0.7486, 0.8855],
      medianLatenessHours: 31.5,
    });
  });

  it.each([
    ['nothing fell due', counts({})],
    ['all that fell due is left out of the rate', counts({ fellDue: 3, waived: 1, voided: 1, superseded: 1 })],
  ])('is "none due" and never 100 %% where %s', (_, group) => {
    expect(measureOf(group, null)).toMatchObject({
      fellDue: group.fellDue,
      rate: null,
      rateAsStood: null,
      display: 'none due',
      interval: null,
      medianLatenessHours: null,
    });
  });

  it('shows beside the rate what it would be had nothing been changed after due: 8 of 9, as stood 8 of 10', () => {
    const one = { fellDue: 10, met: 8, missed: 1, waived: 1, changedAfterDue: 1, metAsStood: 8, ratedAsStood: 10 };
    expect(measureOf(counts(one), null)).toMatchObject({ rate: 0.8889, rateAsStood: 0.8 });
  });

  it('rates what is not due yet nowhere', () => {
    expect(measureOf(counts({ notDueYet: 3, paused: 1 }), null)).toMatchObject({ fellDue: 0, display: 'none due' });
  });

  it.each([
    ['all met', { fellDue: 3, met: 3 }, 1, '100.0%'],
    ['none met', { fellDue: 3, missed: 3 }, 0, '0.0%'],
    ['an excused one, which is not met', { fellDue: 2, met: 1, excused: 1 }, 0.5, '50.0%'],
    ['one miss in a hundred thousand', { fellDue: 100_000, met: 99_999, missed: 1 }, 0.9999, '99.9%'],
    ['one kept in a hundred thousand', { fellDue: 100_000, met: 1, missed: 99_999 }, 0.0001, '0.1%'],
  ])('of %s', (_, some, rate, display) => {
    expect(measureOf(counts(some), null)).toMatchObject({ rate, display });
  });

  it('is refused where the statuses do not add up to what fell due', () => {
    expect(() => measureOf(counts({ fellDue: 2, met: 1 }), null)).toThrow(
      '2 obligations fell due, but 1 have a status',
    );
  });

  it('tells lateness to a hundredth of an hour', () => {
    expect(measureOf(nothing, 31.238).medianLatenessHours).toBe(31.24);
  });
});

describe('the total', () => {
  it('adds the counts of the rows and works the rate out again', () => {
    const rows = [
      counts({ fellDue: 3, met: 2, missed: 1, recordedLate: 1 }),
      counts({ fellDue: 2, met: 1, waived: 1 }),
    ];
    expect(totalOf(rows, { lateness: 7, personDays: 31, coveredDays: 30 })).toMatchObject({
      fellDue: 5,
      met: 3,
      missed: 1,
      waived: 1,
      recordedLate: 1,
      rate: 0.75,
      medianLatenessHours: 7,
      coverage: 0.9677,
    });
  });

  it('of no rows is "none due"', () => {
    const none = { lateness: null, personDays: 0, coveredDays: 0 };
    expect(totalOf([], none)).toMatchObject({
      coverage: null,
      coverageDisplay: 'none owed',
      fellDue: 0,
      notDueYet: 0,
      rate: null,
      display: 'none due',
    });
  });
});

describe('the definition', () => {
  it('says what is counted, when, and to whom it is attributed', () => {
    const period = {
      from: '2026-10-01',
      to: '2026-10-31',
      asOf: '2026-11-02T09:00:00.000Z',
      knownAt: '2026-11-01T00:00:00.000Z',
    };
    const definition = definitionOf(period, 'Europe/London');
    expect(definition).toContain('from 2026-10-01 to 2026-10-31 by their due date in Europe/London');
    expect(definition).toContain('by 2026-11-02T09:00:00Z at the latest');
    expect(definition).toContain('as recorded by 2026-11-01T00:00:00Z');
    expect(definition).toContain('the owner recorded by its due time');
    expect(definition).toContain('met / (met + met late + missed + excused)');
  });
});
