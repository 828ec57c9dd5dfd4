import type { Instant, LocalDate } from '@kept-informed/calendar';
import {
  Code,
  DurationField,
  Flag,
  Id,
  InstantField,
  ListOf,
  LocalDateField,
  Nested,
  Text,
} from '@kept-informed/fields';
import {
  methods,
  type Method,
  authorityEndReasons,
  caseKinds,
  closureReasons,
  entitlements,
  roles,
  type AuthorityEndReason,
  type CaseKind,
  type ClosureReason,
  type Entitlement,
  type ParticipantRole,
} from '@kept-informed/follow-up';
import type { Requester } from '@kept-informed/decisions';
import { OnCase } from '../on-case.js';

export class AreaField {
  @Text({ max: 100, description: 'Basic command unit, as the force file names it.' })
  bcu: string;

  @Text({ max: 100, optional: true, description: 'Local policing team in that unit.' })
  lpt?: string;
}

export class JoiningParticipant {
  participantId: string;

  @Code(roles)
  role: ParticipantRole;

  @Code(entitlements, { optional: true, description: 'How the participant was assessed; unassessed if left out.' })
  entitlement?: Entitlement;

  @Text({
    max: 64,
    optional: true,
    description:
      'For a representative with recorded authority: the participantId they act for, or #n for the n-th of this list.',
  })
  represents?: string;

  @LocalDateField({
    optional: true,
    description:
      'Of a representative: the last London date of their authority; for a child the day before they come of age.',
  })
  authorityUntil?: LocalDate;

  @Flag({ optional: true, description: 'Not a person: a Code’s promises are owed once it names somebody to receive.' })
  business?: boolean;
}

/** Opens a case with its participants. */
export class OpenCase extends OnCase {
  @Code(caseKinds)
  kind: CaseKind;

  @Text({ max: 64, description: 'Unique among cases of the kind.', example: 'CR/10234/26' })
  reference: string;

  @Text({ max: 64, optional: true, example: 'burglary-dwelling' })
  offenceGroup?: string;

  @InstantField({ description: 'When it was reported.' })
  openedAt: Instant;

  @Nested(() => AreaField, { optional: true })
  area?: AreaField;

  @Text({ max: 64, optional: true, description: 'Staff id of the one answerable.' })
  owner?: string;

  @ListOf(() => JoiningParticipant, { max: 200 })
  participants: JoiningParticipant[];
}

/** Adds a participant to a case. */
export class AddParticipant extends JoiningParticipant implements OnCase {
  caseId: string;
  asked: Requester;

  @InstantField({ optional: true, description: 'When duties to them begin; now if left out.' })
  from?: Instant;
}

/** Records that a participant's entitlement was assessed. */
export class AssessEntitlement extends OnCase {
  participantId: string;

  @Code(entitlements)
  entitlement: Entitlement;

  @ListOf(() => String, { optional: true, max: 20, description: 'Codes of the grounds, such as hate-crime.' })
  reasons?: string[];

  @InstantField()
  assessedAt: Instant;
}

/** Records how often and how a participant wants to be updated. */
export class AgreeContactPlan extends OnCase {
  participantId: string;
  noteId?: string;
  noteDigest?: string;

  @DurationField({ description: 'Days, weeks or months: P14D, P2W, P1M.' })
  frequency: string;

  @Code(methods)
  method: Method;

  @LocalDateField({ optional: true, description: 'The last London date on which the plan holds.' })
  until?: LocalDate;

  @InstantField({ optional: true, description: 'When it was agreed; now if left out.' })
  agreedAt?: Instant;
}

/** Records that something happened in the case. */
export class ReachMilestone extends OnCase {
  noteId?: string;
  noteDigest?: string;

  @Text({ max: 64, description: 'A trigger of the catalogue, such as suspect-arrested.', example: 'suspect-arrested' })
  type: string;

  @InstantField()
  occurredAt: Instant;

  @InstantField({ optional: true, description: 'When this force learnt of it, where later.' })
  knownAt?: Instant;

  @Id({ optional: true, description: 'A label that tells suspects apart, such as suspect-2. Never a name.' })
  suspect?: string;
}

/** Records that something did not happen, or not in this case. */
export class VoidMilestone extends OnCase {
  milestoneId: string;
  noteId?: string;
  noteDigest?: string;
}

/** Records that a representative may no longer receive for whom they represented. */
export class EndAuthority extends OnCase {
  participantId: string;

  @Code(authorityEndReasons)
  reason: AuthorityEndReason;

  @InstantField({ optional: true, description: 'From when; now if left out.' })
  at?: Instant;
}

/** Makes a member of staff answerable for the case. */
export class AssignCase extends OnCase {
  @Text({ max: 64 })
  staffId: string;

  @InstantField({ optional: true, description: 'From when; now if left out.' })
  from?: Instant;
}

export class CloseCase extends OnCase {
  @Code(closureReasons)
  reason: ClosureReason;

  @InstantField({ optional: true, description: 'Now if left out.' })
  closedAt?: Instant;
}

export class ReopenCase extends OnCase {
  @InstantField({ optional: true, description: 'Now if left out.' })
  reopenedAt?: Instant;
}
