import type { Rulebook } from '@kept-informed/commitments';
import { idOf } from '@kept-informed/decisions';
import type { NewFactOf } from '@kept-informed/event-store';
import type { DisputeEnded } from '../dispute/dispute.events.js';
import {
  changedBy,
  copyOf,
  heldDisputes,
  marksOf,
  type Dispute,
  type Disputes,
  type HeldDispute,
} from '../dispute/dispute.state.js';
import type { OwedObligation } from '../owing/applicable-commitment.rules.js';
import type { CaseHistory } from '../owing/case-history.state.js';
import { leavingOut, owedAsItStood } from './as-it-stood.rules.js';
import { betterStanding, isOwedOn, otherOwner, standingAt } from './bettered.rules.js';
import { historyFrom, type FollowUp, type HistoryEvent } from './follow-up.state.js';

/** What was recorded in one go. */
export type RequestFacts = readonly [HistoryEvent, ...HistoryEvent[]];

/** The disputes of before that nothing supports any more since a recording: by its effect too, and one after the other. */
export function undoneBy(recording: RequestFacts, state: FollowUp, book: Rulebook): NewFactOf<DisputeEnded>[] {
  const { version: first } = recording[0];
  if (recording.some(({ type }) => type === 'CaseMerged' || type === 'CaseAbsorbed')) return [];
  const disputes = copyOf(state.disputes);
  const told = state.told.filter(({ version }) => version <= recording.at(-1)!.version);
  return heldOrConfirmed(disputes, first).flatMap((dispute) => {
    const others = heldDisputes(disputes, told.at(-1)!.version + 1).filter(
      ({ disputeId }) => disputeId !== dispute.disputeId,
    );
    if (saysOtherwise(dispute, others, told, book)) return [];
    disputes.ended.set(dispute.disputeId, first);
    return [ending(dispute, recording[0], { ...state, disputes })];
  });
}

/** Raised before: what was refused stays refused, whatever comes of what raised it. */
function heldOrConfirmed({ raised, decided, ended }: Disputes, first: number): Dispute[] {
  return [...raised.values()].filter(({ disputeId, causes }) => {
    const decision = decided.get(disputeId);
    const isRefused = decision?.confirmed === false && decision.version < first;
    return causes[0]! < first && !isRefused && !ended.has(disputeId);
  });
}

/** Whether it would stand better with what raised it than without, which leaves it as it was lost; or be somebody else's. */
function saysOtherwise(
  { obligationId, causes, would }: Dispute,
  held: readonly HeldDispute[],
  told: readonly HistoryEvent[],
  book: Rulebook,
): boolean {
  const at = told.at(-1)!.recorded;
  const said = leavingOut(new Set(causes.filter((version) => isNobodysWish(version, told))), told);
  const [before, after] = [leavingOut(new Set(causes), told), said].map((facts) => {
    const subject = historyFrom(facts)!;
    const { items } = owedAsItStood({ subject, told: facts, held }, book, at);
    return { subject, item: items.find(({ key }) => idOf(subject.caseId, key) === obligationId) };
  }) as [OwedThen, OwedThen];
  const merger = after.subject.merged?.version;
  const stood = before.item && (isOwedOn(before.item, merger) ? 'missed' : standingAt(before.item, at)?.[0]?.as);
  if (!stood) return true;
  if (would !== 'other-owner') return betterStanding(before.item!, stood, after.item, merger) !== undefined;
  return !after.item || otherOwner(before.item!, before.subject, after.subject) !== undefined;
}

/** A wish that never was theirs says nothing, though what it waived stays so (rules.md, Voided opt-outs). */
function isNobodysWish(version: number, told: readonly HistoryEvent[]): boolean {
  const wish = told.find((fact) => fact.version === version)!;
  const isOf = ({ type, data }: HistoryEvent) =>
    type === 'OptOutVoided' && wish.type === 'OptedOut' && data.optOutId === wish.data.optOutId;
  return told.some(isOf);
}

interface OwedThen {
  readonly subject: CaseHistory;
  readonly item: OwedObligation | undefined;
}

function ending(
  { disputeId, obligationId }: Dispute,
  { version, recorded }: HistoryEvent,
  { disputes, obligations }: FollowUp,
): NewFactOf<DisputeEnded> {
  const { disputed } = marksOf(obligationId, disputes);
  const { stood, owner } = changedBy(obligationId, disputes);
  const marks = { stood: stood ?? obligations.get(obligationId)?.stood ?? null, owner };
  const about = { disputeId, obligationId, cause: version, stillDisputed: disputed };
  const data = { ...about, ...(disputes.decided.has(disputeId) && { marks }) };
  return { type: 'DisputeEnded', data, occurred: recorded, causedBy: version };
}
