export { SvgPicture } from './svg-picture.js';
export { funnelDrawing } from './funnel-drawing.js';
export { monthsDrawing, sparkDrawing } from './months-drawing.js';
