import type { Instant, LocalDate } from '@kept-informed/calendar';
import { purposes, services, type Purpose, type Service, methods, type Method } from '@kept-informed/commitments';
import { Code, Flag, Id, InstantField, ListOf, LocalDateField, Nested, rules } from '@kept-informed/fields';
import {
  automatics,
  directions,
  outcomes,
  tellingBodies,
  type Automatic,
  type Direction,
  type ContactOutcome,
  type TellingBody,
  type ThingTold,
} from '@kept-informed/follow-up';
import { ReasonRequest } from '../handling/reason.request.js';
import { ReplyTo, thingTold } from './meaning.requests.js';

/** One of three: it never was, it was of another case, or it was otherwise. What is left out stays as it was recorded. */
export class CorrectionRequest extends ReasonRequest {
  @Flag({ optional: true, description: 'The contact never was.' })
  strikeOut?: boolean;

  @Id({ optional: true, description: 'The case that it belongs to; `participantIds` are then those of that case.' })
  caseId?: string;

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

  @ListOf(thingTold, { optional: true, max: 50 })
  tells?: ThingTold[];

  @Code(tellingBodies, { optional: true })
  by?: TellingBody;

  @Code(services, { optional: true })
  service?: Service;

  @Nested(() => ReplyTo, { optional: true })
  replyTo?: ReplyTo;

  @Flag({ optional: true })
  generated?: boolean;

  @Id({ optional: true, description: 'By which of their routes it went.' })
  routeId?: string;

  @InstantField({ optional: true })
  occurredAt?: Instant;

  @Flag({ optional: true })
  identityVerified?: boolean;

  @Code(automatics, { optional: true })
  automatic?: Automatic;

  @LocalDateField({ optional: true })
  promisedNext?: LocalDate;
}
