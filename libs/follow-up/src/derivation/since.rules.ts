import type { Instant, Zone } from '@kept-informed/calendar';
import type { ObligationArose } from '../obligation/obligation.events.js';
import type { FollowUpEvent } from '../reconcile/follow-up.state.js';
import type { Generation } from './generation.rules.js';
import { startOfClock, startOfPeriods } from './origin.rules.js';

/** What a clock was started by that a re-derivation started anew, by its cause. */
const anew: Readonly<Record<string, string>> = {
  entitlement: 'when the person it is owed to was found to be entitled to enhanced service',
  returned: 'when what had been sent came back',
  policy: 'when what was left of its time began to be counted as the force’s new policy says',
  'opt-in': 'when the person wanted to be told again',
  calendar: 'when what was left of its time began to be counted by the new calendar',
};

/** A clock that an assessment started: from when it was, or from when it was recorded where that was too late. */
function enhancedSince(
  { data, occurred }: ObligationArose,
  startsAt: Instant,
  facts: readonly FollowUpEvent[],
): string | undefined {
  if (startsAt === occurred) return undefined;
  for (const fact of facts) {
    if (isPutRightToEnhanced(fact) && fact.recorded === startsAt)
      return 'when it was put right that the enhanced limit runs until somebody has assessed the person';
    if (fact.type !== 'EntitlementAssessed' || fact.data.entitlement !== 'enhanced') continue;
    if (fact.data.participantId !== data.participantId) continue;
    if (fact.occurred === startsAt) return anew['entitlement'];
    if ((fact.data.firstRecorded ?? fact.recorded) === startsAt)
      return 'when it was recorded that the person it is owed to is entitled to enhanced service';
  }
  return undefined;
}

/** What it was put right to makes enhanced, or the clock would not have been started by it. */
const isPutRightToEnhanced = ({ type, data }: FollowUpEvent): boolean =>
  (type === 'CaseDetailsCorrected' && (data.after.offenceGroup !== undefined || data.ages !== undefined)) ||
  (type === 'ParticipantDetailsCorrected' && data.after.ageAtOffence !== undefined);

/** Since what the last of an obligation's clocks runs, or from what its periods count: `when the crime was reported`. */
export function sinceOf(
  { facts, zone }: { readonly facts: readonly FollowUpEvent[]; readonly zone: Zone },
  arose: ObligationArose,
  generations: readonly Generation[],
  period: number | null,
): string {
  const { startsAt } = generations.at(-1)!;
  const { cause } = generations.find((generation) => generation.startsAt === startsAt)!;
  if (period !== null) return cause === 'returned' ? anew[cause]! : startOfPeriods(arose, startsAt, facts, zone);
  const found = enhancedSince(arose, startsAt, facts);
  if (found !== undefined && (cause === 'entitlement' || cause === 'correction' || cause === null)) return found;
  return (cause !== null && anew[cause]) || startOfClock(arose, startsAt, facts, zone);
}
