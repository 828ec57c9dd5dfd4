import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { Participant } from '../case/case.state.js';
import type { Commitment } from '../commitment/commitment.rules.js';
import type { Settlement } from './obligation.events.js';
import type { Trigger } from './trigger.rules.js';

/** Something that can meet an obligation: when, which contact (or plan), and when it was recorded. */
export interface Discharging {
  readonly at: Instant;
  readonly by: string;
  readonly version: number;
  readonly recorded?: Instant;
}

/** Where an obligation stands according to the history alone. */
export interface Owed {
  /** Names it within its case, the same for the same history. */
  readonly key: string;
  readonly participantId: string;
  readonly commitment: Commitment;
  readonly edition: string;
  readonly trigger: Trigger;
  readonly anchorId: string;
  readonly period: number;
  readonly arisenAt: Instant;
  readonly startsAt: Instant;
  readonly limit: string | null;
  readonly dueOn: LocalDate | null;
  readonly dueAt: Instant | null;
  /** Ended for good, by what (a contact, a plan, a withdrawal) and by which fact. */
  readonly settled?: { as: Settlement; at: Instant; by: string; version: number; recorded?: Instant };
  /** Closed as missed for good at this instant. */
  readonly lapsedAt?: Instant;
  /** When time alone will end it unless it is met before: the next period or a plan's end; null: nothing will. */
  readonly changesAt: Instant | null;
  /** Its due date was last changed by an entitlement assessed at this instant. */
  readonly rederivedAt?: Instant;
}

/** What one participant is owed because of one trigger. */
export interface Claim {
  readonly commitment: Commitment;
  readonly edition: string;
  readonly trigger: Trigger;
  readonly participant: Participant;
  /** When the duty to this participant began: the trigger, or their joining the case if later. */
  readonly arisenAt: Instant;
  readonly startsAt: Instant;
}

/**
 * Met by the first of what discharges it, or met late where that occurred at or after `due at`. It counts as recorded
 * when the first of those that were in time was, so that an earlier call written down afterwards makes nothing late.
 */
export function settledBy(found: readonly Discharging[], dueAt: Instant | null): Owed['settled'] {
  const met = found[0];
  if (!met) return undefined;
  const { at, by, version } = met;
  if (dueAt !== null && at >= dueAt) return { as: 'met-late', at, by, version, recorded: met.recorded };
  return { as: 'met', at, by, version, recorded: firstRecorded(found) };
}

/** One that came too late was recorded too late as well, so it cannot be mistaken for one in time. */
function firstRecorded(found: readonly Discharging[]): Instant | undefined {
  return found.map(({ recorded }) => recorded).reduce((first, next) => (next! < first! ? next : first));
}
