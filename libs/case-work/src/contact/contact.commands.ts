import type { Instant, LocalDate } from '@kept-informed/calendar';
import { Code, Flag, Id, InstantField, ListOf, LocalDateField, rules } from '@kept-informed/fields';
import { OnCase } from '../on-case.js';
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

/** Another case that a contact was about, and what it told there. */
export class AlsoOn {
  route: RouteSafety;

  @Id()
  caseId: string;

  @ListOf(rules.id, { min: 1, max: 50 })
  participantIds: string[];

  @ListOf(rules.id, { optional: true, max: 50, description: 'What they were told of this case; as above if left out.' })
  tells?: string[];
}

/** Records a communication with participants, or an attempt at one. */
export class RecordContact extends OnCase {
  route: RouteSafety;
  noteId?: string;
  noteDigest?: string;
  hasLateReason: boolean;

  @ListOf(rules.id, { min: 1, max: 50 })
  participantIds: string[];

  @Code(directions)
  direction: Direction;

  @Code(methods)
  method: Method;

  @Code(outcomes)
  outcome: ContactOutcome;

  @Code(purposes)
  purpose: Purpose;

  @ListOf(rules.id, { optional: true, max: 50, description: 'What they were told: trigger names of the catalogue.' })
  tells?: string[];

  @InstantField()
  occurredAt: Instant;

  @Flag({ optional: true, description: 'Whether the participant proved who they are.' })
  identityVerified?: boolean;

  @LocalDateField({ optional: true, description: 'The London date by which they were told to expect the next update.' })
  promisedNext?: LocalDate;

  @Id({ optional: true, description: 'For a reply or acknowledgement: the one piece of feedback it answers.' })
  feedbackId?: string;

  @ListOf(() => AlsoOn, { optional: true, max: 20, description: 'Other cases that the same contact was about.' })
  alsoOn?: AlsoOn[];
}
