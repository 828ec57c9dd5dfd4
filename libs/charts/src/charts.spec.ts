import { describe, expect, it } from '@jest/globals';
import { malformed } from '../../../test/support/html.js';
import { type FunnelDot, funnelDrawing } from './funnel-drawing.js';
import { type MonthDot, monthsDrawing, sparkDrawing } from './months-drawing.js';

const words = { id: 'a', title: 'Rate <b>by month</b>', description: 'No month is more than chance.' };
const limits = { centre: 0.8, lower: 0.6, upper: 0.95 };
const rates = [0.8, 0.7, null, 0.9, 0.75, 0.2, 0.8];
const months = rates.map((rate, index): MonthDot => {
  const month = `2026-0${index + 1}`;
  return { month, rate, isSignal: rate === 0.2, words: `${month} "x" <b>`, href: `/report?a=1&month=${month}` };
});
const nowhere = months.map((point) => ({ ...point, href: null }));
const teams: FunnelDot[] = [
  { rated: 10, rate: 0.5, isSignal: false, words: 'Barrow: 5 of 10', href: '/report?team=a' },
  { rated: 400, rate: 0.6, isSignal: true, words: 'Kendal: 240 of 400', href: '/report?team=b' },
];

const times = (svg: string, part: string | RegExp): number => svg.split(part).length - 1;
/** Where the points stand, from the left and from the top. */
const placesOf = (svg: string) =>
  [...svg.matchAll(/translate\(([\d.]+),([\d.]+)\)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);

describe('each drawing', () => {
  const all = [
    ['months', monthsDrawing({ ...words, points: months, limits })],
    ['months without limits', monthsDrawing({ ...words, points: months.slice(0, 2), limits: null })],
    ['spark', sparkDrawing({ ...words, points: months, limits })],
    ['funnel', funnelDrawing({ ...words, points: teams, rate: 245 / 410 })],
    ['funnel of nobody', funnelDrawing({ ...words, points: [], rate: 1 })],
  ] as const;

  it.each(all)('says what it is, escapes what it is given and holds no style: %s', (_, { svg }) => {
    expect(svg).toContain('aria-labelledby="a-title" aria-describedby="a-desc"');
    expect(svg).toContain('<title id="a-title">Rate &lt;b&gt;by month&lt;/b&gt;</title>');
    expect(svg).toContain('<desc id="a-desc">No month is more than chance.</desc>');
    expect(svg).not.toMatch(/<b>|style|NaN|undefined|<script/);
    expect(malformed(`<div>${svg}</div>`)).toEqual([]);
  });

  it('is an image, and a group where its points lead somewhere, for an image hides links', () => {
    const [group, image] = [months, nowhere].map((points) => monthsDrawing({ ...words, points, limits }).svg);
    expect([group, image].map((svg) => [times(svg!, '<a '), /role="(\w+)"/.exec(svg!)![1]])).toEqual([
      [6, 'group'],
      [0, 'img'],
    ]);
    expect(sparkDrawing({ ...words, points: months, limits }).svg).toContain('role="img"');
  });
});

describe('a drawing of months', () => {
  const { svg } = monthsDrawing({ ...words, points: months, limits });

  it('has a point for each month with a rate, higher for a better one, and breaks its line where none fell due', () => {
    const places = placesOf(svg);
    expect(places).toHaveLength(6);
    const heights = places.map(([, y]) => y);
    expect(heights[2]).toBe(Math.min(...heights));
    expect(heights[4]).toBe(Math.max(...heights));
    const series = /d="(M[^"]+)" fill="none" stroke="#1d70b8"/.exec(svg)![1]!;
    expect(times(series, 'M')).toBe(2);
  });

  it('tells a signal by its shape, and where each point leads', () => {
    const shapes = [...svg.matchAll(/<path d="([^"]+)" transform/g)].map(([, shape]) => shape);
    expect(shapes[4]).not.toBe(shapes[0]);
    expect(new Set(shapes.filter((_, index) => index !== 4)).size).toBe(1);
    expect(svg).toContain('href="/report?a=1&amp;month=2026-06" aria-label="2026-06 &quot;x&quot; &lt;b&gt;"');
  });

  it('has limits where there are any', () => {
    expect(times(svg, 'stroke-dasharray')).toBe(2);
    expect(monthsDrawing({ ...words, points: months, limits: null }).svg).not.toContain('stroke-dasharray');
  });

  it('names no more months than can be read, the last one always', () => {
    const points = Array.from({ length: 24 }, (_, index): MonthDot => {
      const month = `${2025 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
      return { month, rate: 0.5, isSignal: false, words: month, href: null };
    });
    const shown = monthsDrawing({ ...words, points, limits }).svg;
    expect([...shown.matchAll(/>(2025|2026)</g)]).toHaveLength(8);
    expect(shown).toContain('>Dec</text>');
  });
});

describe('a funnel', () => {
  const { svg } = funnelDrawing({ ...words, points: teams, rate: 245 / 410 });

  it('counts in whole numbers, also where few fell due', () => {
    const few = funnelDrawing({ ...words, points: [{ ...teams[0]!, rated: 2 }], rate: 0.5 });
    expect([...few.svg.matchAll(/>([\d.]+)</g)].map(([, number]) => number)).toEqual(['0', '1', '2']);
  });

  it('has limits that come closer the more fell due, and each group where its size and rate are', () => {
    const [lower, upper] = [...svg.matchAll(/d="([^"]+)" fill="none" stroke="#505a5f"[^/]*dasharray/g)].map(
      ([, path]) => [...path!.matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(([, , y]) => Number(y)),
    );
    const widths = lower!.map((y, index) => y - upper![index]!);
    expect(widths[0]).toBeGreaterThan(widths.at(-1)! * 5);
    const [small, large] = placesOf(svg);
    expect(small![0]).toBeLessThan(large![0]);
    expect(small![1]).toBeGreaterThan(large![1]);
  });
});
