import { parse } from 'csv-parse/sync';
import { describe, expect, it } from '@jest/globals';
import type { ComplianceReport } from './figures.js';
import { complianceCsv, csvOf } from './report-csv.js';

describe('a CSV file', () => {
  it.each([
    ['plain text', 'Barrow', 'Barrow'],
    ['a comma', 'Egremont, Millom', '"Egremont, Millom"'],
    ['a quote', 'the "Nook"', '"the ""Nook"""'],
    ['a line break', 'a\nb', '"a\nb"'],
    ['nothing', null, ''],
    ['a number below zero', -1.5, '-1.5'],
    ['a formula', '=1+1', "'=1+1"],
    ['a formula after a space', ' =1+1', "' =1+1"],
    ['a plus', '+44', "'+44"],
    ['a minus', '-team', "'-team"],
    ['an at', '@SUM(A1)', "'@SUM(A1)"],
    ['a tab', '\t=1', "'\t=1"],
    ['a carriage return', '\r=1', `"'\r=1"`],
    ['a formula after a no-break space', '\u00a0=1', "'\u00a0=1"],
    ['a formula with a quote', '="x"', `"'=""x"""`],
  ])('holds %s', (_, cell, expected) => {
    expect(csvOf([[cell]])).toBe(`${expected}\r\n`);
  });
});

describe('the CSV of a report', () => {
  it('has a line per row with its group, its times and its figures', () => {
    const row = {
      fellDue: 2,
      met: 1,
      metLate: 1,
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
      notDueYet: 0,
      paused: 0,
      awaitingCalendar: 0,
      personDays: 30,
      coveredDays: 27,
    };
    const more = {
      rate: 0.5,
      rateAsStood: 0.25,
      display: '50.0%',
      coverage: 0.9,
      coverageDisplay: '90.0%',
      interval: [0.0945, 0.9055] as const,
      medianLatenessHours: 3,
    };
    const rows: ComplianceReport['rows'][number][] = [
      { group: { bcu: 'South, "Cumbria"', team: null }, ...row, ...more },
    ];
    const times = {
      from: '2026-10-01',
      to: '2026-10-31',
      asOf: '2026-11-01T00:00:00.000Z',
      knownAt: '2026-11-02T00:00:00.000Z',
    };
    const answer: ComplianceReport = { ...times, position: '7', definition: '', rows, totals: rows[0]! };
    expect(parse(complianceCsv(answer, ['bcu', 'team']), { columns: true })).toEqual([
      {
        from: '2026-10-01',
        to: '2026-10-31',
        asOf: '2026-11-01T00:00:00Z',
        knownAt: '2026-11-02T00:00:00Z',
        position: '7',
        bcu: 'South, "Cumbria"',
        team: '',
        ...Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])),
        rate: '0.5',
        rateAsStood: '0.25',
        display: '50.0%',
        coverage: '0.9',
        coverageDisplay: '90.0%',
        intervalLow: '0.0945',
        intervalHigh: '0.9055',
        medianLatenessHours: '3',
      },
    ]);
  });
});
