import type { Instant, LocalDate } from '@kept-informed/calendar';
import { Code, Flag, InstantField, LocalDateField, Nested, Text, field, rules } from '@kept-informed/fields';
import { caseKinds, roles, type CaseKind, type ParticipantRole } from '@kept-informed/follow-up';
import { noteLimit } from '../handling/reason.request.js';
import { AreaField } from './case.requests.js';
import { PersonDetailsRequest } from './participant.requests.js';

/** What of a case was typed wrongly, as it really is. */
export class CorrectCaseDetailsRequest {
  @field(rules.reference, { optional: true, example: 'CR/10234/26' })
  reference?: string;

  @Code(caseKinds, { optional: true })
  kind?: CaseKind;

  @field(rules.kebab, { optional: true, description: 'One of the force’s.', example: 'burglary-dwelling' })
  offenceGroup?: string;

  @Nested(() => AreaField, { optional: true })
  area?: AreaField;

  @InstantField({ optional: true, description: 'When it was reported.' })
  openedAt?: Instant;

  @Text({ max: noteLimit, description: 'What was wrong, in words.' })
  reason: string;
}

/** What of a participant was typed wrongly, as it really is. */
export class CorrectParticipantDetailsRequest extends PersonDetailsRequest {
  @Code(roles, { optional: true, description: 'Not to or from representative.' })
  role?: ParticipantRole;

  @Flag({ optional: true, description: 'Not a person.' })
  business?: boolean;

  @LocalDateField({ optional: true, description: 'Of a representative: the last London date of their authority.' })
  authorityUntil?: LocalDate;

  @Text({ max: noteLimit, description: 'What was wrong, in words.' })
  reason: string;
}

export class TransferCaseRequest {
  @field(rules.organisation, { description: 'The force that has accepted it.', example: 'Lancashire Constabulary' })
  toForce: string;

  @field(rules.reference, { optional: true, description: 'Its reference there.' })
  reference?: string;

  @InstantField({ optional: true, description: 'When it was accepted; now if left out.' })
  at?: Instant;

  @Text({ max: noteLimit, description: 'Why, in words.' })
  reason: string;
}
