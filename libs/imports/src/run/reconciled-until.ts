import type { Instant } from '@kept-informed/calendar';
import { importer } from '@kept-informed/decisions';
import type { RecordedFact } from '@kept-informed/event-store';

/**
 * Up to when a case has been lived through, that is settled: an import settles as at the opening, whoever else adds a
 * fact as at its recording. A case must never be settled as at an earlier instant: what arose after it would be undone.
 */
export function reconciledUntil(facts: readonly RecordedFact[]): Instant {
  const opened = facts[0]!.occurred;
  return facts.reduce((last, { by, recorded }) => (by !== importer && recorded > last ? recorded : last), opened);
}

/** Whether anybody but an import and the simulation has had to do with the case. */
export function isLive(facts: readonly RecordedFact[]): boolean {
  return facts.some(({ by, simulated }) => by !== importer && !simulated);
}
