import type { Instant } from '@kept-informed/calendar';
import { concernsAPerson, isDecision, milestoneTypes, type Commitment } from '@kept-informed/commitments';
import { conflict, notFound, refuse, Refused, type NoteSeal } from '@kept-informed/decisions';
import type { NewFactOf } from '@kept-informed/event-store';
import { checkDecided, notInFuture, withinCase } from './case-checks.decide.js';
import type { MilestoneReached, MilestoneVoided } from './case.events.js';
import type { Case } from './case.state.js';

/** A milestone to record. */
export interface ReachedMilestone extends NoteSeal {
  readonly milestoneId: string;
  readonly type: string;
  readonly suspect?: string;
  /** Whom it concerns; none: everybody, or the only one who could be meant. */
  readonly participantIds?: readonly string[];
  /** Why a victim is left out. */
  readonly reasonId?: string;
  readonly reasonDigest?: string;
  readonly occurredAt: Instant;
  readonly knownAt?: Instant;
  readonly decidedAt?: Instant;
}

/** Something happened in the case, and the force learnt of it then or later. */
export function reachMilestone(
  state: Case,
  { occurredAt, knownAt, ...milestone }: ReachedMilestone,
  catalogue: readonly Commitment[],
  now: Instant,
): NewFactOf<MilestoneReached>[] {
  if (!milestoneTypes(catalogue).has(milestone.type))
    throw refuse('unknown-trigger', '/type', 'No commitment and no rule knows this milestone.');
  if (milestone.type === 'crime-reported' && isCrime(state))
    throw refuse('is-a-crime', '/type', 'It is recorded as a crime already.');
  withinCase(state, occurredAt, now, '/occurredAt');
  if (knownAt !== undefined) checkKnown(occurredAt, knownAt, now);
  const { decidedAt } = milestone;
  if (decidedAt !== undefined && !isDecision(milestone.type))
    throw refuse('not-a-decision', '/decidedAt', 'Nobody decides on a milestone of this kind.');
  checkDecided(decidedAt, { earliest: state.opened.at, occurredAt });
  const participantIds = concerned(milestone, state);
  checkReason(milestone, state);
  const differs = knownAt !== undefined && knownAt !== occurredAt;
  const data = { ...milestone, ...(participantIds && { participantIds }) };
  return [{ type: 'MilestoneReached', data, occurred: occurredAt, ...(differs && { known: knownAt }) }];
}

const isCrime = ({ kind, milestones }: Case): boolean =>
  kind === 'crime' || milestones.some(({ type, voided }) => type === 'crime-reported' && !voided);

function checkKnown(occurredAt: Instant, knownAt: Instant, now: Instant): void {
  notInFuture(knownAt, now, '/knownAt');
  if (knownAt < occurredAt)
    throw refuse('known-before-it-happened', '/knownAt', 'It cannot have been known before it happened.');
}

/** Whom it concerns: those who are named, or the only one who could be meant (rules.md, Who a milestone concerns). */
function concerned(
  { type, participantIds }: Pick<ReachedMilestone, 'type' | 'participantIds'>,
  { participants }: Case,
): readonly string[] | undefined {
  if (participantIds) {
    const unknown = participantIds.findIndex(
      (id, index) => !participants.has(id) || participantIds.indexOf(id) < index,
    );
    if (unknown >= 0)
      throw refuse(
        'unknown-participant',
        `/participantIds/${unknown}`,
        'There is no such participant on this case, or they are named twice.',
      );
    return participantIds;
  }
  if (!concernsAPerson(type)) return undefined;
  const meant = [...participants.values()].filter(({ role }) => role !== 'representative');
  if (meant.length === 1) return [meant[0]!.participantId];
  const detail = 'Say whom it concerns: it is about a person, and more or fewer than one could be meant.';
  const { refusal } = refuse('whom-does-it-concern', '/participantIds', detail);
  throw new Refused({ ...refusal, extra: { participantIds: meant.map(({ participantId }) => participantId) } });
}

/** A milestone of the case that is said to concern some of its victims says why not the others. */
function checkReason(milestone: Omit<ReachedMilestone, 'occurredAt'>, state: Case): void {
  const isLeavingOut = !concernsAPerson(milestone.type) && leftOut(milestone, state).length > 0;
  if (isLeavingOut && milestone.reasonId === undefined)
    throw refuse('left-out-without-reason', '/reason', 'Say why a victim of the case is left out.');
  if (!isLeavingOut && milestone.reasonId !== undefined)
    throw refuse('nobody-left-out', '/reason', 'No victim is left out, so there is no reason for it.');
}

/** The victims whom a milestone does not concern, by what it says. */
export function leftOut(
  { participantIds }: Pick<ReachedMilestone, 'participantIds'>,
  { participants }: Case,
): string[] {
  if (!participantIds) return [];
  return [...participants.values()]
    .filter(({ role, participantId }) => role === 'victim' && !participantIds.includes(participantId))
    .map(({ participantId }) => participantId);
}

/** Something recorded as having happened did not, or not in this case: what it made owed is voided. */
export function voidMilestone(
  { milestones }: Case,
  asked: NoteSeal & { readonly milestoneId: string },
  now: Instant,
): NewFactOf<MilestoneVoided>[] {
  const found = milestones.find(({ milestoneId }) => milestoneId === asked.milestoneId);
  if (!found) throw notFound('unknown-milestone', 'There is no such milestone on this case.');
  if (found.voided) throw conflict('already-voided', 'It was voided before.');
  return [{ type: 'MilestoneVoided', data: asked, occurred: now }];
}
