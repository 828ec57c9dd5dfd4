import type { DeliveryView } from '@kept-informed/delivery';
import type { Checkpoint, RecordedFact } from '@kept-informed/event-store';
import { alertStatusAfter, type PlacedAlert } from '@kept-informed/follow-up';
import { shorterInstants } from '../http/instants.js';

/** Which alerts a listener wants to hear of; everything given must hold. The same as of the list. */
export interface AlertWish {
  readonly status?: string;
  readonly rung?: string;
  readonly team?: string;
  readonly bcu?: string;
  readonly recipient?: string;
  readonly caseId?: string;
}

/** One change of an alert, written once for all who listen. */
export interface AlertChange {
  readonly place: Checkpoint;
  readonly about: Readonly<Record<keyof AlertWish, string | null>>;
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

export function isWanted({ about }: AlertChange, wish: AlertWish): boolean {
  return (Object.keys(wish) as (keyof AlertWish)[]).every((key) => wish[key] === undefined || about[key] === wish[key]);
}

/** An event as it goes over the line; JSON has no line breaks of its own. */
export function eventText(event: string, data: object, id?: string): string {
  const numbered = id === undefined ? '' : `id: ${id}\n`;
  return `${numbered}event: ${event}\ndata: ${JSON.stringify(data, shorterInstants)}\n\n`;
}
