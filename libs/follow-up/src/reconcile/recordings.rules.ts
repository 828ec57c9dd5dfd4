import { laterOf, type Instant } from '@kept-informed/calendar';
import { recordedFor } from '@kept-informed/decisions';
import { isAwaited } from '../contact/attempt-or-reached.rules.js';
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
  const awaited = new Set<string>();
  for (const fact of told) {
    const at = recordedFor(fact);
    ofVersion.set(fact.version, at);
    if (fact.type === 'ContactMade' && isAwaited(fact.data)) awaited.add(fact.data.contactId);
    // A text makes an update once it is told to have arrived.
    if (fact.type === 'ReceiptCame' && fact.data.outcome !== 'returned' && awaited.delete(fact.data.contactId))
      ofId.set(fact.data.contactId, at);
    if (fact.type === 'CaseAbsorbed') {
      for (const { caseId, recorded } of fact.data.openings ?? []) ofId.set(caseId, recorded);
      for (const { assessmentId, recorded } of fact.data.entitlements ?? [])
        if (assessmentId !== undefined) ofId.set(assessmentId, recorded);
    }
    for (const [field, value] of Object.entries(fact.data))
      if (field.endsWith('Id') && !ofId.has(value as string)) ofId.set(value as string, at);
  }
  return { ofVersion, ofId };
}

/** Since when what was recorded implied an obligation: its trigger, whom it is owed to and as what, and what its period counts from. */
export function impliedAt(
  { trigger, participantId, anchorId, place, putRight }: OwedObligation,
  { ofVersion, ofId }: Recordings,
): Instant {
  const because = trigger.recorded ?? ofVersion.get(trigger.version)!;
  const anchor = anchorId.replace(/-(ended|dropped|adopted)\b.*$/, '');
  // Who was on the case that it was brought from may have been entered here since.
  const others = (trigger.origin ?? trigger.carriedFrom) === undefined ? [participantId, anchor] : [anchor];
  const known = putRight === undefined ? because : laterOf(because, ofVersion.get(putRight) ?? because);
  const { brought = known, putRight: anchored = known } = place?.anchor ?? {};
  return [brought, anchored, ...others.map((id) => ofId.get(id) ?? because)].reduce(laterOf, known);
}
