import { describe, expect, it } from '@jest/globals';
import { addDays, daysBetween } from '@kept-informed/calendar';
import { inFullByDates } from './in-full.js';

interface Row {
  readonly on: string;
  readonly place: number;
}

/** So many rows on each date of four months, and which dates each statement is about. */
function monthsOf(perDay: (on: string) => number) {
  const period = { from: '2026-01-01', to: '2026-04-30' };
  const all: Row[] = [];
  for (let on = period.from; on <= period.to; on = addDays(on, 1))
    for (let place = 0; place < perDay(on); place += 1) all.push({ on, place });
  const asked: { days: number; from: string }[] = [];
  const rows = inFullByDates<Row>(period, ({ from, to }) => async (after, limit) => {
    asked.push({ days: daysBetween(from, to) + 1, from });
    const within = all.filter(({ on }) => on >= from && on <= to);
    const begin = after ? within.indexOf(after) + 1 : 0;
    return within.slice(begin, begin + limit);
  });
  return { all, asked, rows };
}

async function listed(rows: AsyncIterable<Row>): Promise<string> {
  const found: Row[] = [];
  for await (const row of rows) found.push(row);
  return inWords(found);
}

/** One text: a hundred thousand objects are compared for seconds. */
const inWords = (rows: readonly Row[]): string => rows.map(({ on, place }) => `${on} ${place}`).join();

describe('all rows of a period', () => {
  it.each<readonly [string, (on: string) => number, number]>([
    ['many on each date', () => 300, 14],
    ['more on a date than a statement answers', (on) => (on.endsWith('-15') ? 4_500 : 2), 31],
    ['exactly as many as a statement answers', (on) => (on === '2026-03-01' ? 2_000 : 0), 31],
    ['none', () => 0, 31],
  ])('are each given once and in order, some dates at a time: %s', async (_, perDay, most) => {
    const { all, asked, rows } = monthsOf(perDay);
    expect(await listed(rows)).toBe(inWords(all));
    expect(Math.max(...asked.map(({ days }) => days))).toBeLessThanOrEqual(most);
    expect(new Set(asked.map(({ from }) => from)).size).toBeLessThan(40);
  });

  it('are not asked for before they are taken', async () => {
    const { asked, rows } = monthsOf(() => 300);
    for await (const _ of rows) break;
    expect(asked).toHaveLength(1);
  });
});
