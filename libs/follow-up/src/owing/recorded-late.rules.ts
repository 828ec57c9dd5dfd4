import type { Instant } from '@kept-informed/calendar';
import type { DischargeCandidate, ObligationOutcome } from './applicable-commitment.rules.js';

/**
 * Met by the first of what discharges it, or met late where that occurred at or after `due at`. It was recorded late
 * when none of those that were in time was recorded in time; an earlier call written down afterwards makes nothing late.
 */
export function outcomeBy(found: readonly DischargeCandidate[], dueAt: Instant | null): ObligationOutcome | undefined {
  const met = found[0];
  if (!met) return undefined;
  const { at, by, version } = met;
  if (dueAt !== null && at >= dueAt) return { as: 'met-late', at, by, version, recordedLate: false };
  return { as: 'met', at, by, version, recordedLate: dueAt !== null && firstRecorded(found) >= dueAt };
}

/** One that came too late was recorded too late as well, so it cannot be mistaken for one in time. */
function firstRecorded(found: readonly DischargeCandidate[]): Instant {
  return found.map(({ at, recorded }) => recorded ?? at).reduce((first, next) => (next < first ? next : first));
}
