import { wasDeadlocked } from '@kept-informed/event-store';
import { isReferenceRace } from '@kept-informed/follow-up';

/**
 * Runs a transaction, and once more where the database undid it for what somebody else did at the same moment: two cases with one
 * reference, or two that waited for each other. Asked again, it finds what the other one left.
 */
export async function onceMore<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isReferenceRace(error) || wasDeadlocked(error)) return run();
    throw error;
  }
}
