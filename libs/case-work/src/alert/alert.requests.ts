import type { Instant } from '@kept-informed/calendar';
import { Flag, InstantField, Text } from '@kept-informed/fields';

export class AcknowledgementRequest {
  @Flag({ optional: true, description: 'There is a plan to make the contact: the next rung is not raised.' })
  plan?: boolean;

  @Text({ max: 4_000, optional: true })
  note?: string;
}

export class SnoozeRequest {
  @InstantField({ description: 'When it is to be seen again.' })
  until: Instant;

  @Text({ max: 4_000 })
  reason: string;
}

export class HandoverRequest {
  @Text({ max: 64, description: 'Staff id.' })
  to: string;

  @Text({ max: 4_000 })
  reason: string;
}
