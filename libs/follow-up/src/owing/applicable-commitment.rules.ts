import type { CalendarVersion, Instant, LocalDate } from '@kept-informed/calendar';
import type { Occurrence, SeriesPlace } from '../case/case.events.js';
import type { Participant } from '../case/participant.state.js';
import type { Commitment, Terms } from '@kept-informed/commitments';
import type { AdoptionPeriod } from './adoption.rules.js';
import type { OpenPause, OutcomeKind, ClockStop } from '../obligation/obligation.events.js';
import type { Trigger } from './trigger.rules.js';

/** Something that can meet an obligation: when, which contact (or plan), and when it was recorded. */
export interface DischargeCandidate {
  readonly at: Instant;
  readonly by: string;
  readonly version: number;
  readonly recorded?: Instant;
  /** Of another case: when a merger brought it. */
  readonly brought?: Instant;
  /** Of a contact that was put right, and would not be this otherwise: when that was recorded. */
  readonly putRight?: Instant;
}

/** What had met an obligation until it was known to have come back. */
export interface LostDischarge extends DischargeCandidate {
  readonly lostAt: Instant;
}

/** Where an obligation stands according to the history alone. */
export interface OwedObligation {
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
  /** When the first period of a series ends, where that is not a full one from its start. */
  readonly firstEndsOn?: LocalDate;
  readonly limit: string | null;
  readonly unit: Commitment['unit'];
  readonly dueOn: LocalDate | null;
  /** Without what an open pause may still add. */
  readonly dueAt: Instant | null;
  /** The terms that the due date was last counted under. */
  readonly terms: Terms;
  /** That it was counted by, where not that of the terms. */
  readonly calendar?: CalendarVersion;
  /** It has no due date yet: the holidays of this year are missing. */
  readonly awaits?: number;
  /** Where it has none yet: the earliest that it can have. */
  readonly earliest?: { readonly dueOn: LocalDate; readonly dueAt: Instant };
  /** While the clock stood still; what an open pause may still add is not among them. */
  readonly stops: readonly ClockStop[];
  readonly extendedBy?: string;
  /** The clock stands still since then, and it was not due before. */
  readonly paused?: OpenPause;
  /** Ended for good, by what (a contact, a plan, a withdrawal, a ruling) and by which fact. */
  readonly outcome?: ObligationOutcome;
  /** When it was first met or ended otherwise: that it is voided after that makes no miss of it. */
  readonly endedAt?: Instant;
  /** Closed as missed for good at this instant. */
  readonly lapsedAt?: Instant;
  /** When time alone will end it unless it is met before: the next period or a plan's end; null: nothing will. */
  readonly changesAt: Instant | null;
  /** Of a series: where it stands in it. */
  readonly place?: SeriesPlace;
  /** Who answered for it when it fell due in the case that was merged into this one. */
  readonly owner?: { readonly staffId: string; readonly team: string };
  /** As the claim has it. */
  readonly putRight?: number;
  /** It was waived, and is owed again since this instant. */
  readonly againAt?: Instant;
  /** Excused, and done later all the same. */
  readonly done?: { readonly at: Instant; readonly by: string; readonly version: number };
  /** What had met it came back, the last of it then: it is owed again. */
  readonly lost?: { readonly at: Instant; readonly by: readonly string[] };
  /** Its due date was last changed by this. */
  readonly rederived?: Rederivation;
}

/** That the enhanced limit runs: assessed at an instant, or put right then. */
export interface Rederivation {
  readonly at: Instant;
  readonly recorded: Instant;
  readonly cause: 'entitlement' | 'correction';
}

export interface ObligationOutcome {
  readonly as: OutcomeKind;
  readonly at: Instant;
  readonly by: string;
  /** The fact that brought it about; none: terms that were activated. */
  readonly version?: number;
  /** Why, where it was not met: a code. */
  readonly because?: string;
  readonly recordedLate: boolean;
}

/** Something other than being met that ends an obligation. */
export interface Ending extends ObligationOutcome {
  /** What was missed by then is closed as missed for good instead: no later state removes a miss. */
  readonly leavesMissed: boolean;
}

/** What one participant is owed because of one trigger. */
export interface ApplicableCommitment {
  readonly commitment: Commitment;
  readonly edition: string;
  readonly trigger: Trigger;
  readonly participant: Participant;
  /** The fact that put right what the participant is, where it was not owed to what they were taken for. */
  readonly putRight?: number;
  /** When the duty to this participant began: the trigger, or their joining the case if later. */
  readonly arisenAt: Instant;
  readonly startsAt: Instant;
  /** While the force holds itself to it. */
  readonly adoptionPeriods: readonly AdoptionPeriod[];
  /** Since when it is known that its enhanced limit runs until the participant is assessed; none: it does not. */
  readonly presumedSince?: Occurrence;
  /** What ended a wish not to be told, since when it is owed anew. */
  readonly anewBy?: string;
}
