import { earliestOf, type Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import { idOf } from '@kept-informed/decisions';
import { raisedAt, type HeldDispute } from '../dispute/dispute.state.js';
import type { OwedObligation } from '../owing/applicable-commitment.rules.js';
import type { CaseHistory } from '../owing/case-history.state.js';
import { owed, type OwedByNow, type ReadCase } from '../owing/owed.rules.js';
import { historyFrom, type HistoryEvent } from './follow-up.state.js';

/** A case as it was recorded, and the disputes about it by which something stands as it stood. */
export interface DisputedCase {
  readonly subject: CaseHistory;
  readonly told: readonly HistoryEvent[];
  readonly held: readonly HeldDispute[];
  /** The case as it is read then, where that is known already. */
  readonly read?: ReadCase;
}

/**
 * What a case owes by `now`, an obligation under dispute as it stood: derived without what was recorded after its due
 * instant. Where all that is recorded says that it has ended, it is closed from that recording on (rules.md, Corrections).
 */
export function owedAsItStood({ subject, told, held, read }: DisputedCase, book: Rulebook, now: Instant): OwedByNow {
  const all = owed(subject, book, now, read);
  if (held.length === 0) return all;
  const { caseId } = subject;
  const items = byId(all.items, caseId);
  const left = new Map<string, Map<string, OwedObligation>>();
  let { nextAt } = all;
  const readWithout = (causes: readonly number[], facts: readonly HistoryEvent[]) => {
    const key = `${causes.join()} ${facts.length}`;
    const found =
      left.get(key) ?? byId(owed(historyFrom(leavingOut(new Set(causes), facts))!, book, now).items, caseId);
    left.set(key, found);
    return found;
  };
  for (const obligationId of new Set(held.map((dispute) => dispute.obligationId))) {
    const disputes = held.filter((dispute) => dispute.obligationId === obligationId);
    const causes = [...new Set(disputes.flatMap((dispute) => dispute.causes))].sort((a, b) => a - b);
    const [since, raised] = beginningOf(disputes);
    const recorded = items.get(obligationId);
    const known = readWithout(causes, told).get(obligationId);
    const isApart = !known || known.place !== undefined;
    const facts = isApart && isOver(recorded) && !isOfMerger(recorded) ? unmergedSince(since, told) : told;
    const stood = facts === told ? known : readWithout(causes, facts).get(obligationId);
    if (!stood) continue;
    items.set(obligationId, asItStood(stood, recorded, raised));
    // The next period comes by what is recorded, however this one stands.
    nextAt = earliestOf(nextAt, recorded?.changesAt);
  }
  return { items: [...items.values()], nextAt };
}

/** Since when it is disputed in this case, and since when at all. */
function beginningOf(disputes: readonly HeldDispute[]): [Instant, Instant] {
  const open = disputes.filter(({ isEnded }) => !isEnded);
  const all = open.length > 0 ? open : disputes;
  return [all.map(({ at }) => at), all.map(raisedAt)].map((times) => times.sort()[0]!) as [Instant, Instant];
}

const byId = (items: readonly OwedObligation[], caseId: string): Map<string, OwedObligation> =>
  new Map(items.map((item) => [idOf(caseId, item.key), item]));

/** What was over of a series stays as it was when cases are merged (rules.md, Mergers). */
function unmergedSince(since: Instant, told: readonly HistoryEvent[]): readonly HistoryEvent[] {
  const merger = told.find(
    ({ type, occurred }) => (type === 'CaseAbsorbed' || type === 'CaseMerged') && occurred > since,
  );
  if (!merger) return told;
  const brought = told.filter(({ version, data }) => version > merger.version && 'carriedFrom' in data);
  return leavingOut(new Set([merger, ...brought].map(({ version }) => version)), told);
}

const isOver = (item: OwedObligation | undefined): boolean =>
  !item || item.outcome !== undefined || item.lapsedAt !== undefined;

const isOfMerger = (item: OwedObligation | undefined): boolean => {
  const because = item?.outcome?.because;
  return because === 'case-merged' || because === 'same-due-first';
};

/** Unmet as it stood, and over by what was recorded since: nobody is to see to it any more. */
function asItStood(stood: OwedObligation, recorded: OwedObligation | undefined, since: Instant): OwedObligation {
  if (!isOver(recorded) || stood.outcome) return stood;
  return { ...stood, paused: undefined, lapsedAt: earliestOf(stood.lapsedAt, since)!, changesAt: null };
}

/** What other facts name that follow from one: without it they say nothing. */
const idFields: Partial<Record<HistoryEvent['type'], string>> = {
  CaseAbsorbed: 'caseId',
  ParticipantAdded: 'participantId',
  ContactMade: 'contactId',
  ContactAttempted: 'contactId',
  FeedbackReceived: 'feedbackId',
  ReplyRequested: 'requestId',
  MilestoneReached: 'milestoneId',
  OptedOut: 'optOutId',
  ContactPlanAgreed: 'planId',
  ClockPaused: 'rulingId',
  ClockExtended: 'rulingId',
  WaiverRuled: 'rulingId',
  ExcusalRuled: 'rulingId',
  VoidingRuled: 'rulingId',
};

/** What was recorded without some of it, and without what was said of that since. */
export function leavingOut(versions: ReadonlySet<number>, told: readonly HistoryEvent[]): HistoryEvent[] {
  const gone = new Set<unknown>();
  let closureGone = false;
  return told.filter((fact) => {
    const { type, data, version } = fact;
    const field = idFields[type];
    const goes = versions.has(version) || (gone.size > 0 && namedIn(fact).some((value) => gone.has(value)));
    if (goes && field) gone.add((data as Record<string, unknown>)[field]);
    const reopens = type === 'CaseReopened' && closureGone;
    if (type === 'CaseClosed') closureGone = goes;
    else if (reopens) closureGone = false;
    return !goes && !reopens;
  });
}

/** What a fact is about; a contact is something of its own, whatever it answers. */
function namedIn({ type, data }: HistoryEvent): unknown[] {
  if (type === 'ContactMade' || type === 'ContactAttempted') return [];
  return type === 'ContactSettled' ? Object.values(data).flat() : Object.values(data);
}
