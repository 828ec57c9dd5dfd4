import type { MeasureInWords } from './measure-definition.measures.js';
import { medianLateness, promiseKept, targetMet } from './other-definitions.measures.js';
import {
  changedAfterDue,
  coverageOfDays,
  disputed,
  inTime,
  inTimeAsStood,
  lateButDone,
  recordedLate,
} from './rate-definitions.measures.js';

/** Every measure, in the order in which they are told of. */
export const measureDefinitions = [
  inTime,
  inTimeAsStood,
  lateButDone,
  medianLateness,
  coverageOfDays,
  recordedLate,
  changedAfterDue,
  disputed,
  promiseKept,
  targetMet,
] as const satisfies readonly MeasureInWords[];
