import { methods } from '@kept-informed/commitments';
import type { Instant, LocalDate } from '@kept-informed/calendar';
import { Code, Flag, InstantField, ListOf, LocalDateField, Nested, Text } from '@kept-informed/fields';
import { entitlements, roles, type Entitlement, type ParticipantRole } from '@kept-informed/follow-up';
import { CharacteristicsRequest } from './characteristics.request.js';

export class RouteRequest {
  @Code(methods)
  method: string;

  @Text({ max: 500, description: 'Number or address.' })
  value: string;

  @Flag({ description: 'Whether it is safe to use. An unsafe route is never to be used.' })
  safe: boolean;

  @Text({ max: 200, optional: true, example: 'after 18:00' })
  times?: string;

  @Text({
    max: 500,
    optional: true,
    description: 'What to say to whoever answers, in words.',
    example: 'Say it is the library.',
  })
  say?: string;

  @Text({ max: 500, optional: true, description: 'What never to say, in words.', example: 'Never say police.' })
  neverSay?: string;

  @Flag({ optional: true, description: 'Whether it tells that something arrived; true if left out.' })
  receipts?: boolean;

  @Flag({
    optional: true,
    description: 'Another dwelling than the one of the same post code that is marked unsafe.',
  })
  otherDwelling?: boolean;

  @InstantField({
    optional: true,
    description:
      'Since when this force has known it, where that is earlier than now; of somebody who joins, than that.',
  })
  knownSince?: Instant;

  @Text({
    max: 500,
    optional: true,
    description:
      'Why, such as why it is unsafe: needed with an earlier `knownSince`, and to say that what was unsafe is safe.',
  })
  reason?: string;
}

/** Who somebody is, as far as it is known. */
export class PersonDetailsRequest {
  @Text({ max: 200, optional: true })
  name?: string;

  @LocalDateField({ optional: true })
  bornOn?: LocalDate;

  @Text({ max: 100, optional: true, description: 'In which they want to be told.' })
  language?: string;

  @Text({ max: 100, optional: true, description: 'Into which language, or signs, somebody has to interpret for them.' })
  interpreter?: string;

  @Text({ max: 500, optional: true, description: 'What they need to be told, in words: large print, no stairs.' })
  needs?: string;

  @Nested(() => CharacteristicsRequest, {
    optional: true,
    description: 'What the law protects, as far as they were asked.',
  })
  characteristics?: CharacteristicsRequest;
}

export class ParticipantRequest extends PersonDetailsRequest {
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

  @ListOf(() => RouteRequest, { optional: true, max: 20 })
  routes?: RouteRequest[];
}

export class AddParticipantRequest extends ParticipantRequest {
  @InstantField({ optional: true, description: 'When duties to them begin; now if left out.' })
  from?: Instant;
}
