import type { Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import type { RecordingContext } from '@kept-informed/event-store';
import {
  withFollowing,
  type CaseAddition,
  type CaseFact,
  type FollowUp,
  type StandingCase,
} from '@kept-informed/follow-up';
import { furtherFacts, openingFacts } from './imported-facts.js';
import { isLive, reconciledUntil } from './reconciled-until.js';
import { milestonesOf, type DatedOutcome } from './police-uk/outcomes.js';
import type { PlannedCase } from './police-uk/plan.js';

/** What an import must add to one case. */
export type Addition =
  | { readonly kind: 'new' | 'changed'; readonly addition: CaseAddition }
  | { readonly kind: 'already-there' | 'not-there' };

export interface ImportContext {
  readonly book: Rulebook;
  readonly recording: RecordingContext;
}

/** A case of the plan: begun where its stream is empty, otherwise given what it has not had yet. */
export function additionOf(planned: PlannedCase, kept: StandingCase, importing: ImportContext): Addition {
  if (kept.facts.length > 0) return further(planned.key, kept, () => planned.milestones, importing);
  return withObligations('new', kept.state, { facts: openingFacts(planned), at: planned.openedAt }, importing);
}

/** Outcomes of a crime that is in none of the files: for the case, if it was imported before. */
export function additionOfOutcomes(
  key: string,
  outcomes: readonly DatedOutcome[],
  kept: StandingCase,
  importing: ImportContext,
): Addition {
  if (kept.facts.length === 0) return { kind: 'not-there' };
  return further(key, kept, (openedAt) => milestonesOf(key, openedAt, outcomes), importing);
}

function further(
  key: string,
  { state, facts: recorded }: StandingCase,
  milestones: (openedAt: Instant) => PlannedCase['milestones'],
  importing: ImportContext,
): Addition {
  const facts = furtherFacts(key, milestones(state.case!.opened.at), state.case!);
  if (facts.length === 0) return { kind: 'already-there' };
  // What was due before it was recorded here raises no alert, in a case that is there already neither.
  state.case = { ...state.case!, importedAt: importing.recording.recorded };
  const at = isLive(recorded) ? importing.recording.recorded : reconciledUntil(recorded);
  return withObligations('changed', state, { facts, at }, importing);
}

/**
 * The facts and what they make owed, reconciled as at an instant that the case has reached: at the opening, for a case that
 * begins. What time alone will bring is left to the sweep and to the simulation.
 */
function withObligations(
  kind: 'new' | 'changed',
  state: FollowUp,
  { facts, at }: { readonly facts: readonly CaseFact[]; readonly at: Instant },
  importing: ImportContext,
): Addition {
  return { kind, addition: withFollowing(state, facts, { ...importing, at }) };
}
