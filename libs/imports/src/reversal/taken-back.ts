import { idOf } from '@kept-informed/decisions';
import type { FollowUpEvent } from '@kept-informed/follow-up';
import { isOfReversal } from './reversed-facts.js';

/** Gives an id, or in its place another where what had it was taken back. */
export type Anew = (id: string) => string;

/**
 * What a reversal took back of a case that stays is brought in again under an id of its own: contacts, milestones and
 * closures. What people struck out or voided stays so.
 */
export function anewOn(facts: readonly FollowUpEvent[]): Anew {
  const takenBack = takenBackIn(facts);
  return (id) => {
    let found = id;
    for (let times = 1; takenBack.has(found); times += 1) found = idOf('anew', id, times);
    return found;
  };
}

function takenBackIn(facts: readonly FollowUpEvent[]): ReadonlySet<string> {
  const ids = new Set<string>();
  let closureId = '';
  for (const { type, data, requestId } of facts) {
    if (type === 'CaseClosed') closureId = data.closureId;
    if (!isOfReversal(requestId)) continue;
    if (type === 'ContactStruckOut') ids.add(data.contactId);
    if (type === 'MilestoneVoided') ids.add(data.milestoneId);
    if (type === 'CaseReopened') ids.add(closureId);
  }
  return ids;
}
