import type { CaseFact } from '@kept-informed/follow-up';
import { openingFacts } from '../police-uk/imported-facts.js';

/** What an import records of a burglary of 5 October 2018. */
export function openingOf(key: string): CaseFact[] {
  const planned = { key, kind: 'crime', reference: 'PUK/1', offenceGroup: 'burglary', victims: 1 } as const;
  return openingFacts({ ...planned, openedAt: '2018-10-05T09:00:00.000Z', milestones: [] });
}

/** An arrest and a call that told of nothing. */
export function movedFact(milestoneId: string, contactId: string): object[] {
  const occurred = '2018-10-20T09:00:00.000Z';
  const call = { direction: 'outbound', method: 'phone', outcome: 'no-answer', purpose: 'update', tells: [] };
  return [
    { type: 'MilestoneReached', data: { milestoneId, type: 'suspect-arrested' }, occurred },
    { type: 'ContactAttempted', data: { contactId, participantIds: [], route: 'unknown', ...call }, occurred },
  ];
}

export function closingFact(closureId: string): object {
  return { type: 'CaseClosed', data: { closureId, reason: 'charged' }, occurred: '2018-10-25T09:00:00.000Z' };
}
