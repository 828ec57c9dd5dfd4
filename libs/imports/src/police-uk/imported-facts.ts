import { laterOf } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import type { Case, FollowUpEvent, StandingCase } from '@kept-informed/follow-up';
import { anewOn, type Anew } from '../reversal/taken-back.js';
import { closureReasonOf } from './closure-reason.js';
import { caseIdOf, closureIdOf, milestoneIdOf, reopeningIdOf, victimIdOf } from './imported-ids.js';
import type { ImportedMilestone } from './outcomes.js';
import type { PlannedCase } from './plan.js';

type New = NewFactOf<FollowUpEvent>;

/** The facts of a case that is not there yet: opened, its unnamed victim, what came of it, closed. */
export function openingFacts({ key, milestones, ...planned }: PlannedCase): New[] {
  const { kind, reference, offenceGroup, openedAt, area, victims } = planned;
  const opened = { caseId: caseIdOf(key), kind, reference, offenceGroup, area, imported: true };
  const victim = { participantId: victimIdOf(key), role: 'victim', entitlement: 'unassessed' } as const;
  return [
    { type: 'CaseOpened', data: opened, occurred: openedAt },
    ...(victims > 0 ? [{ type: 'ParticipantAdded' as const, data: victim, occurred: openedAt }] : []),
    ...milestonesAfter({ key, milestones: [], closures: [], anew: anewOn([]) }, milestones),
  ];
}

/** What came of a case since it was last imported: milestones that are not on it yet, and its closure. */
export function furtherFacts(
  key: string,
  milestones: readonly ImportedMilestone[],
  { facts, state }: StandingCase,
): New[] {
  const { closures, milestones: before, voided } = state.case!;
  return voided ? [] : milestonesAfter({ key, milestones: before, closures, anew: anewOn(facts) }, milestones);
}

/** What a case has had, as far as an import must know. */
type Past = { readonly key: string; readonly anew: Anew } & Pick<Case, 'milestones' | 'closures'>;

const idIn = ({ key, anew }: Past, milestone: ImportedMilestone) => anew(milestoneIdOf(key, milestone));
const closureIdIn = ({ key, anew }: Past, milestoneId: string) => anew(closureIdOf(key, milestoneId));

function milestonesAfter(past: Past, milestones: readonly ImportedMilestone[]): New[] {
  const known = new Set(past.milestones.map(({ milestoneId }) => milestoneId));
  const added = milestones.filter((milestone) => {
    const id = idIn(past, milestone);
    return !known.has(id) && known.add(id);
  });
  const reopened = reopening(past, added);
  const reached = added.map((milestone) => reachedFact(past, milestone));
  const open = isOpen(past) || reopened.length > 0;
  return [...reopened, ...reached, ...(open ? closing(past, milestones.at(-1)) : [])];
}

function isOpen({ closures }: Past): boolean {
  const last = closures.at(-1);
  return last === undefined || last.reopened !== undefined;
}

function reachedFact(past: Past, milestone: ImportedMilestone): New {
  const data = { milestoneId: idIn(past, milestone), type: milestone.type };
  return { type: 'MilestoneReached', data, occurred: milestone.occurredAt };
}

/**
 * The import closed the case and more came of it afterwards: it was open again. A closure that people recorded stays as
 * they left it.
 */
function reopening(past: Past, added: readonly ImportedMilestone[]): New[] {
  const { key, milestones, closures } = past;
  if (isOpen(past)) return [];
  const last = closures.at(-1)!;
  const ours = milestones.some(({ milestoneId }) => closureIdIn(past, milestoneId) === last.closureId);
  const next = added.find(({ occurredAt }) => occurredAt > last.at);
  if (!ours || !next) return [];
  const data = { reopeningId: reopeningIdOf(key, idIn(past, next)) };
  return [{ type: 'CaseReopened', data, occurred: next.occurredAt }];
}

/** Closed at the milestone after which nothing more is to be expected, once, and not while later ones are known. */
function closing(past: Past, last: ImportedMilestone | undefined): New[] {
  const { milestones, closures } = past;
  if (!last?.ends || milestones.some(({ at, voided }) => !voided && at > last.occurredAt)) return [];
  const closureId = closureIdIn(past, idIn(past, last));
  if (closures.some((closure) => closure.closureId === closureId)) return [];
  const occurred = laterOf(last.occurredAt, closures.at(-1)?.reopened?.at ?? last.occurredAt);
  return [{ type: 'CaseClosed', data: { closureId, reason: closureReasonOf(last) }, occurred }];
}
