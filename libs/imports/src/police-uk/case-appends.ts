import type { StandingCase } from '@kept-informed/follow-up';
import { beginning, further, type Addition, type ImportContext } from '../run/addition.js';
import { furtherFacts, openingFacts } from './imported-facts.js';
import { milestonesOf, type DatedOutcome } from './outcomes.js';
import type { PlannedCase } from './plan.js';

/** A case of the plan: begun where its stream is empty, otherwise given what it has not had yet. */
export function additionOf(planned: PlannedCase, kept: StandingCase, importing: ImportContext): Addition {
  if (kept.facts.length === 0) return beginning(kept, openingFacts(planned), planned.openedAt, importing);
  return further(kept, furtherFacts(planned.key, planned.milestones, kept), importing);
}

/** Outcomes of a crime that is in none of the files: for the case, if it was imported before; `crimeId` dates them. */
export function additionOfOutcomes(
  {
    key,
    crimeId,
    outcomes,
  }: { readonly key: string; readonly crimeId: string; readonly outcomes: readonly DatedOutcome[] },
  kept: StandingCase,
  importing: ImportContext,
): Addition {
  if (kept.facts.length === 0) return { kind: 'not-there' };
  const { opened } = kept.state.case!;
  return further(kept, furtherFacts(key, milestonesOf(crimeId, opened.at, outcomes), kept), importing);
}
