export { clockAhead, sendPulse, workersSeen } from './pulses.js';
export { countedRungs, rungCounts } from './rung-counts.js';
export { lateAfterSeconds, sweepState, type SweepState } from './sweep-watch.js';
