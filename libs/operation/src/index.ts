export { clockAhead, sendPulse, workersSeen, type JobCounts, type Pulse, type Workers } from './pulses.js';
export { countedRungs, rungCounts, type RungCount } from './rung-counts.js';
export { lateAfterSeconds, sweepState, type SweepState } from './sweep-watch.js';
