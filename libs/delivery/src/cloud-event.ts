import type { Instant } from '@kept-informed/calendar';
import type { RecordedFact } from '@kept-informed/event-store';
import { idOf } from '@kept-informed/decisions';
import { alertChanges, caseIdOf } from '@kept-informed/follow-up';

/** The facts that other systems are told of, and what the events are called. */
export const eventTypes: Readonly<Record<string, string>> = Object.fromEntries(
  [...alertChanges].map(([type, change]) => [type, `alert.${change}`]),
);

/** Sent when somebody asks for a trial. */
export const trialType = 'webhook.trial';

/** An event as CloudEvents 1.0 has it. Ids, codes and dates only. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: Instant;
  readonly datacontenttype: 'application/json';
  readonly data: object;
}

/** The event that tells of a fact; its id is the same for ever and for everybody who is told. */
export function cloudEventOf(
  { stream, version, type, occurred, recorded, data }: RecordedFact,
  forceId: string,
): CloudEvent {
  const { alertId, noteId: _note, noteDigest: _digest, ...codes } = data as Record<string, unknown>;
  const isRaising = type === 'AlertRaised' || type === 'ConcernRaised';
  const at = isRaising ? { dueAt: occurred, raisedAt: recorded } : { at: occurred };
  return {
    specversion: '1.0',
    id: idOf('event', stream, version),
    source: `/kept-informed/${forceId}`,
    type: eventTypes[type]!,
    subject: String(alertId),
    time: recorded,
    datacontenttype: 'application/json',
    data: { alertId, caseId: caseIdOf(stream), ...codes, ...at },
  };
}

/** An event about nothing, for somebody who wants to see whether their endpoint works. */
export function trialEvent(id: string, endpointId: string, now: Instant, forceId: string): CloudEvent {
  return {
    specversion: '1.0',
    id,
    source: `/kept-informed/${forceId}`,
    type: trialType,
    subject: endpointId,
    time: now,
    datacontenttype: 'application/json',
    data: {},
  };
}
