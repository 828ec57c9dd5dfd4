import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { funnelLimits } from '@kept-informed/statistics';
import { colours, drawing, marked, text, type SvgPicture, type DrawingWords, type DrawnPoint } from './svg-picture.js';
import { limitLine, pointMark, rateMarks, type Field } from './scale-marks.js';

/** A group's rate, by how many fell due in it. */
export interface FunnelDot extends DrawnPoint {
  readonly rated: number;
  readonly rate: number;
  /** Chance does not take a group of its size there. */
  readonly isSignal: boolean;
}

interface FunnelShown extends DrawingWords {
  readonly points: readonly FunnelDot[];
  /** The rate of all of them together, exactly. */
  readonly rate: number;
}

const [width, height] = [720, 380];
// To the right there is room for half of the last number below.
const field: Field = { left: 52, right: 690, top: 16, bottom: 330 };
/** Sizes at which limits are worked out; between them they are drawn straight. */
const steps = 48;

/** Groups beside the limits within which chance keeps a group of their size: small ones stray further. */
export function funnelDrawing({ points, rate, ...words }: FunnelShown): SvgPicture {
  const { left, right, top, bottom } = field;
  const most = Math.max(1, ...points.map(({ rated }) => rated));
  const across = scaleLinear([0, most], [left, right]).nice(6);
  const up = scaleLinear([0, 1], [bottom, top]);
  const sizes = sizesUpTo(across.domain()[1]!);
  const limits = sizes.map((size) => ({ size, ...funnelLimits(rate, size) }));
  const curve = (end: (limit: (typeof limits)[number]) => number): string =>
    line<(typeof limits)[number]>()
      .x(({ size }) => across(size))
      .y((limit) => up(end(limit)))
      .digits(1)(limits) ?? '';
  return drawing(
    { ...words, width, height, hasLinks: points.some(({ href }) => href !== null) },
    rateMarks(up, field),
    ...across
      .ticks(6)
      // Of few there would be halves.
      .filter(Number.isInteger)
      .map((size) =>
        text({ x: across(size), y: bottom + 20, 'text-anchor': 'middle', fill: colours.ink }, String(size)),
      ),
    text({ x: (left + right) / 2, y: bottom + 42, 'text-anchor': 'middle', fill: colours.ink }, 'How many fell due'),
    limitLine(`M${left},${up(rate).toFixed(1)}H${right}`, true),
    ...[0, 1].map((end) => limitLine(curve(({ action }) => action[end]!))),
    ...points.map((point) => marked(point, pointMark(across(point.rated), up(point.rate), point.isSignal))),
  );
}

/** From one on, closer together where limits bend. */
function sizesUpTo(most: number): number[] {
  const found = Array.from({ length: steps + 1 }, (_, step) => Math.max(1, Math.round(most * (step / steps) ** 2)));
  return [...new Set(found)];
}
