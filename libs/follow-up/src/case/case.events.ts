import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { RecordedFact } from '@kept-informed/event-store';
import type { AgeBand, CaseArea, Method } from '@kept-informed/commitments';
import type { Provenance, NoteSeal } from '@kept-informed/decisions';
import type { CaseAbsorbed, CaseMerged } from './merged.events.js';

export { methods } from '@kept-informed/commitments';
export type * from './merged.events.js';
export type { CaseArea, Method };

export const caseKinds = ['crime', 'incident', 'enquiry', 'feedback'] as const;
export const roles = ['victim', 'witness', 'enquirer', 'feedback-giver', 'representative'] as const;
export const entitlements = ['unassessed', 'standard', 'enhanced'] as const;
/** On what grounds a Code makes somebody enhanced, or an assessment found that they are not. */
export const entitlementGrounds = [
  'bereaved',
  'serious-crime',
  'domestic-abuse',
  'hate-crime',
  'sexual-offence',
  'terrorism',
  'human-trafficking',
  'persistently-targeted',
  'vulnerable',
  'under-18',
  'mental-disorder',
  'learning-disability',
  'physical-disability',
  'intimidated',
  'own-wish',
  'no-longer-applies',
] as const;
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
export type ParticipantRole = (typeof roles)[number];
export type Entitlement = (typeof entitlements)[number];
export type EntitlementGround = (typeof entitlementGrounds)[number];
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

/** A person takes part in a role; occurred: when duties to them begin. */
export type ParticipantAdded = RecordedFact<
  'ParticipantAdded',
  {
    readonly participantId: string;
    readonly role: ParticipantRole;
    readonly entitlement: Entitlement;
    /** For a representative with recorded authority: the participant they receive for. */
    readonly represents?: string;
    /** The last London date on which their authority to receive holds; for a child the day before they come of age. */
    readonly authorityUntil?: LocalDate;
    /** Not a person: owed what a Code promises once it has named somebody to receive it. */
    readonly business?: boolean;
    /** On the London date on which the case was opened, where it is known when they were born. */
    readonly ageAtOffence?: AgeBand;
  } & Provenance
>;

/** A representative may no longer receive for whom they represented; occurred: from when. */
export type AuthorityEnded = RecordedFact<
  'AuthorityEnded',
  { readonly participantId: string; readonly reason: AuthorityEndReason }
>;
export const authorityEndReasons = ['came-of-age', 'withdrawn', 'no-longer-able'] as const;
export type AuthorityEndReason = (typeof authorityEndReasons)[number];

/** A participant died on a London date; occurred: the last moment of it, or when it was recorded, if that was on it. */
export type ParticipantDied = RecordedFact<
  'ParticipantDied',
  { readonly participantId: string; readonly on: LocalDate } & Provenance
>;

/** The participant's entitlement was assessed (again); occurred: when. */
export type EntitlementAssessed = RecordedFact<
  'EntitlementAssessed',
  {
    readonly assessmentId: string;
    readonly participantId: string;
    readonly entitlement: Entitlement;
    readonly reasons: readonly EntitlementGround[];
  } & Provenance
>;

/** How often and how the participant wants to be updated was agreed; occurred: when. */
export type ContactPlanAgreed = RecordedFact<
  'ContactPlanAgreed',
  {
    readonly planId: string;
    readonly participantId: string;
    /** ISO 8601: P14D, P1M. */
    readonly frequency: string;
    readonly method: Method;
    /** The last London date on which the plan holds. */
    readonly until?: LocalDate;
    /** The contact in which the participant agreed to it; none: it makes nothing due later. */
    readonly contactId?: string;
  } & NoteSeal &
    Provenance
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
export type MilestoneVoided = RecordedFact<'MilestoneVoided', NoteSeal & { readonly milestoneId: string }>;

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

/** What a participant is on a case, as it was typed. */
export interface ParticipantDetails {
  readonly role: ParticipantRole;
  readonly business: boolean;
  readonly authorityUntil: LocalDate | null;
  /** The London date on which they died; null: they live, as far as is known. */
  readonly diedOn: LocalDate | null;
  /** null: it is not known when they were born. */
  readonly ageAtOffence: AgeBand | null;
}

/** The same of a participant. Who they are is put right with the people: of that the fact says which fields alone. */
export type ParticipantDetailsCorrected = RecordedFact<
  'ParticipantDetailsCorrected',
  NoteSeal &
    Provenance & {
      readonly participantId: string;
      readonly before: Partial<ParticipantDetails>;
      readonly after: Partial<ParticipantDetails>;
      readonly person: readonly ('name' | 'bornOn' | 'language' | 'interpreter' | 'needs' | 'characteristics')[];
    }
>;

/** The case is seen by these staff and those who answer for them alone, and so is what was merged into it. */
export type CaseRestricted = RecordedFact<
  'CaseRestricted',
  NoteSeal & {
    readonly staffIds: readonly string[];
    /** Cases that were merged into this one. */
    readonly with: readonly string[];
  }
>;

/** It is seen as any other again. */
export type RestrictionLifted = RecordedFact<'RestrictionLifted', NoteSeal & { readonly with: readonly string[] }>;

/** Somebody looks at a restricted case all the same, with a reason and for a while; occurred: from when. */
export type GlassBroken = RecordedFact<
  'GlassBroken',
  NoteSeal & {
    readonly breakId: string;
    readonly staffId: string;
    readonly until: Instant;
    readonly with: readonly string[];
  }
>;

/** The case is one of high risk, or no longer: before somebody is contacted it is confirmed that it is safe (rules.md, High risk). */
export type RiskMarked = RecordedFact<'RiskMarked', NoteSeal & Provenance & { readonly high: boolean }>;

/** A route that was marked unsafe is safe: by whom is the fact's author, why the note. */
export type RouteFoundSafe = RecordedFact<
  'RouteFoundSafe',
  NoteSeal & { readonly participantId: string; readonly routeId: string }
>;

/** Somebody may be written to or rung by a route that is marked unsafe, for a while and with a supervisor's reason. */
export type UnsafeRouteAllowed = RecordedFact<
  'UnsafeRouteAllowed',
  NoteSeal & {
    readonly allowanceId: string;
    readonly participantId: string;
    readonly routeId: string;
    readonly until: Instant;
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
  | CaseLinked;

/** A point in time, and the version of the fact that tells of it. */
export interface Occurrence {
  readonly at: Instant;
  readonly version: number;
}
