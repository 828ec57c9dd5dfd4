import type { NewFact, RecordedFact } from '@kept-informed/event-store';
import { idOf, obligationKey } from '@kept-informed/decisions';

/** The two cases of a merger, and who the participants of the first are in the other. */
export interface Merger {
  readonly from: string;
  readonly into: string;
  readonly places: Readonly<Record<string, string>>;
}

interface RuledObligation {
  readonly rulingId: string;
  readonly obligationId: string;
  readonly commitment: string;
  readonly participantId: string;
  readonly triggerId: string;
}

const decided: ReadonlySet<string> = new Set([
  'ClockPaused',
  'ClockExtended',
  'WaiverRuled',
  'ExcusalRuled',
  'VoidingRuled',
]);

/**
 * What was decided about duties goes with them: they are owed in the other case because of the same trigger. What the
 * opening or closing of the first case made owed is not owed there, nor is what was decided about it.
 */
export function carriedRulings(facts: readonly RecordedFact[], merger: Merger): Map<RecordedFact, NewFact> {
  const stays = ownTriggers(facts, merger.from);
  const carried = new Map<RecordedFact, NewFact>();
  const ids = new Map<string, string>();
  for (const fact of facts) {
    const { type, occurred } = fact;
    const data = fact.data as RuledObligation & { readonly pauseId?: string };
    if (decided.has(type) && !stays.has(data.triggerId)) {
      const participantId = merger.places[data.participantId] ?? data.participantId;
      const obligationId = idThere(data, participantId, facts, merger);
      ids.set(data.rulingId, obligationId);
      carried.set(fact, { type, data: { ...data, participantId, obligationId }, occurred });
    } else if (type === 'ClockResumed' && ids.has(data.pauseId!)) {
      ids.set(data.rulingId, ids.get(data.pauseId!)!);
      carried.set(fact, { type, data: { ...data, obligationId: ids.get(data.pauseId!) }, occurred });
    } else if (type === 'RulingUndone' && ids.has(data.rulingId)) carried.set(fact, { type, data, occurred });
  }
  return carried;
}

/** Triggers that are of the case itself and not of what was recorded of its participants. */
function ownTriggers(facts: readonly RecordedFact[], caseId: string): Set<string> {
  const closures = facts.filter(({ type }) => type === 'CaseClosed');
  return new Set([caseId, ...closures.map(({ data }) => (data as { closureId: string }).closureId)]);
}

/** The id that the same duty has in the other case. */
function idThere(
  ruled: RuledObligation,
  participantId: string,
  facts: readonly RecordedFact[],
  { from, into }: Merger,
): string {
  const there = { ...ruled, participantId };
  if (idOf(from, obligationKey(ruled)) === ruled.obligationId) return idOf(into, obligationKey(there));
  const arose = facts.find(
    ({ type, data }) =>
      type === 'ObligationArose' && (data as { obligationId: string }).obligationId === ruled.obligationId,
  );
  return idOf(into, obligationKey(there, arose!.data as { anchorId: string; period: number }));
}
