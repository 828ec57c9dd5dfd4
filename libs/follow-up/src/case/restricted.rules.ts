import { conflict, refuse } from '@kept-informed/decisions';
import type { Case } from './case.state.js';

/** Whoever has a restricted case is among those who see it. */
export function requireNamed({ restrictedTo }: Case, staffId: string): void {
  if (restrictedTo && !restrictedTo.includes(staffId))
    throw refuse('owner-left-out', '/staffId', 'The case is restricted to others: name them there first.');
}

/** What is seen by some alone does not come to be seen by others by being merged. */
export function requireSeenAlike(from: Case, into: Case): void {
  if (!isSameStaff(from.restrictedTo, into.restrictedTo))
    throw conflict('restricted-otherwise', 'Both cases must be restricted to the same staff, or neither.');
}

/** Whether a case is restricted to the same staff, or in both cases to none. */
export const isSameStaff = (some: readonly string[] | undefined, others: readonly string[] | undefined): boolean =>
  some?.join() === others?.join();
