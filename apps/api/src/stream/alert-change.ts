import { isInSight, type SeenCase, type Sight } from '@kept-informed/decisions';
import type { Checkpoint, RecordedFact } from '@kept-informed/event-store';
import { alertChanges, leftByChange, type AlertFilter } from '@kept-informed/follow-up';
import type { AnsweredAlert } from '../alerts/alerts.reader.js';
import { withShorterInstants } from '../http/instants.js';

/** Which alerts a listener hears of; everything given must hold. The same as of the list. */
export type ListenerFilter = Omit<AlertFilter, 'ids'>;

/** One change of an alert, written once for all who listen. */
export interface AlertChange {
  readonly seen: SeenCase | undefined;
  readonly place: Checkpoint;
  readonly about: Readonly<Record<keyof ListenerFilter, string | readonly string[] | null>>;
  readonly text: string;
}

/** The types of fact that the stream tells of. */
export const changeTypes: readonly string[] = [...alertChanges.keys()];

/**
 * A fact as a server-sent event; its id is the fact's position. The alert has what the fact gave it, and else what it has by
 * now. Who is handed an alert and who loses it both hear of it.
 */
export function changeOf(
  fact: RecordedFact,
  place: Checkpoint,
  { alert, seen }: { readonly alert: AnsweredAlert; readonly seen: SeenCase | undefined },
): AlertChange {
  const left = { ...alert, ...leftByChange(fact) };
  const { position } = fact;
  const { status, rung, team, bcu, recipient, caseId } = left;
  const { from } = fact.data as { readonly from?: string };
  return {
    place,
    seen,
    about: { status, rung, team, bcu, recipient: from === undefined ? recipient : [from, recipient], caseId },
    text: eventText('alert', { ...left, change: alertChanges.get(fact.type), position }, position),
  };
}

/** Whether a listener may hear of a change, and wants to. */
export function isWanted({ about, seen }: AlertChange, filter: ListenerFilter, sight: Sight | null): boolean {
  if (!seen || !isInSight(sight, seen)) return false;
  return (Object.keys(filter) as (keyof ListenerFilter)[]).every((key) => {
    const wanted = filter[key];
    return wanted === undefined || listOf(wanted).some((one) => listOf(about[key]).includes(one));
  });
}

const listOf = (one: string | readonly string[] | null): readonly string[] =>
  one === null ? [] : typeof one === 'string' ? [one] : one;

/** An event as it goes over the line; JSON has no line breaks of its own. */
export function eventText(event: string, data: object, id?: string): string {
  const numbered = id === undefined ? '' : `id: ${id}\n`;
  return `${numbered}event: ${event}\ndata: ${withShorterInstants(data)}\n\n`;
}
