import { MissingHolidays, type Instant } from '@kept-informed/calendar';
import type { Append, NewFact, RecordedFact, Recording } from '@kept-informed/event-store';
import {
  advance,
  emptyFollowUp,
  fold,
  reconcile,
  streamOf,
  type FollowUp,
  type FollowUpEvent,
} from '@kept-informed/follow-up';
import type { Rulebook } from '@kept-informed/commitments';
import { furtherFacts, openingFacts } from './imported-facts.js';
import { caseIdOf } from './imported-ids.js';
import { isLive, reconciledUntil } from './reconciled-until.js';
import { milestonesOf, type DatedOutcome } from './police-uk/outcomes.js';
import type { PlannedCase } from './police-uk/plan.js';

/** What an import must add to one case; why it cannot, where no due date can be worked out. */
export type Addition =
  | { readonly kind: 'new' | 'changed'; readonly append: Append }
  | { readonly kind: 'already-there' | 'not-there' }
  | { readonly kind: 'holidays-not-known'; readonly year: number };

export interface ImportContext {
  readonly book: Rulebook;
  readonly recording: Recording;
}

/** A case of the plan: begun where its stream is empty, otherwise given what it has not had yet. */
export function additionOf(
  planned: PlannedCase,
  recorded: readonly RecordedFact[],
  importing: ImportContext,
): Addition {
  if (recorded.length > 0) return further(planned.key, recorded, () => planned.milestones, importing);
  const facts = openingFacts(planned);
  return withObligations('new', planned.key, { state: emptyFollowUp(), facts, at: planned.openedAt }, importing);
}

/** Outcomes of a crime that is in none of the files: for the case, if it was imported before. */
export function additionOfOutcomes(
  key: string,
  outcomes: readonly DatedOutcome[],
  recorded: readonly RecordedFact[],
  importing: ImportContext,
): Addition {
  if (recorded.length === 0) return { kind: 'not-there' };
  return further(key, recorded, (openedAt) => milestonesOf(key, openedAt, outcomes), importing);
}

function further(
  key: string,
  recorded: readonly RecordedFact[],
  milestones: (openedAt: Instant) => PlannedCase['milestones'],
  importing: ImportContext,
): Addition {
  const state = fold(recorded as FollowUpEvent[]);
  const facts = furtherFacts(key, milestones(state.case!.opened.at), state.case!);
  if (facts.length === 0) return { kind: 'already-there' };
  // What was due before it was recorded here raises no alert, in a case that is there already neither.
  state.case = { ...state.case!, importedAt: importing.recording.recorded };
  const at = isLive(recorded) ? importing.recording.recorded : reconciledUntil(recorded);
  return withObligations('changed', key, { state, facts, at }, importing);
}

/**
 * The facts and what they make owed, settled as at an instant that the case has reached: at the opening, for a case that
 * begins. What time alone will bring is left to the sweep and to the simulation.
 */
function withObligations(
  kind: 'new' | 'changed',
  key: string,
  { state, facts, at }: { state: FollowUp; facts: readonly NewFact[]; at: Instant },
  { book, recording }: ImportContext,
): Addition {
  const expected = state.version;
  advance(state, facts, recording);
  try {
    const following = reconcile(state, book, at);
    return { kind, append: { stream: streamOf(caseIdOf(key)), expected, facts: [...facts, ...following] } };
  } catch (error) {
    if (error instanceof MissingHolidays) return { kind: 'holidays-not-known', year: error.year };
    throw error;
  }
}
