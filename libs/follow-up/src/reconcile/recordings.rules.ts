import { laterOf, type Instant } from '@kept-informed/calendar';
import { recordedFor } from '@kept-informed/decisions';
import type { OwedObligation } from '../owing/applicable-commitment.rules.js';
import type { HistoryEvent } from './follow-up.state.js';

/** When each fact of a case was recorded, and each thing that facts name first was. */
export interface Recordings {
  readonly ofVersion: ReadonlyMap<number, Instant>;
  readonly ofId: ReadonlyMap<string, Instant>;
}

export function recordingsIn(told: readonly HistoryEvent[]): Recordings {
  const ofVersion = new Map<number, Instant>();
  const ofId = new Map<string, Instant>();
  for (const fact of told) {
    const at = recordedFor(fact);
    ofVersion.set(fact.version, at);
    for (const [field, value] of Object.entries(fact.data))
      if (field.endsWith('Id') && !ofId.has(value as string)) ofId.set(value as string, at);
  }
  return { ofVersion, ofId };
}

/** Since when what was recorded implied an obligation: its trigger, whom it is owed to and as what, and what its period counts from. */
export function impliedAt(
  { trigger, participantId, anchorId, putRight }: OwedObligation,
  { ofVersion, ofId }: Recordings,
): Instant {
  const because = ofVersion.get(trigger.version)!;
  const others = [participantId, anchorId.replace(/-(ended|dropped|adopted)\b.*$/, '')];
  const known = putRight === undefined ? because : laterOf(because, ofVersion.get(putRight) ?? because);
  return others.map((id) => ofId.get(id) ?? because).reduce(laterOf, known);
}
