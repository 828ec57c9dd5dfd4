import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import { advance, type FollowUp } from '../reconcile/follow-up.state.js';
import { isOpen, type Obligation } from '../obligation/obligation.state.js';
import { reconcile } from '../reconcile/reconcile.decide.js';

/** What would become of an obligation: due on another date, due on one that is past, no longer owed, owed, other alerts. */
export const previewedChanges = ['moved', 'overdue', 'withdrawn', 'arises', 'rungs'] as const;
export type PreviewedChange = (typeof previewedChanges)[number];

/** One obligation that a draft would change. */
export interface PreviewedObligation {
  readonly change: PreviewedChange;
  readonly obligationId: string;
  readonly caseId: string;
  readonly participantId: string;
  readonly commitment: string;
  /** Null: it has no due date, or is not owed now. */
  readonly dueOn: LocalDate | null;
  readonly wouldBeDueOn: LocalDate | null;
}

/**
 * What a draft would change of a case: the case is settled at an instant as it is now, and again as if the draft had been
 * activated at that instant. The given state is used up; nothing is recorded.
 */
export function previewOf(
  state: FollowUp,
  now: Instant,
  books: { today: Rulebook; drafted: Rulebook },
): PreviewedObligation[] {
  const recording = { by: 'preview', requestId: 'preview', recorded: now };
  advance(state, reconcile(state, books.today, now).facts, recording);
  const before = new Map([...state.obligations].map(([id, obligation]) => [id, { ...obligation }]));
  advance(state, reconcile(state, books.drafted, now).facts, recording);
  const caseId = state.case?.caseId ?? '';
  return [...state.obligations.values()]
    .flatMap((after) => changed(before.get(after.obligationId), after, caseId, now))
    .sort((a, b) => (a.obligationId < b.obligationId ? -1 : 1));
}

function changed(
  before: Obligation | undefined,
  after: Obligation,
  caseId: string,
  now: Instant,
): PreviewedObligation[] {
  const change = changeOf(before, after, now);
  if (!change) return [];
  const { obligationId, participantId, commitment } = after;
  const dueOn = before?.due.dueOn ?? null;
  const wouldBeDueOn = change === 'withdrawn' ? null : after.due.dueOn;
  return [{ change, obligationId, caseId, participantId, commitment, dueOn, wouldBeDueOn }];
}

function changeOf(before: Obligation | undefined, after: Obligation, now: Instant): PreviewedChange | undefined {
  if (!before) return 'arises';
  if (isOpen(before) && !isOpen(after)) return 'withdrawn';
  if (before.due.generation === after.due.generation) return undefined;
  const { dueAt } = after.due;
  if (dueAt === before.due.dueAt) return 'rungs';
  return dueAt !== null && dueAt <= now ? 'overdue' : 'moved';
}
