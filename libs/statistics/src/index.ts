export { agreementOf, type Agreement } from './agreement.js';
export { funnelLimits } from './funnel.js';
export { newcombe, wilson, type Interval } from './intervals.js';
export { median } from './median.js';
export { processBehaviour, signals, type Signal } from './process-behaviour.js';
export { nearest, partOf, rounded } from './rounding.js';
export { hiddenCells, smallest } from './small-cells.js';
