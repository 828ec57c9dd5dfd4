import { scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import {
  colours,
  drawing,
  element,
  marked,
  text,
  type SvgPicture,
  type DrawingWords,
  type DrawnPoint,
} from './svg-picture.js';
import { limitLine, pointMark, rateMarks, type Field } from './scale-marks.js';

/** A rate of one month. */
export interface MonthDot extends DrawnPoint {
  /** `2026-10`. */
  readonly month: string;
  /** Null: none fell due, a gap. */
  readonly rate: number | null;
  readonly isSignal: boolean;
}

interface MonthsShown extends DrawingWords {
  readonly points: readonly MonthDot[];
  /** Within which chance keeps the rate; null: it cannot be said. */
  readonly limits: { readonly centre: number; readonly lower: number; readonly upper: number } | null;
}

const [width, height] = [720, 300];
const field: Field = { left: 52, right: 704, top: 16, bottom: 256 };
/** So many names of months stand side by side and can be read. */
const mostNames = 9;

/** A rate by month, between the limits within which chance keeps it; what is more than chance is told by its shape. */
export function monthsDrawing({ points, limits, ...words }: MonthsShown): SvgPicture {
  const { left, right, top, bottom } = field;
  const across = scalePoint(months(points), [left, right]).padding(0.5);
  const up = scaleLinear([0, 1], [bottom, top]);
  const flat = (part: number): string => `M${left},${up(part).toFixed(1)}H${right}`;
  const limitLines = limits
    ? [limitLine(flat(limits.centre), true), limitLine(flat(limits.lower)), limitLine(flat(limits.upper))]
    : [];
  return drawing(
    { ...words, width, height, hasLinks: points.some(({ href }) => href !== null) },
    rateMarks(up, field),
    monthNames(points, (month) => across(month)!),
    ...limitLines,
    seriesLine(points, (month) => across(month)!, up),
    ...points.flatMap((point) =>
      point.rate === null ? [] : [marked(point, pointMark(across(point.month)!, up(point.rate), point.isSignal))],
    ),
  );
}

/** The same without names and numbers, as small as a line of text: for a glance, beside the figures. */
export function sparkDrawing({ points, limits, ...words }: MonthsShown): SvgPicture {
  const [wide, high] = [180, 40];
  const across = scalePoint(months(points), [0, wide]).padding(0.5);
  const up = scaleLinear([0, 1], [high - 6, 6]);
  const band = limits
    ? [
        element('rect', {
          x: 0,
          y: up(limits.upper),
          width: wide,
          height: up(limits.lower) - up(limits.upper),
          fill: '#e3e6e9',
        }),
        limitLine(`M0,${up(limits.centre).toFixed(1)}H${wide}`),
      ]
    : [];
  const shown = points.filter(({ isSignal }, index) => isSignal || index === points.length - 1);
  return drawing(
    { ...words, width: wide, height: high, hasLinks: false },
    ...band,
    seriesLine(points, (month) => across(month)!, up),
    ...shown.flatMap(({ month, rate, isSignal }) =>
      rate === null ? [] : [pointMark(across(month)!, up(rate), isSignal)],
    ),
  );
}

const months = (points: readonly MonthDot[]): string[] => points.map(({ month }) => month);

/** Broken where none fell due. */
function seriesLine(
  points: readonly MonthDot[],
  across: (month: string) => number,
  up: (part: number) => number,
): string {
  const path = line<MonthDot>()
    .defined(({ rate }) => rate !== null)
    .x(({ month }) => across(month))
    .y(({ rate }) => up(rate!))
    .digits(1);
  return element('path', { d: path([...points]) ?? '', fill: 'none', stroke: colours.line, 'stroke-width': 2 });
}

const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** As many as can be read; each with its year, for they can be twelve months apart. */
function monthNames(points: readonly MonthDot[], across: (month: string) => number): string {
  const every = Math.ceil(points.length / mostNames);
  return points
    .filter((_, index) => (points.length - 1 - index) % every === 0)
    .map(({ month }) => {
      const place = { x: across(month), 'text-anchor': 'middle', fill: colours.ink };
      const [year, number] = month.split('-');
      return (
        text({ ...place, y: field.bottom + 20 }, names[Number(number) - 1]!) +
        text({ ...place, y: field.bottom + 36 }, year!)
      );
    })
    .join('');
}
