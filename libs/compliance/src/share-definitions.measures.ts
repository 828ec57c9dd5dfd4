import { shareMeasure } from './measure-definition.measures.js';

export const lateButDone = shareMeasure({
  id: 'late-but-done',
  title: 'Late but done',
  sentence:
    'Of the obligations that fell due in the period and count in the rate, the part that was met after its due time: met late / ' +
    '(met + met late + missed + excused).',
  part: 'Met late',
  whole: 'Fell due and count',
  none: 'none due',
  example: {
    given: { part: 10, whole: 116 },
    found: { rate: 0.0862, display: '8.6%', interval: [0.0475, 0.1514] },
  },
});

export const recordedLate = shareMeasure({
  id: 'recorded-late',
  title: 'Recorded late',
  sentence:
    'Of the obligations met in time, the part whose contact was recorded after the due time only. They count as met and are ' +
    'always shown.',
  part: 'Recorded late',
  whole: 'Met in time',
  none: 'none met',
  example: {
    given: { part: 4, whole: 96 },
    found: { rate: 0.0417, display: '4.2%', interval: [0.0163, 0.1023] },
  },
});

export const changedAfterDue = shareMeasure({
  id: 'changed-after-due',
  title: 'Changed after due',
  sentence:
    'Of the obligations that fell due, the part that stood missed or late at its due time and was bettered since, by a confirmed ' +
    'dispute, a merger or a calendar. It counts as it stands now; the rate as it stood is beside it.',
  part: 'Changed after due',
  whole: 'Fell due',
  none: 'none due',
  example: {
    given: { part: 1, whole: 10 },
    found: { rate: 0.1, display: '10.0%', interval: [0.0179, 0.4042] },
  },
});

export const disputed = shareMeasure({
  id: 'disputed',
  title: 'Disputed',
  sentence:
    'Of the obligations that fell due, the part of which something recorded after the due time says that it should stand ' +
    'otherwise, and nobody has decided. It counts as it stands.',
  part: 'Disputed',
  whole: 'Fell due',
  none: 'none due',
  example: {
    given: { part: 3, whole: 120 },
    found: { rate: 0.025, display: '2.5%', interval: [0.0085, 0.0709] },
  },
});

export const needsAssessed = shareMeasure({
  id: 'needs-assessed',
  title: 'Needs assessment recorded',
  sentence:
    'Of the needs assessments that became owed in the period, the part that is recorded as done. What was waived, voided or ' +
    'superseded is left out. The Code prints no limit.',
  part: 'Assessed',
  whole: 'Owed',
  none: 'none arisen',
  example: { given: { part: 30, whole: 40 }, found: { rate: 0.75, display: '75.0%', interval: [0.5981, 0.8581] } },
});

export const planRecorded = shareMeasure({
  id: 'plan-recorded',
  title: 'Contact plan recorded',
  sentence:
    'Of the victims of whom it became owed in the period to agree how often and how they are told, the part with a recorded ' +
    'plan. What was waived, voided or superseded is left out. The Code prints no limit.',
  part: 'Plan recorded',
  whole: 'Owed',
  none: 'none arisen',
  example: { given: { part: 20, whole: 50 }, found: { rate: 0.4, display: '40.0%', interval: [0.2761, 0.5382] } },
});

export const statementOffered = shareMeasure({
  id: 'statement-offered',
  title: 'Personal statement offered',
  sentence:
    'Of the victims to whom a personal statement became owed to be offered in the period, the part to whom it was, with their ' +
    'answer recorded. What was waived, voided or superseded is left out. The Code prints no limit.',
  part: 'Offered',
  whole: 'Owed',
  none: 'none arisen',
  example: { given: { part: 12, whole: 12 }, found: { rate: 1, display: '100.0%', interval: [0.7575, 1] } },
});

export const confirmedInWriting = shareMeasure({
  id: 'confirmed-in-writing',
  title: 'Confirmed in writing',
  sentence:
    'Of the written confirmations of a crime that became owed in the period, the part that was sent by a safe route. What was ' +
    'waived, voided or superseded is left out. The Code prints no limit.',
  part: 'Confirmed',
  whole: 'Owed',
  none: 'none arisen',
  example: { given: { part: 0, whole: 9 }, found: { rate: 0, display: '0.0%', interval: [0, 0.2991] } },
});

export const doneWithoutLimit = shareMeasure({
  id: 'done-without-limit',
  title: 'Done without a printed limit',
  sentence:
    'Of all duties without a printed limit that arose in the period, the part that was done. What was waived, voided or ' +
    'superseded is left out. In how many days stands in the list of duties without a limit.',
  part: 'Done',
  whole: 'Owed',
  none: 'none arisen',
  example: { given: { part: 0, whole: 0 }, found: { rate: null, display: 'none arisen', interval: null } },
});

export const referredInTime = shareMeasure({
  id: 'referred-in-time',
  title: 'Referred in time',
  sentence:
    'Of the referrals to support that fell due in the period, two working days after the report, the part that was made in ' +
    'time: of those met, met late, missed and excused.',
  part: 'Referred in time',
  whole: 'Fell due',
  none: 'none due',
  example: { given: { part: 90, whole: 120 }, found: { rate: 0.75, display: '75.0%', interval: [0.6656, 0.8189] } },
});

export const feedbackReplied = shareMeasure({
  id: 'feedback-replied',
  title: 'Feedback answered in ten days',
  sentence:
    'Of the replies to feedback that were asked for and fell due in the period, the part that was given within ten days of the ' +
    'request. Feedback for which nobody asked for a reply owes none and is not counted.',
  part: 'Answered in time',
  whole: 'Fell due',
  none: 'none due',
  example: { given: { part: 1, whole: 3 }, found: { rate: 0.3333, display: '33.3%', interval: [0.0615, 0.7923] } },
});

export const optedOutShortlyBefore = shareMeasure({
  id: 'opted-out-shortly-before',
  title: 'Waived within two days of due',
  sentence:
    'Of the obligations that fell due in the period and count as waived, the part of which that became known on the due date or ' +
    'the two dates before it. Wishes come at any time; a team whose wishes come when something is due should be asked why.',
  part: 'Within two days',
  whole: 'Waived',
  none: 'none waived',
  example: { given: { part: 6, whole: 8 }, found: { rate: 0.75, display: '75.0%', interval: [0.4093, 0.9285] } },
});

export const openByAge = shareMeasure({
  id: 'open-by-age',
  title: 'Overdue of what is to be done',
  sentence:
    'Of the obligations due in the period that are still to be done, paused ones with them, the part whose due time has passed; ' +
    'by age, the whole days since then.',
  part: 'Overdue',
  whole: 'To be done',
  none: 'none open',
  example: { given: { part: 5, whole: 200 }, found: { rate: 0.025, display: '2.5%', interval: [0.0107, 0.0572] } },
});

export const unassessed = shareMeasure({
  id: 'unassessed',
  title: 'Entitlement not assessed',
  sentence:
    'Of the victims who joined a crime in the period, the part of whom nobody has assessed whether they are entitled to the ' +
    'enhanced limits. It is no third entitlement: the standard limit runs and says so.',
  part: 'Not assessed',
  whole: 'Victims',
  none: 'no victims',
  example: { given: { part: 3, whole: 4 }, found: { rate: 0.75, display: '75.0%', interval: [0.3006, 0.9544] } },
});

export const closedAfterAttemptsAlone = shareMeasure({
  id: 'closed-after-attempts-alone',
  title: 'Closed after attempts alone',
  sentence:
    'Of the closings in the period of cases with a victim or an enquirer, the part at which the last that had been tried with ' +
    'one of them had failed, and nobody had reached them since. An attempt is no contact.',
  part: 'After attempts alone',
  whole: 'Closings',
  none: 'none closed',
  example: { given: { part: 2, whole: 40 }, found: { rate: 0.05, display: '5.0%', interval: [0.0138, 0.165] } },
});
