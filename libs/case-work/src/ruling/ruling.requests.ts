import type { Instant } from '@kept-informed/calendar';
import { Code, DurationField, Id, InstantField, Text } from '@kept-informed/fields';
import { goodReasons } from '@kept-informed/follow-up';
import { noteLimit, ReasonRequest } from '../handling/reason.request.js';

export class PauseRequest {
  @Id({
    description:
      'A code of those that the commitment allows, such as consent-awaited. Of a supervisor, for any commitment: would-prejudice, ' +
      'where the participant became a suspect in the matter.',
    example: 'consent-awaited',
  })
  reason: string;

  @InstantField({ optional: true, description: 'Since when; now if left out.' })
  from?: Instant;

  @Text({ max: noteLimit, optional: true })
  note?: string;
}

export class ResumptionRequest {
  @InstantField({ optional: true, description: 'From when; now if left out.' })
  at?: Instant;

  @Text({ max: noteLimit, optional: true })
  note?: string;
}

export class ExtensionRequest {
  @DurationField({ description: 'In the unit of the limit: P10D.', positive: true })
  by: string;

  @Text({ max: noteLimit, description: 'Why, in words; what the participant is told of it.' })
  reason: string;
}

export class ExcusalRequest extends ReasonRequest {
  @Code(goodReasons, {
    optional: true,
    description: 'Why nothing was tried: telling would endanger somebody, or the investigation.',
  })
  goodReason?: (typeof goodReasons)[number];
}

export class WaiverRequest {
  @Id({ description: 'The participant, or a representative of theirs with authority.' })
  requestedBy: string;

  @InstantField({ optional: true, description: 'When they said so; now if left out.' })
  at?: Instant;

  @Text({ max: noteLimit, description: 'Why, in their words.' })
  reason: string;
}
