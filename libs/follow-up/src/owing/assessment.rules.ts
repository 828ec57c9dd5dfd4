import type { Instant } from '@kept-informed/calendar';
import type { Case } from '../case/case.state.js';
import type { Assessment, Participant } from '../case/participant.state.js';
import { originOf, wayOf, type RecordedWhere } from './came-together.rules.js';

/** Somebody was assessed; `raises`: it changed what they are entitled to, and so their needs are assessed anew. */
interface MadeAssessment extends Assessment {
  readonly assessmentId: string;
  readonly raises: boolean;
}

/**
 * The assessments that were made. What was found by a first one is no change of what was known before (rules.md, Triggers);
 * what holds because of a merger was assessed by nobody then (rules.md, Mergers).
 */
export function assessmentsMade(entitlements: readonly Assessment[]): MadeAssessment[] {
  return entitlements.flatMap((one, index) => {
    const { assessmentId, byMerger, entitlement } = one;
    if (assessmentId === undefined || byMerger) return [];
    const before = entitlements[index - 1]!.entitlement;
    return [{ ...one, assessmentId, raises: before !== 'unassessed' && before !== entitlement }];
  });
}

/** What somebody who is on this case was entitled to in one that became one with it, of which the merger is named. */
export interface EntitledElsewhere {
  readonly participantId: string;
  readonly caseId: string;
  readonly carriedFrom: string;
  readonly entitlements: readonly Assessment[];
}

/** Of each case and each participant that a merger tells of. */
export function entitledElsewhere({ absorbed }: Pick<Case, 'absorbed'>): EntitledElsewhere[] {
  const found = new Map<string, EntitledElsewhere & { readonly entitlements: Assessment[] }>();
  for (const { caseId: carriedFrom, version, entitlements } of absorbed)
    for (const { participantId, caseId, ...one } of entitlements) {
      const key = `${caseId} ${participantId}`;
      const own = found.get(key) ?? { participantId, caseId, carriedFrom, entitlements: [] };
      found.set(key, own);
      own.entitlements.push({ ...one, version });
    }
  return [...found.values()];
}

/**
 * A participant as they were entitled where something was recorded, and since that case became one with others: the higher
 * entitlement holds as though assessed at the merger.
 */
export function entitledWhere(where: RecordedWhere, participant: Participant, state: Pick<Case, 'absorbed'>) {
  const origin = originOf(where, state);
  if (origin === undefined) return participant;
  const elsewhere = entitledElsewhere(state).filter((one) => one.participantId === participant.participantId);
  const inCase = (id: string | undefined) =>
    id === undefined ? participant.assessments : elsewhere.find(({ caseId }) => caseId === id)?.entitlements;
  const assessments = wayOf(origin, state.absorbed).reduce<readonly Assessment[] | undefined>((held, { into, at }) => {
    const there = inCase(into);
    return held && there ? goneOn(held, there, at) : (held ?? there);
  }, inCase(origin));
  return { ...participant, assessments: [...(assessments ?? participant.assessments)] };
}

function goneOn(held: readonly Assessment[], there: readonly Assessment[], at: Instant): Assessment[] {
  const before = there.findLast(({ recorded }) => recorded <= at);
  const isHigher = before?.entitlement === 'enhanced' && held.at(-1)!.entitlement !== 'enhanced';
  const since = there.filter(({ recorded }) => recorded > at);
  return [...held, ...(isHigher ? [{ ...before, at, recorded: at, byMerger: true } as const] : []), ...since];
}
