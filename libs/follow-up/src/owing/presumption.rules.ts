import { ageBands, type Terms } from '@kept-informed/commitments';
import type { Occurrence } from '../case/case.events.js';
import type { Case } from '../case/case.state.js';
import { inTime, type EnteredDetail } from '../case/occurrence.rules.js';
import type { Participant } from '../case/participant.state.js';

/**
 * Since when it is recorded that the enhanced limit runs until somebody is assessed, by the offence or the age at it and the
 * force's table of both, under an edition; undefined: it does not (rules.md, Entitlement). What was typed wrongly never was
 * so; a business has neither age nor need.
 */
export function presumedSince(
  { business, ages }: Pick<Participant, 'business' | 'ages'>,
  { offenceGroups }: Pick<Case, 'offenceGroups'>,
  edition: string,
  { enhancedUnassessed, enhancedAges }: Terms,
): Occurrence | undefined {
  if (business) return undefined;
  const upTo = ageBands.indexOf(enhancedAges[edition]!);
  const isPresumed = (by: Occurrence): boolean => {
    const [group, age] = [known(offenceGroups, by), known(ages, by)];
    return (
      (group !== undefined && enhancedUnassessed.includes(group)) ||
      (age !== undefined && ageBands.indexOf(age) <= upTo)
    );
  };
  const entered = [...offenceGroups, ...ages].sort(inTime);
  return entered[entered.findLastIndex((one) => !isPresumed(one)) + 1];
}

const known = <Value>(entries: readonly EnteredDetail<Value>[], by: Occurrence): Value | undefined =>
  entries.findLast((one) => inTime(one, by) <= 0)?.value;
