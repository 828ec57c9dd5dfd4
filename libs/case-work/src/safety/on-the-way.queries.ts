import { addHours, type Instant } from '@kept-informed/calendar';
import { ask, columns } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';

/** Something written that was sent to somebody and may still be on its way. */
export interface OnTheWay {
  readonly contactId: string;
  readonly method: string;
  /** By which of their routes; null: it is not known. */
  readonly routeId: string | null;
  readonly occurredAt: Instant;
}

/** Whose, by which methods, and as of when. */
interface OnTheWayQuestion {
  readonly participantId: string;
  readonly methods: readonly string[];
  readonly now: Instant;
}

/** So long a letter may take. */
const daysOnTheWay = 7;

const sent = `
  select ${columns<OnTheWay>('k', 'contactId', 'method', 'routeId', 'occurredAt')} from contacts k
  where k.participant_ids @> array[$1] and k.direction = 'outbound' and k.outcome = 'sent' and k.method = any ($2)
    and k.occurred_at > $3 and k.struck_out_at is null order by k.occurred_at desc, k.contact_id`;

/** What was sent in the last days and of which nothing has been heard since, the latest first. */
export function onTheWay(
  manager: EntityManager,
  { participantId, methods, now }: OnTheWayQuestion,
): Promise<OnTheWay[]> {
  return ask(manager, sent, [participantId, methods, addHours(now, -24 * daysOnTheWay)]);
}
