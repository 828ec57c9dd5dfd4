import { partOf } from '@kept-informed/statistics';
import { measure, shareOf } from './measure-definition.measures.js';
import { displayed, ratedIn, type RatedCounts } from './rate.measures.js';

export const inTime = measure({
  id: 'in-time',
  title: 'Rate in time',
  sentence:
    'Of the obligations that fell due in the period, the part that was met before its due time: met / (met + met late + missed + ' +
    'excused). What was waived, voided or superseded is shown beside it and left out. Interval: Wilson, 95 %. Where nothing ' +
    'fell due it is “none due”, never 100 %.',
  of: (counts: RatedCounts) => shareOf({ part: counts.met, whole: ratedIn(counts) }, 'none due'),
  example: {
    given: { met: 96, metLate: 10, missed: 9, excused: 1 },
    found: { rate: 0.8276, display: '82.8%', interval: [0.7486, 0.8855] },
  },
});

export const inTimeAsStood = measure({
  id: 'in-time-as-stood',
  title: 'Rate in time as it stood',
  sentence:
    'The rate in time with what was changed after due counted as it stood at its due time. Of ten that fell due eight were met, ' +
    'and one miss was waived afterwards: eight of nine, as it stood eight of ten.',
  of: ({ metAsStood, ratedAsStood }: { metAsStood: number; ratedAsStood: number }) => ({
    rateAsStood: partOf(metAsStood, ratedAsStood),
  }),
  example: { given: { metAsStood: 8, ratedAsStood: 10 }, found: { rateAsStood: 0.8 } },
});

export const coverageOfDays = measure({
  id: 'coverage',
  title: 'Coverage',
  sentence:
    'Of the days on which updates were owed to somebody from time to time, each person and day once and without the day from ' +
    'which a period counts, the part that is no later than one period after the last update. Ringing often cannot improve it. ' +
    'Without an interval, for the days of one person are not independent.',
  of({ coveredDays, personDays }: { coveredDays: number; personDays: number }) {
    const coverage = partOf(coveredDays, personDays);
    return { coverage, coverageDisplay: displayed(coverage, 'none owed') };
  },
  example: { given: { coveredDays: 27, personDays: 30 }, found: { coverage: 0.9, coverageDisplay: '90.0%' } },
});
