import type { NewFactOf } from '@kept-informed/event-store';
import { idOf } from '@kept-informed/decisions';
import { obligationKey, type ObligationGrounds } from '../obligation/obligation-key.rules.js';
import type { FollowUpEvent } from '../reconcile/follow-up.state.js';
import type { RulingEvent } from '../ruling/ruling.events.js';

/** The two cases of a merger, and who the participants of the first are in the other. */
export interface Merger {
  readonly from: string;
  readonly into: string;
  readonly places: Readonly<Record<string, string>>;
}

type CarriedRulings = Map<FollowUpEvent, NewFactOf<RulingEvent>>;

/**
 * What was decided about obligations goes with them: they are owed in the other case because of the same trigger. What the
 * opening or closing of the first case made owed is not owed there, nor is what was decided about it.
 */
export function carriedRulings(facts: readonly FollowUpEvent[], { from, into, places }: Merger): CarriedRulings {
  const stays = ownTriggers(facts, from);
  const arisen = arisenIn(facts);
  const carried: CarriedRulings = new Map();
  const aboutThere = new Map<string, string>();
  for (const fact of facts) {
    switch (fact.type) {
      case 'ClockPaused':
      case 'ClockExtended':
      case 'WaiverRuled':
      case 'ExcusalRuled':
      case 'VoidingRuled': {
        const { data, type, occurred } = fact;
        if (stays.has(data.triggerId)) break;
        const participantId = places[data.participantId] ?? data.participantId;
        const single = { anchorId: data.triggerId, period: 1 };
        const grounds = { ...single, ...data, ...arisen.get(data.obligationId), participantId };
        const obligationId = idOf(into, obligationKey(grounds));
        aboutThere.set(data.rulingId, obligationId);
        const placed = { ...data, participantId, obligationId };
        carried.set(fact, { type, data: placed, occurred } as NewFactOf<typeof fact>);
        break;
      }
      case 'ClockResumed': {
        const { data, type, occurred } = fact;
        const obligationId = aboutThere.get(data.pauseId);
        if (obligationId === undefined) break;
        aboutThere.set(data.rulingId, obligationId);
        carried.set(fact, { type, data: { ...data, obligationId }, occurred });
        break;
      }
      case 'RulingUndone': {
        const { data, type, occurred } = fact;
        if (aboutThere.has(data.rulingId)) carried.set(fact, { type, data, occurred });
      }
    }
  }
  return carried;
}

/** Triggers that are of the case itself and not of what was recorded of its participants. */
function ownTriggers(facts: readonly FollowUpEvent[], caseId: string): Set<string> {
  return new Set([caseId, ...facts.flatMap((fact) => (fact.type === 'CaseClosed' ? [fact.data.closureId] : []))]);
}

function arisenIn(facts: readonly FollowUpEvent[]): Map<string, ObligationGrounds> {
  return new Map(facts.flatMap(({ type, data }) => (type === 'ObligationArose' ? [[data.obligationId, data]] : [])));
}
