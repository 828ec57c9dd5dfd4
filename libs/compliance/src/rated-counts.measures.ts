import type { Measure } from './compliance.measures.js';

/** What of a measure a rate is worked out from. */
export type RatedCounts = Pick<Measure, 'met' | 'metLate' | 'missed' | 'excused'>;

/** met + metLate + missed + excused: what the rate is of. */
export const ratedIn = ({ met, metLate, missed, excused }: RatedCounts): number => met + metLate + missed + excused;
