import type { Instant } from '@kept-informed/calendar';
import type { Case } from '../case/case.state.js';
import type { ReplacedObligation } from '../case/case.events.js';
import type { Contact } from '../contact/contact.state.js';
import type { ApplicableCommitment } from './applicable-commitment.rules.js';
import type { Ending } from './single-endings.rules.js';
import type { Trigger } from './trigger.rules.js';

type ClaimSubject = Pick<ApplicableCommitment, 'commitment' | 'participant' | 'trigger'>;

const isOf =
  ({ commitment, participant: { participantId } }: ClaimSubject, triggerId: string) =>
  (one: ReplacedObligation): boolean =>
    one.commitment === commitment.id && one.participantId === participantId && one.triggerId === triggerId;

/** The milestone of this case that one of another case was found to be by a merger; itself, where it is none. */
export function sameAs(id: string, { absorbed }: Pick<Case, 'absorbed'>): string {
  for (const { same } of absorbed) if (same[id] !== undefined) return same[id];
  return id;
}

/** What is owed because of the other milestone of two that are the same, and so not because of this one (rules.md, Mergers). */
export function isOfTheOther(claim: ClaimSubject, { absorbed }: Pick<Case, 'absorbed'>): boolean {
  const { id } = claim.trigger;
  return absorbed.some(({ same, kept, replaced }) => {
    if (same[id] !== undefined) return !kept.some(isOf(claim, id));
    const there = Object.keys(same).filter((one) => same[one] === id);
    return there.some((one) => kept.some(isOf(claim, one))) && !replaced.some(isOf(claim, id));
  });
}

/** The other of the two was due first, so this one gives way to it, met or not (rules.md, Mergers). */
export function givenWay(claim: ClaimSubject, { merged, absorbed }: Case): Ending | undefined {
  const isThis = isOf(claim, claim.trigger.id);
  const away = merged?.replaced.some(isThis) ? { ...merged, by: merged.into } : undefined;
  const here = absorbed.find(({ replaced }) => replaced.some(isThis));
  const found = away ?? (here && { ...here, by: here.caseId });
  if (!found) return undefined;
  const { at, by, version } = found;
  return { as: 'superseded', at, by, version, because: 'same-due-first', recordedLate: false, leavesMissed: false };
}

/**
 * When the merger brought a contact to what is owed because of an opening or a milestone of the other case: recorded then.
 * Undefined where both are of one case.
 */
export function broughtAt(contact: Contact, { type, id, carriedFrom }: Trigger, state: Case): Instant | undefined {
  const { absorbed, milestones, caseId } = state;
  if (absorbed.length === 0 || contact.carriedFrom === carriedFrom) return undefined;
  const isPlaced = id === caseId || type === 'case-closed' || milestones.some(({ milestoneId }) => milestoneId === id);
  const other = contact.carriedFrom ?? carriedFrom;
  return isPlaced ? absorbed.find((one) => one.caseId === other)?.at : undefined;
}
