import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from '@jest/globals';
import { fileOf } from '@kept-informed/exports';
import type { ComplianceReport } from './figures.js';
import { reportTable } from './report-table.js';

describe('the CSV of a report', () => {
  it('has a line per row with its group, its times and its figures', async () => {
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
    const { bytes } = await fileOf(reportTable(answer, ['bcu', 'team']), 'csv');
    expect(parse(await text(bytes), { columns: true })).toEqual([
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
