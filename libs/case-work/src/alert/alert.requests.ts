import type { Instant } from '@kept-informed/calendar';
import { Both, Flag, Id, InstantField, ListOf, Text } from '@kept-informed/fields';

export class AcknowledgementRequest {
  @Flag({ optional: true, description: 'There is a plan to make the contact: the next rung is not raised.' })
  plan?: boolean;

  @Text({ max: 4_000, optional: true })
  note?: string;
}

export class SnoozeRequest {
  @InstantField({ description: 'When it is to be seen again: within 30 days.' })
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

/** How many may be seen to at once. */
const mostAtOnce = 100;

class OfAlertRequest {
  @Id({ description: 'Id of the alert.' })
  alertId: string;
}

export class AcknowledgementItem extends Both(OfAlertRequest, AcknowledgementRequest) {}
export class SnoozeItem extends Both(OfAlertRequest, SnoozeRequest) {}
export class HandoverItem extends Both(OfAlertRequest, HandoverRequest) {}

export class AcknowledgementsRequest {
  @ListOf(() => AcknowledgementItem, { min: 1, max: mostAtOnce })
  items: AcknowledgementItem[];
}

export class SnoozesRequest {
  @ListOf(() => SnoozeItem, { min: 1, max: mostAtOnce })
  items: SnoozeItem[];
}

export class HandoversRequest {
  @ListOf(() => HandoverItem, { min: 1, max: mostAtOnce })
  items: HandoverItem[];
}
