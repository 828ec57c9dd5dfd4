import type { Instant } from '@kept-informed/calendar';
import type { AgeBand, CaseArea, Method } from '@kept-informed/commitments';
import type { NoteSeal, Provenance } from '@kept-informed/decisions';
import type { RecordedFact } from '@kept-informed/event-store';
import type { BroughtDutiesCorrected, CaseAbsorbed, CaseMerged } from './merged.events.js';
import type {
  AuthorityEnded,
  ContactPlanAgreed,
  EntitlementAssessed,
  ParticipantAdded,
  ParticipantDetailsCorrected,
  ParticipantDied,
} from './participant.events.js';
import type { RiskMarked, RouteFoundSafe, UnsafeRouteAllowed } from './safety.events.js';
import type { CaseRestricted, GlassBroken, RestrictionLifted } from './sight.events.js';

export { methods } from '@kept-informed/commitments';
export type * from './merged.events.js';
export { authorityEndReasons, entitlementGrounds, entitlements, roles } from './participant.events.js';
export type * from './participant.events.js';
export type * from './safety.events.js';
export type * from './sight.events.js';
export type { CaseArea, Method };

export const caseKinds = ['crime', 'incident', 'enquiry', 'feedback'] as const;
export const closureReasons = [
  'resolved',
  'no-suspect-identified',
  'no-further-action',
  'charged',
  'disposed-of',
  'court-concluded',
  'cancelled',
  'transferred',
  'answered',
] as const;

export type CaseKind = (typeof caseKinds)[number];
export type ClosureReason = (typeof closureReasons)[number];

/** The note that says why it was recorded so late. */
export interface LateReason {
  readonly lateReasonId?: string;
  readonly lateReasonDigest?: string;
}

/** A matter to follow up began; occurred: when it was reported. */
export type CaseOpened = RecordedFact<
  'CaseOpened',
  {
    readonly caseId: string;
    readonly kind: CaseKind;
    readonly reference: string;
    readonly offenceGroup?: string;
    readonly area?: CaseArea;
    /** Brought in from another system: nothing that was due before it was recorded here raises an alert. */
    readonly imported?: boolean;
  } & LateReason
>;

/** Something happened in the case; known: when this force learnt of it, where later. */
export type MilestoneReached = RecordedFact<
  'MilestoneReached',
  {
    readonly milestoneId: string;
    /** A trigger name of the catalogue. */
    readonly type: string;
    /** Tells suspects of one case apart. A label such as `suspect-2`, never a name. */
    readonly suspect?: string;
    /** It concerns these alone; none: everybody on the case. */
    readonly participantIds?: readonly string[];
    /** When it was decided, where that was before it took effect. */
    readonly decidedAt?: Instant;
    /** Why a victim is left out. */
    readonly reasonId?: string;
    readonly reasonDigest?: string;
  } & NoteSeal &
    Provenance
>;

/** It did not happen, or not in this case. */
export type MilestoneVoided = RecordedFact<
  'MilestoneVoided',
  NoteSeal & {
    readonly milestoneId: string;
    /** In a case that gave way: the one into which it was merged, and in which this was recorded. */
    readonly putRightIn?: string;
  }
>;

/** A staff member became answerable; occurred: from when. */
export type CaseAssigned = RecordedFact<'CaseAssigned', { readonly staffId: string; readonly team: string }>;

/** `transferredTo`: the force that has accepted it, which sees to it from then on. */
export type CaseClosed = RecordedFact<
  'CaseClosed',
  NoteSeal & {
    readonly closureId: string;
    readonly reason: ClosureReason;
    /** When it was decided, where that was before the case was closed. */
    readonly decidedAt?: Instant;
    readonly transferredTo?: { readonly force: string; readonly reference?: string };
  }
>;
export type CaseReopened = RecordedFact<'CaseReopened', { readonly reopeningId: string }>;

/** It was recorded in error and never was a case: whatever it made owed is voided. `importId`: the import that it came by, where that was reversed. */
export type CaseVoided = RecordedFact<'CaseVoided', NoteSeal & { readonly importId?: string }>;

export const linkKinds = ['same-victim', 'same-suspect', 'series'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** Another case has to do with this one. Says the same there; nothing is owed because of it. */
export type CaseLinked = RecordedFact<'CaseLinked', { readonly caseId: string; readonly kind: LinkKind }>;

/** What a case is, as it was typed. */
export interface CaseDetails {
  readonly reference: string;
  readonly kind: CaseKind;
  readonly offenceGroup: string | null;
  readonly area: CaseArea | null;
  readonly openedAt: Instant;
}

/** Details were typed wrongly: what they were, and what they are; occurred: when that was put right. */
export type CaseDetailsCorrected = RecordedFact<
  'CaseDetailsCorrected',
  NoteSeal & {
    readonly before: Partial<CaseDetails>;
    readonly after: Partial<CaseDetails>;
    /** Of another opening: who joined with it, and did so when it really was. */
    readonly joined?: readonly string[];
    /** And who was of another age on that date, by their ids. */
    readonly ages?: Readonly<Record<string, AgeBand>>;
  }
>;

export type CaseEvent =
  | RiskMarked
  | RouteFoundSafe
  | UnsafeRouteAllowed
  | CaseRestricted
  | RestrictionLifted
  | GlassBroken
  | CaseDetailsCorrected
  | ParticipantDetailsCorrected
  | CaseOpened
  | ParticipantAdded
  | EntitlementAssessed
  | ContactPlanAgreed
  | MilestoneReached
  | CaseAssigned
  | CaseClosed
  | CaseReopened
  | CaseVoided
  | AuthorityEnded
  | ParticipantDied
  | MilestoneVoided
  | CaseMerged
  | CaseAbsorbed
  | BroughtDutiesCorrected
  | CaseLinked;

/** A point in time, and the version of the fact that tells of it. */
export interface Occurrence {
  readonly at: Instant;
  readonly version: number;
}
