import type { Instant } from '@kept-informed/calendar';
import { DurationField, Id, InstantField } from '@kept-informed/fields';
import type { Requester } from '@kept-informed/decisions';

/** What every ruling carries: on which case and obligation, who asks, and the reason that is kept with the people. */
export abstract class OnObligation {
  caseId: string;
  obligationId: string;
  asked: Requester;
  noteId?: string;
  noteDigest?: string;
}

/** Stops the clock. */
export class PauseClock extends OnObligation {
  @Id({ description: 'A code of those that the commitment allows, such as consent-awaited.' })
  reason: string;

  @InstantField({ optional: true, description: 'Since when; now if left out.' })
  from?: Instant;
}

/** Starts the clock again. */
export class ResumeClock extends OnObligation {
  @InstantField({ optional: true, description: 'From when; now if left out.' })
  at?: Instant;
}

/** Adds to the limit. */
export class ExtendClock extends OnObligation {
  @DurationField({ description: 'In the unit of the limit: P10D.', positive: true })
  by: string;
}

/** Records that the participant does not want it. */
export class WaiveObligation extends OnObligation {
  @Id({ description: 'The participant, or a representative of theirs with authority.' })
  requestedBy: string;

  @InstantField({ optional: true, description: 'When they said so; now if left out.' })
  at?: Instant;
}

/** Endorses that reasonable steps were taken and failed. */
export class ExcuseObligation extends OnObligation {}

/** Finds that it was never owed. */
export class VoidObligation extends OnObligation {}

/** Takes a ruling back: it never was. */
export class UndoRuling extends OnObligation {
  rulingId: string;
}
