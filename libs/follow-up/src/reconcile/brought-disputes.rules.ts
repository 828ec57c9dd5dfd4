import { idOf } from '@kept-informed/decisions';
import type { NewFactOf } from '@kept-informed/event-store';
import type { BroughtDispute } from '../case/case.events.js';
import type { Absorption } from '../case/case.state.js';
import type { DisputeDecided, DisputedStanding, ObligationDisputed } from '../dispute/dispute.events.js';
import { obligationKey } from '../obligation/obligation-key.rules.js';
import type { CaseHistory } from '../owing/case-history.state.js';
import type { HistoryEvent } from './follow-up.state.js';

/** What a merger brought with what is disputed, and was decided of it: of a duty that is owed on here. */
export function broughtDisputes(
  recording: readonly HistoryEvent[],
  { caseId, absorbed }: CaseHistory,
): NewFactOf<ObligationDisputed | DisputeDecided>[] {
  const versions = new Set(recording.map(({ version }) => version));
  return absorbed
    .filter(({ version }) => versions.has(version))
    .flatMap((merger) => merger.disputes.flatMap((dispute) => factsOf(dispute, merger, caseId)));
}

/** Whether something else that was brought is about the same duty, and waits to be decided. */
const isDisputedStill = (obligationId: string, { disputes }: Absorption, caseId: string): boolean =>
  disputes.some((one) => !one.decided && idOf(caseId, obligationKey(one)) === obligationId);

function factsOf(
  { causes, recordedBy, raisedAt, stood, would, owner, decideBy, decided, ...grounds }: BroughtDispute,
  merger: Absorption,
  caseId: string,
): NewFactOf<ObligationDisputed | DisputeDecided>[] {
  const { version, at: occurred, caseId: carriedFrom } = merger;
  const obligationId = idOf(caseId, obligationKey(grounds));
  const about = { disputeId: idOf('dispute', obligationId, carriedFrom, raisedAt), obligationId, carriedFrom };
  const so = { causes: causes.map((place) => version + place), recordedBy, raisedAt, stood, ...(owner && { owner }) };
  const data = { ...about, ...so, would: would as DisputedStanding, ...(decideBy && { decideBy }) };
  const raised = { type: 'ObligationDisputed', data, occurred, causedBy: version } as const;
  if (!decided) return [raised];
  const { at, by: decidedBy, confirmed, ...note } = decided;
  const change = confirmed && (owner ? { owner } : { stood });
  const stillDisputed = isDisputedStill(obligationId, merger, caseId);
  const decision = { ...about, ...note, confirmed, decidedBy, stillDisputed, ...change };
  return [raised, { type: 'DisputeDecided', data: decision, occurred: at }];
}
