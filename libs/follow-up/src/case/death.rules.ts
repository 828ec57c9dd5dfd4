import { earliestOf, endOfDay, justBefore, type Instant, type LocalDate, type Zone } from '@kept-informed/calendar';
import type { Occurrence } from './case.events.js';
import type { Participant } from './participant.state.js';

/**
 * When what somebody is owed ends with their death: with the last moment of that day, so that what is due on it is not
 * missed, or when it was recorded on that day (rules.md, Lives that change).
 */
export function deathOf(
  { died }: Pick<Participant, 'died'>,
  { zone }: { readonly zone: Zone },
): Occurrence | undefined {
  return died && { at: endOfLife(died.on, died.recorded, zone), version: died.version };
}

export function endOfLife(on: LocalDate, recorded: Instant, zone: Zone): Instant {
  return earliestOf(justBefore(endOfDay(on, zone)), recorded)!;
}
