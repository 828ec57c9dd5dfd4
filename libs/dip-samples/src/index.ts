export { allocated } from './allocation.rules.js';
export {
  type DrawQuestion,
  type DrawnStratum,
  type ReviewAnswer,
  type ReviewAnswers,
  reviewAnswers,
} from './dip-sample.events.js';
export { type DipSample, type SampledObligation, shownTo } from './dip-sample.state.js';
export { DipSamples } from './dip-samples.js';
