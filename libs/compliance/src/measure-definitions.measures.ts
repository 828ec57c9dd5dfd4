import type { MeasureInWords } from './measure-definition.measures.js';
import { medianLateness, promiseKept, targetMet } from './other-definitions.measures.js';
import { coverageOfDays, inTime, inTimeAsStood } from './rate-definitions.measures.js';
import * as shares from './share-definitions.measures.js';

/** Every measure, in the order in which they are told of. */
export const measureDefinitions = [
  inTime,
  inTimeAsStood,
  medianLateness,
  coverageOfDays,
  ...Object.values(shares),
  promiseKept,
  targetMet,
] satisfies readonly MeasureInWords[];
