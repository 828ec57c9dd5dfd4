import type { Instant } from '@kept-informed/calendar';
import { Flag, InstantField, Text } from '@kept-informed/fields';
import type { Requester } from '@kept-informed/decisions';

/** What every command about an alert carries beside what was asked. Set by the door it comes in by. */
export abstract class OnAlert {
  caseId: string;
  alertId: string;
  asked: Requester;
  noteId?: string;
  noteDigest?: string;
}

/** Takes an alert on. The duty stays owed. */
export class AcknowledgeAlert extends OnAlert {
  @Flag({ optional: true, description: 'There is a plan to make the contact: the next rung is not raised.' })
  plan?: boolean;
}

/** Puts an alert aside until an instant. Neither the duty nor the ladder waits. */
export class SnoozeAlert extends OnAlert {
  @InstantField({ description: 'When it is to be seen again.' })
  until: Instant;
}

/** Makes somebody else act on an alert. */
export class HandOverAlert extends OnAlert {
  @Text({ max: 64, description: 'Staff id.' })
  to: string;
}

/** No message about an alert reached whom it was for: it climbs to whoever comes next. Asked by the worker. */
export class EscalateUndelivered {
  constructor(
    readonly caseId: string,
    readonly alertId: string,
    /** Whom the message was for. */
    readonly recipient: string,
    readonly asked: Requester,
  ) {}
}
