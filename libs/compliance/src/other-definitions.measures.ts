import { median } from '@kept-informed/statistics';
import { measure, shareOf } from './measure-definition.measures.js';
import { ratedIn, type RatedCounts } from './rate.measures.js';

export const medianLateness = measure({
  id: 'median-lateness',
  title: 'Median lateness',
  sentence:
    'Of the obligations met late, the elapsed hours from due time to discharge, of which half were no later: one late by weeks ' +
    'does not move it. Of an even number it is the mean of the two in the middle.',
  of: ({ hours }: { hours: readonly number[] }) => ({ medianLatenessHours: median(hours) }),
  example: { given: { hours: [10, 53, 2.5, 31.5, 700, 8] }, found: { medianLatenessHours: 20.75 } },
});

export const promiseKept = measure({
  id: 'promise-kept',
  title: 'Promise kept',
  sentence:
    'Of the dates by which participants were told to expect something, and which have ended, the part by whose end an update ' +
    'reached them: kept / (kept + broken). Dates that have not ended are shown beside it.',
  of: ({ kept, broken }: { kept: number; broken: number }) => shareOf({ part: kept, whole: kept + broken }, 'none due'),
  example: {
    given: { kept: 45, broken: 15 },
    found: { rate: 0.75, display: '75.0%', interval: [0.6277, 0.8422] },
  },
});

interface TargetCounts {
  readonly targetMet: number;
  readonly targetMetLate: number;
  readonly targetMissed: number;
  readonly targetExcused: number;
}

export const targetMet = measure({
  id: 'target-met',
  title: 'Own target met',
  sentence:
    'Of the duties without a printed limit to which a target of the force’s own gives a due date that has passed, the part that ' +
    'was done by then. In no total of a Code.',
  of: (counts: TargetCounts) => {
    const { targetMet: met, targetMetLate: metLate, targetMissed: missed, targetExcused: excused } = counts;
    const rated: RatedCounts = { met, metLate, missed, excused };
    return shareOf({ part: met, whole: ratedIn(rated) }, 'none due');
  },
  example: {
    given: { targetMet: 20, targetMetLate: 4, targetMissed: 6, targetExcused: 0 },
    found: { rate: 0.6667, display: '66.7%', interval: [0.4878, 0.8077] },
  },
});
