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

export const lateButDone = measure({
  id: 'late-but-done',
  title: 'Late but done',
  sentence:
    'Of the obligations that fell due in the period and count in the rate, the part that was met after its due time: met late / ' +
    '(met + met late + missed + excused).',
  of: (counts: RatedCounts) => shareOf({ part: counts.metLate, whole: ratedIn(counts) }, 'none due'),
  example: {
    given: { met: 96, metLate: 10, missed: 9, excused: 1 },
    found: { rate: 0.0862, display: '8.6%', interval: [0.0475, 0.1514] },
  },
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

export const recordedLate = measure({
  id: 'recorded-late',
  title: 'Recorded late',
  sentence:
    'Of the obligations met in time, the part whose contact was recorded after the due time only. They count as met and are ' +
    'always shown.',
  of: ({ recordedLate: part, met: whole }: { recordedLate: number; met: number }) =>
    shareOf({ part, whole }, 'none met'),
  example: {
    given: { recordedLate: 4, met: 96 },
    found: { rate: 0.0417, display: '4.2%', interval: [0.0163, 0.1023] },
  },
});

export const changedAfterDue = measure({
  id: 'changed-after-due',
  title: 'Changed after due',
  sentence:
    'Of the obligations that fell due, the part that stood missed or late at its due time and was bettered since, by a confirmed ' +
    'dispute, a merger or a calendar. It counts as it stands now; the rate as it stood is beside it.',
  of: ({ changedAfterDue: part, fellDue: whole }: { changedAfterDue: number; fellDue: number }) =>
    shareOf({ part, whole }, 'none due'),
  example: {
    given: { changedAfterDue: 1, fellDue: 10 },
    found: { rate: 0.1, display: '10.0%', interval: [0.0179, 0.4042] },
  },
});

export const disputed = measure({
  id: 'disputed',
  title: 'Disputed',
  sentence:
    'Of the obligations that fell due, the part of which something recorded after the due time says that it should stand ' +
    'otherwise, and nobody has decided. It counts as it stands.',
  of: ({ disputed: part, fellDue: whole }: { disputed: number; fellDue: number }) =>
    shareOf({ part, whole }, 'none due'),
  example: {
    given: { disputed: 3, fellDue: 120 },
    found: { rate: 0.025, display: '2.5%', interval: [0.0085, 0.0709] },
  },
});
