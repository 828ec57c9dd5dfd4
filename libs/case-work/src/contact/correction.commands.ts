import type { Instant, LocalDate } from '@kept-informed/calendar';
import { Code, Flag, Id, InstantField, ListOf, LocalDateField, rules } from '@kept-informed/fields';
import type { Requester } from '@kept-informed/decisions';
import {
  directions,
  methods,
  outcomes,
  type Direction,
  type Method,
  type ContactOutcome,
  type RouteSafety,
} from '@kept-informed/follow-up';
import { purposes, type Purpose } from '@kept-informed/commitments';

/** What can be corrected of a contact. */
export abstract class CorrectedFields {
  @ListOf(rules.id, { optional: true, min: 1, max: 50 })
  participantIds?: string[];

  @Code(directions, { optional: true })
  direction?: Direction;

  @Code(methods, { optional: true })
  method?: Method;

  @Code(outcomes, { optional: true })
  outcome?: ContactOutcome;

  @Code(purposes, { optional: true })
  purpose?: Purpose;

  @ListOf(rules.id, { optional: true, max: 50 })
  tells?: string[];

  @InstantField({ optional: true })
  occurredAt?: Instant;

  @Flag({ optional: true })
  identityVerified?: boolean;

  @LocalDateField({ optional: true })
  promisedNext?: LocalDate;

  @Id({ optional: true })
  feedbackId?: string;
}

/** Records how a contact really was; what is left out stays as it was recorded. */
export class CorrectContact extends CorrectedFields {
  caseId: string;
  contactId: string;
  asked: Requester;
  /** Looked up anew where the method, the participants or the time are corrected. */
  route?: RouteSafety;
  reasonId?: string;
  reasonDigest?: string;
}

/** Records that a contact never was. */
export class StrikeOutContact {
  caseId: string;
  contactId: string;
  asked: Requester;
  noteId?: string;
  noteDigest?: string;
}

/** Records that a contact was of another case: struck out here, recorded there as if it always had been. */
export class MoveContact extends StrikeOutContact {
  to: string;
  participantIds: string[];
  route: RouteSafety;
}
