import type { Duty } from './duty.js';

/** One duty as a reader of a failed comparison sees it. */
export const wordsOf = (duty: Duty): string =>
  [
    `${duty.key} (${duty.edition})`,
    `due ${duty.dueOn ?? 'when it can be'} ${duty.dueAt ?? ''}: ${duty.status}`,
    duty.missed && 'was missed',
    duty.forGood && 'closed for good',
    duty.recordedLate && 'recorded late',
    duty.recordedAfterDue && 'recorded after due',
    duty.disputed && 'disputed',
    duty.reattributed && 'reattributed',
    duty.stood && `stood ${duty.stood}`,
    duty.endedAt && `since ${duty.endedAt}`,
    duty.doneAt && `done ${duty.doneAt}`,
    duty.metBy && `by ${duty.metBy}`,
  ]
    .filter(Boolean)
    .join(', ');
