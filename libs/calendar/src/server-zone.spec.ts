import { describe, expect, it, jest } from '@jest/globals';
import { serverInZone } from '../../../test/support/server-zone.js';
import type { DueRequest } from './limits.js';

const SERVER_ZONES = ['UTC', 'America/New_York', 'Europe/London', 'Pacific/Auckland'];

const runIn = serverInZone();

describe('cases 11 and 13 (frappe/erpnext#38745, medusajs/medusa#13393): the zone of the server', () => {
  it('can be changed within this spec', () => {
    expect(SERVER_ZONES.map(hourOfTheServer)).toEqual([12, 8, 13, 0]);
  });

  it('changes no answer', async () => {
    const tables = [];
    for (const zone of SERVER_ZONES) tables.push(await answersUnder(zone));
    expect(tables[0]).toMatchObject({
      dates: ['2006-07-08', '2026-03-29', '2026-10-26'],
      midnight: '2026-03-29T23:00:00.000Z',
    });
    for (const table of tables.slice(1)) expect(table).toEqual(tables[0]);
  });
});

function hourOfTheServer(zone: string): number {
  runIn(zone);
  return new Date('2026-07-07T12:00:00Z').getHours();
}

/** Everything is loaded afresh, so that no answer is kept from another server's zone. */
async function answersUnder(zone: string) {
  runIn(zone);
  jest.resetModules();
  const calendar = await import('./index.js');
  const dueFor = (from: string, limit: string, unit: DueRequest['unit']) =>
    calendar.due({ from, limit, unit, calendar: calendar.englandAndWales });
  return {
    dates: ['2006-07-07T23:30:00Z', '2026-03-29T22:59:59Z', '2026-10-26T00:00:00Z'].map((at) => calendar.localDate(at)),
    midnight: calendar.endOfDay('2026-03-29'),
    nine: ['2026-03-29', '2026-10-25', '2026-12-01'].map((date) => calendar.atLocalTime(date, '09:00')),
    parsed: ['2026-03-29T01:30:00+01:00', '2026-11-01T01:30:00-04:00'].map(calendar.parseInstant),
    dateless: calendar.parseLocalDate('2026-03-29'),
    months: [1, 2, 3].map((n) => calendar.addMonths('2026-01-31', n)),
    due: [
      dueFor('2006-01-13T23:59:59Z', 'P5D', 'working'),
      dueFor('2026-03-27T23:30:00Z', 'P1D', 'calendar'),
      dueFor('2026-10-24T23:30:00Z', 'P1M', 'calendar'),
      dueFor('2026-10-24T23:30:00Z', 'PT24H', 'elapsed'),
    ],
    holidays: [...calendar.englandAndWales.holidays.keys()],
  };
}
