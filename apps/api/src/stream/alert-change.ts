import type { DeliveryView } from '@kept-informed/delivery';
import type { Checkpoint, RecordedFact } from '@kept-informed/event-store';
import { alertStatusAfter, type AlertFilter, type PlacedAlert } from '@kept-informed/follow-up';
import { withShorterInstants } from '../http/instants.js';

/** Which alerts a listener hears of; everything given must hold. The same as of the list. */
export type ListenerFilter = Omit<AlertFilter, 'id' | 'after'>;

/** One change of an alert, written once for all who listen. */
export interface AlertChange {
  readonly place: Checkpoint;
  readonly about: Readonly<Record<keyof ListenerFilter, string | null>>;
  readonly text: string;
}

/** What the stream tells of: `AlertRaised` is `raised`. */
export const changeTypes: readonly string[] = Object.keys(alertStatusAfter);

/** An alert with where its case belongs and what was done to bring it to somebody. */
export interface DeliveredAlert extends PlacedAlert {
  readonly deliveries: readonly DeliveryView[];
}

/** A fact as a server-sent event; its id is the fact's position. The alert has the status that the fact gave it. */
export function changeOf(fact: RecordedFact, place: Checkpoint, { team, bcu, ...alert }: DeliveredAlert): AlertChange {
  const status = alertStatusAfter[fact.type]!;
  const told = { ...alert, status, change: fact.type.slice('Alert'.length).toLowerCase(), position: fact.position };
  const { rung, recipient, caseId } = alert;
  return {
    place,
    about: { status, rung, team, bcu, recipient, caseId },
    text: eventText('alert', told, fact.position),
  };
}

export function isWanted({ about }: AlertChange, filter: ListenerFilter): boolean {
  return (Object.keys(filter) as (keyof ListenerFilter)[]).every(
    (key) => filter[key] === undefined || about[key] === filter[key],
  );
}

/** An event as it goes over the line; JSON has no line breaks of its own. */
export function eventText(event: string, data: object, id?: string): string {
  const numbered = id === undefined ? '' : `id: ${id}\n`;
  return `${numbered}event: ${event}\ndata: ${withShorterInstants(data)}\n\n`;
}
