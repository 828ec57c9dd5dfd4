import type { Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import type { RecordingContext } from '@kept-informed/event-store';
import { withFollowing, type CaseAddition, type CaseFact, type StandingCase } from '@kept-informed/follow-up';
import { isLive, reconciledUntil } from './reconciled-until.js';

/** What an import must add to one case. */
export type Addition =
  | { readonly kind: 'new' | 'changed'; readonly addition: CaseAddition }
  | { readonly kind: 'already-there' | 'not-there' };

export interface ImportContext {
  readonly book: Rulebook;
  readonly recording: RecordingContext;
}

/**
 * A case that begins with these facts, and what they make owed as at its opening. What time alone will bring is left to the
 * sweep and to the simulation.
 */
export function beginning(
  { state }: StandingCase,
  facts: readonly CaseFact[],
  at: Instant,
  importing: ImportContext,
): Addition {
  return { kind: 'new', addition: withFollowing(state, facts, { ...importing, at }) };
}

/** Further facts of a case that is there, and what follows from them as at an instant that it has reached. */
export function further(
  { state, facts: recorded }: StandingCase,
  facts: readonly CaseFact[],
  importing: ImportContext,
): Addition {
  if (facts.length === 0) return { kind: 'already-there' };
  // What was due before it was recorded here raises no alert, in a case that is there already neither.
  state.case = { ...state.case!, importedAt: importing.recording.recorded };
  const at = isLive(recorded) ? importing.recording.recorded : reconciledUntil(recorded);
  return { kind: 'changed', addition: withFollowing(state, facts, { ...importing, at }) };
}
