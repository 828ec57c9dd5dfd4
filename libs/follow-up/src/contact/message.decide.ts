import { addHours, type Instant } from '@kept-informed/calendar';
import { refuse } from '@kept-informed/decisions';
import type { NewFactOf } from '@kept-informed/event-store';
import type { Case } from '../case/case.state.js';
import type { MessageLeft } from './contact.events.js';

/** So many days ahead somebody can be asked to call back at most: what is later is no message, it is to be told by then. */
const longestAheadDays = 90;

/**
 * Somebody leaves word for whoever has the case (rules.md, At the counter). Refused where who left it takes no part in the
 * case, and where they are to be called back by an instant that is past, or further ahead than anybody has a message in mind.
 */
export function leaveMessage(
  { participants }: Case,
  message: Omit<MessageLeft['data'], 'carriedFrom' | 'firstRecorded'>,
  now: Instant,
): NewFactOf<MessageLeft>[] {
  const { participantId, callBackBy } = message;
  if (participantId !== undefined && !participants.has(participantId))
    throw refuse('unknown-participant', '/participantId', 'There is no such participant on this case.');
  if (callBackBy !== undefined && callBackBy <= now)
    throw refuse('ends-before-it-begins', '/callBackBy', 'Give a time that is still ahead.');
  if (callBackBy !== undefined && callBackBy > addHours(now, longestAheadDays * 24))
    throw refuse('too-far-ahead', '/callBackBy', `Give a time within ${longestAheadDays} days.`);
  return [{ type: 'MessageLeft', data: message, occurred: now }];
}
