import type { ReplacedObligation } from '../case/case.events.js';
import { obligationKey, type ObligationGrounds } from '../obligation/obligation-key.rules.js';
import type { NewFactOf } from '@kept-informed/event-store';
import { idOf } from '@kept-informed/decisions';
import type { FollowUpEvent } from '../reconcile/follow-up.state.js';
import type { ClockResumed, RulingEvent, RulingUndone } from '../ruling/ruling.events.js';

/** The two cases of a merger, and who the participants of the first are in the other. */
export interface Merger {
  readonly from: string;
  readonly into: string;
  readonly places: Readonly<Record<string, string>>;
  /** What stays owed in the other because of something in the first. */
  readonly staying: readonly ReplacedObligation[];
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
 * closing of the first case made owed is not owed there, nor what its opening did where that gave way.
 */
export function carriedRulings(facts: readonly FollowUpEvent[], merger: Merger) {
  const isLeft = leftIn(facts, merger);
  const arisen = arisenIn(facts);
  const carried = new Map<FollowUpEvent, NewFactOf<RulingEvent>>();
  const aboutThere = new Map<string, string>();
  for (const fact of facts) {
    const { occurred } = fact;
    if (isOwnRuling(fact) && !isLeft(fact.data)) {
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

/** What is owed because of the closing of the case or, unless it stays, of an opening is owed there no more. */
function leftIn(facts: readonly FollowUpEvent[], { from, places, staying }: Merger) {
  const closings = new Set(facts.flatMap((fact) => (fact.type === 'CaseClosed' ? [fact.data.closureId] : [])));
  const openings = new Set([
    from,
    ...facts.flatMap((fact) => (fact.type === 'CaseAbsorbed' ? [fact.data.caseId] : [])),
  ]);
  return ({ commitment, participantId, triggerId }: OwnRuling['data']): boolean =>
    closings.has(triggerId) ||
    (openings.has(triggerId) &&
      !staying.some(
        (one) =>
          one.triggerId === triggerId &&
          one.commitment === commitment &&
          one.participantId === (places[participantId] ?? participantId),
      ));
}

function arisenIn(facts: readonly FollowUpEvent[]): Map<string, ObligationGrounds> {
  return new Map(facts.flatMap(({ type, data }) => (type === 'ObligationArose' ? [[data.obligationId, data]] : [])));
}
