import type { LocalDate } from '@kept-informed/calendar';
import type { AgeBand, Method } from '@kept-informed/commitments';
import type { NoteSeal, Provenance } from '@kept-informed/decisions';
import type { RecordedFact } from '@kept-informed/event-store';

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

export type ParticipantRole = (typeof roles)[number];
export type Entitlement = (typeof entitlements)[number];
export type EntitlementGround = (typeof entitlementGrounds)[number];

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
    /** They were assessed so on a case that was merged into this one, where it holds from the merger on. */
    readonly byMerger?: true;
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
      /** In a case that gave way: the one into which it was merged, and in which this was recorded. */
      readonly putRightIn?: string;
    }
>;
