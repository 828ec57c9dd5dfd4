import { type ScaleLinear } from 'd3-scale';
import { symbol, symbolCircle, symbolDiamond } from 'd3-shape';
import { colours, element, text } from './svg-picture.js';

/** The part of a picture in which points stand. */
export interface Field {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const percent = (part: number): string => `${Math.round(part * 100)}%`;

/** The scale of a rate, at the left, with a thin line at each of its marks. */
export function rateMarks(scale: ScaleLinear<number, number>, { left, right }: Field): string {
  return scale
    .ticks(5)
    .map((part) =>
      [
        element('line', { x1: left, x2: right, y1: scale(part), y2: scale(part), stroke: '#dfe1e3' }),
        text({ x: left - 8, y: scale(part) + 4, 'text-anchor': 'end', fill: colours.ink }, percent(part)),
      ].join(''),
    )
    .join('');
}

/** A limit, the middle of which is drawn through and the others broken. */
export function limitLine(path: string, isMiddle = false): string {
  const dashes: Record<string, string> = isMiddle ? {} : { 'stroke-dasharray': '6 4' };
  return element('path', { d: path, fill: 'none', stroke: colours.limit, 'stroke-width': 1.5, ...dashes });
}

const shapes = {
  plain: symbol().type(symbolCircle).size(50)() ?? '',
  signal: symbol().type(symbolDiamond).size(130)() ?? '',
};

/** A signal is told by its shape as well as by its colour. */
export function pointMark(x: number, y: number, isSignal: boolean): string {
  return element('path', {
    d: isSignal ? shapes.signal : shapes.plain,
    transform: `translate(${x.toFixed(1)},${y.toFixed(1)})`,
    fill: isSignal ? colours.signal : colours.line,
    stroke: colours.paper,
  });
}
