import { methods, type Method } from '@kept-informed/commitments';
import type { Instant, LocalDate } from '@kept-informed/calendar';
import {
  Both,
  Code,
  DurationField,
  field,
  Id,
  InstantField,
  IntField,
  ListOf,
  LocalDateField,
  Nested,
  rules,
  Text,
} from '@kept-informed/fields';
import {
  authorityEndReasons,
  caseKinds,
  closureReasons,
  entitlementGrounds,
  entitlements,
  type CaseKind,
  type ClosureReason,
  type Entitlement,
  type EntitlementGround,
} from '@kept-informed/follow-up';
import { noteLimit } from '../handling/reason.request.js';
import { ParticipantRequest } from './participant.requests.js';

export class AreaField {
  @Text({ max: 100, description: 'Basic command unit, as the force file names it.' })
  bcu: string;

  @Text({ max: 100, optional: true, description: 'Local policing team in that unit.' })
  lpt?: string;
}

export class OpenCaseRequest {
  @Code(caseKinds)
  kind: CaseKind;

  @field(rules.reference, {
    description: 'Unique among cases of the kind, in capitals and small letters alike; kept in capitals.',
    example: 'CR/10234/26',
  })
  reference: string;

  @field(rules.kebab, { optional: true, description: 'One of the force’s.', example: 'burglary-dwelling' })
  offenceGroup?: string;

  @InstantField({ description: 'When it was reported.' })
  openedAt: Instant;

  @Nested(() => AreaField, { optional: true })
  area?: AreaField;

  @Text({ max: 64, optional: true, description: 'Staff id of the one answerable.' })
  owner?: string;

  @Text({
    max: noteLimit,
    optional: true,
    description:
      'Why it is opened so late: needed after 90 days, or the force’s own number. After five years: by import.',
  })
  lateReason?: string;

  @ListOf(() => ParticipantRequest, { max: 200 })
  participants: ParticipantRequest[];
}

export class AssessEntitlementRequest {
  @Code(entitlements)
  entitlement: Entitlement;

  @ListOf(rules.code(entitlementGrounds), { optional: true, max: 20, description: 'The grounds.' })
  reasons?: EntitlementGround[];

  @InstantField()
  assessedAt: Instant;
}

export class AgreeContactPlanRequest {
  @DurationField({ description: 'Days, weeks or months: P14D, P2W, P1M.' })
  frequency: string;

  @Code(methods)
  method: Method;

  @LocalDateField({ optional: true, description: 'The last London date on which the plan holds.' })
  until?: LocalDate;

  @InstantField({ optional: true, description: 'When it was agreed; now if left out.' })
  agreedAt?: Instant;

  @Id({
    optional: true,
    description:
      'The contact in which the participant agreed to it. Without one nothing becomes due later by the plan.',
  })
  contactId?: string;

  @Text({ max: noteLimit, optional: true, description: 'When it is safe to call or write, in their words.' })
  safeTimes?: string;
}

export class ReachMilestoneRequest {
  @Text({ max: 64, description: 'A trigger of the catalogue, such as suspect-arrested.', example: 'suspect-arrested' })
  type: string;

  @InstantField()
  occurredAt: Instant;

  @InstantField({ optional: true, description: 'When this force learnt of it, where later.' })
  knownAt?: Instant;

  @field(rules.suspect, { optional: true, description: 'Tells the suspects of the case apart.', example: 'suspect-2' })
  suspect?: string;

  @ListOf(rules.id, {
    optional: true,
    min: 1,
    max: 200,
    description:
      'Whom it concerns; everybody if left out, or of what concerns a person the only one who could be meant.',
  })
  participantIds?: string[];

  @Text({ max: noteLimit, optional: true, description: 'Why a victim is left out, in words.' })
  reason?: string;

  @InstantField({
    optional: true,
    description:
      'Of a decision: when it was made, where that was before it took effect. What is owed of it can be told, and its limit runs, from then.',
  })
  decidedAt?: Instant;

  @Text({ max: noteLimit, optional: true, description: 'What happened, in words.' })
  detail?: string;
}

export class RecordDeathRequest {
  @LocalDateField({ optional: true, description: 'The London date on which they died; today if left out.' })
  on?: LocalDate;
}

export class EndAuthorityRequest {
  @Code(authorityEndReasons)
  reason: (typeof authorityEndReasons)[number];

  @InstantField({ optional: true, description: 'From when; now if left out.' })
  at?: Instant;
}

export class AssignCaseRequest {
  @Text({ max: 64 })
  staffId: string;

  @InstantField({ optional: true, description: 'From when; now if left out.' })
  from?: Instant;
}

class OfCaseRequest {
  @Id({ description: 'Id of the case.' })
  caseId: string;

  @IntField({ min: 1, description: 'The version of the case that was seen, as its ETag tells it.' })
  version: number;
}

export class CaseOwnerItem extends Both(OfCaseRequest, AssignCaseRequest) {}

export class CaseOwnersRequest {
  @ListOf(() => CaseOwnerItem, { min: 1, max: 100 })
  items: CaseOwnerItem[];
}

export class CloseCaseRequest {
  @Code(closureReasons)
  reason: ClosureReason;

  @InstantField({ optional: true, description: 'Now if left out.' })
  closedAt?: Instant;

  @InstantField({
    optional: true,
    description:
      'When it was decided, where that was before the case was closed. It can be told, and the limit for telling it runs, from then.',
  })
  decidedAt?: Instant;
}

export class ReopenCaseRequest {
  @InstantField({ optional: true, description: 'Now if left out.' })
  reopenedAt?: Instant;
}
