import type { Instant, LocalDate } from '@kept-informed/calendar';
import { purposes, services, type Purpose, type Service, methods, type Method } from '@kept-informed/commitments';
import { Code, Flag, Id, InstantField, ListOf, LocalDateField, Nested, rules, Text } from '@kept-informed/fields';
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
import { noteLimit } from '../handling/reason.request.js';
import { ReplyTo, thingTold } from './meaning.requests.js';

/** Another case that a contact was about, and what it told there. */
export class AlsoOn {
  @Id()
  caseId: string;

  @ListOf(rules.id, { min: 1, max: 50 })
  participantIds: string[];

  @ListOf(rules.id, { optional: true, max: 50, description: 'What they were told of this case; as above if left out.' })
  tells?: string[];
}

/** A route by its value. */
export class UsedRouteRequest {
  @Code(methods)
  method: Method;

  @Text({ max: 500, description: 'Number or address.' })
  value: string;
}

export class RecordContactRequest {
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

  @ListOf(thingTold, {
    optional: true,
    max: 50,
    description:
      'What they were told: milestones by their ids, or trigger names of the catalogue. A name stands for all that is open of its kind of one suspect, and is refused where several suspects’ are open.',
  })
  tells?: ThingTold[];

  @Code(tellingBodies, {
    optional: true,
    description:
      'On whose behalf they were told; if left out the force, and the bodies that the team of whoever records it acts for.',
  })
  by?: TellingBody;

  @Code(services, { optional: true, description: 'Of a referral: to which service.' })
  service?: Service;

  @Nested(() => ReplyTo, {
    optional: true,
    description: 'Of a reply or acknowledgement: what it answers. Needed where several things are open.',
  })
  replyTo?: ReplyTo;

  @Id({
    optional: true,
    description: 'By which of their routes. Needed where several could be meant and one of them is unsafe.',
  })
  routeId?: string;

  @Nested(() => UsedRouteRequest, {
    optional: true,
    description: 'By which route, by its value; it is kept as one of theirs.',
  })
  route?: UsedRouteRequest;

  @InstantField()
  occurredAt: Instant;

  @Flag({
    optional: true,
    description: 'Whether they proved who they are; false: what was spoken discharges nothing and raises a concern.',
  })
  identityVerified?: boolean;

  @Flag({
    optional: true,
    description:
      'Whether it was confirmed before that it was safe to contact them: to be said on a case of high risk; false raises an alert.',
  })
  confirmedSafe?: boolean;

  @Code(automatics, {
    optional: true,
    description:
      'Sent by a machine: a receipt or out-of-office note, or a message to many alike. It discharges nothing.',
  })
  automatic?: Automatic;

  @Flag({ optional: true, description: 'Made by a machine for one person about one case.' })
  generated?: boolean;

  @LocalDateField({ optional: true, description: 'The London date by which they were told to expect the next update.' })
  promisedNext?: LocalDate;

  @ListOf(() => AlsoOn, { optional: true, max: 20, description: 'Other cases that the same contact was about.' })
  alsoOn?: AlsoOn[];

  @Text({ max: noteLimit, optional: true })
  note?: string;

  @Text({ max: noteLimit, optional: true, description: 'Needed when it is recorded more than 72 hours late.' })
  lateReason?: string;
}
