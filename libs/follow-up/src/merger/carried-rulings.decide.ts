import type { NewFactOf } from '@kept-informed/event-store';
import { idOf } from '@kept-informed/decisions';
import { obligationKey, type ObligationGrounds } from '../obligation/obligation-key.rules.js';
import type { FollowUpEvent } from '../reconcile/follow-up.state.js';
import type { ClockResumed, RulingEvent, RulingUndone } from '../ruling/ruling.events.js';

/** The two cases of a merger, and who the participants of the first are in the other. */
export interface Merger {
  readonly from: string;
  readonly into: string;
  readonly places: Readonly<Record<string, string>>;
}

/** The rulings that are about an obligation themselves; the others are about one of these. */
type OwnRuling = Exclude<RulingEvent, ClockResumed | RulingUndone>;

const ownRulings: Readonly<Record<OwnRuling['type'], true>> = {
  ClockPaused: true,
  ClockExtended: true,
  WaiverRuled: true,
  ExcusalRuled: true,
  VoidingRuled: true,
};

const isOwnRuling = (fact: FollowUpEvent): fact is OwnRuling => fact.type in ownRulings;

/**
 * What was decided about obligations goes with them: they are owed in the other case because of the same trigger. What the
 * opening or closing of the first case made owed is not owed there, nor is what was decided about it.
 */
export function carriedRulings(facts: readonly FollowUpEvent[], merger: Merger) {
  const stays = ownTriggers(facts, merger.from);
  const arisen = arisenIn(facts);
  const carried = new Map<FollowUpEvent, NewFactOf<RulingEvent>>();
  const aboutThere = new Map<string, string>();
  for (const fact of facts) {
    const { occurred } = fact;
    if (isOwnRuling(fact) && !stays.has(fact.data.triggerId)) {
      const data = placed(fact.data, arisen.get(fact.data.obligationId), merger);
      aboutThere.set(data.rulingId, data.obligationId);
      carried.set(fact, { type: fact.type, data, occurred } as NewFactOf<OwnRuling>);
    } else if (fact.type === 'ClockResumed' && aboutThere.has(fact.data.pauseId)) {
      const data = { ...fact.data, obligationId: aboutThere.get(fact.data.pauseId)! };
      aboutThere.set(data.rulingId, data.obligationId);
      carried.set(fact, { type: fact.type, data, occurred });
    } else if (fact.type === 'RulingUndone' && aboutThere.has(fact.data.rulingId))
      carried.set(fact, { type: fact.type, data: fact.data, occurred });
  }
  return carried;
}

/** About whom and which obligation it is in the other case. */
function placed(ruled: OwnRuling['data'], arose: ObligationGrounds | undefined, { into, places }: Merger) {
  const participantId = places[ruled.participantId] ?? ruled.participantId;
  const single = { anchorId: ruled.triggerId, period: 1 };
  const obligationId = idOf(into, obligationKey({ ...single, ...ruled, ...arose, participantId }));
  return { ...ruled, participantId, obligationId };
}

/** Triggers that are of the case itself and not of what was recorded of its participants. */
function ownTriggers(facts: readonly FollowUpEvent[], caseId: string): Set<string> {
  return new Set([caseId, ...facts.flatMap((fact) => (fact.type === 'CaseClosed' ? [fact.data.closureId] : []))]);
}

function arisenIn(facts: readonly FollowUpEvent[]): Map<string, ObligationGrounds> {
  return new Map(facts.flatMap(({ type, data }) => (type === 'ObligationArose' ? [[data.obligationId, data]] : [])));
}
