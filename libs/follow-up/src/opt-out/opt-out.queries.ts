import type { Instant, LocalDate } from '@kept-informed/calendar';
import { ask, columns } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';

/** What a participant does not want to be told, from when and until when. */
export interface OptOutView {
  readonly optOutId: string;
  readonly participantId: string;
  readonly scope: string;
  readonly from: Instant;
  /** The last London date on which it holds. */
  readonly until: LocalDate | null;
  readonly requestedBy: string;
  readonly identifiedBy: string;
  readonly optedBackInAt: Instant | null;
  /** When a supervisor found that it never was their wish. */
  readonly voidedAt: Instant | null;
  /** Of everything: the event duties of a Code were named to the person, and are not wanted either. */
  readonly statutoryNamed: boolean;
  readonly noteId: string | null;
}

const optOuts = `
  select ${columns<OptOutView>('o', 'optOutId', 'participantId', 'scope')}, opted_out_at as "from",
    ${columns<OptOutView>('o', 'until', 'requestedBy', 'identifiedBy', 'optedBackInAt', 'voidedAt', 'statutoryNamed', 'noteId')}
  from opt_outs o where case_id = $1 order by opted_out_at, opt_out_id`;

export function optOutsOf(manager: EntityManager, caseId: string): Promise<OptOutView[]> {
  return ask(manager, optOuts, [caseId]);
}
