import type { Instant } from '@kept-informed/calendar';
import type { Fold, NewFactOf, RecordedFact, RecordingContext } from '@kept-informed/event-store';
import type { Provenance } from '@kept-informed/decisions';
import type { AlertEvent } from '../alert/alert.events.js';
import { alertFold, type Alerts } from '../alert/alert.state.js';
import type { CaseEvent } from '../case/case.events.js';
import { caseFold, openedCase } from '../case/case.state.js';
import { asksForAnswer } from '../contact/attempt-or-reached.rules.js';
import type { ContactEvent } from '../contact/contact.events.js';
import { contactFold, type Contacts } from '../contact/contact.state.js';
import type { DisputeEvent } from '../dispute/dispute.events.js';
import { disputeFold, noDisputes, type Disputes } from '../dispute/dispute.state.js';
import type { FeedbackEvent } from '../feedback/feedback.events.js';
import { feedbackFold } from '../feedback/feedback.state.js';
import type { ObligationEvent } from '../obligation/obligation.events.js';
import { obligationFold, type Obligation } from '../obligation/obligation.state.js';
import type { OptOutEvent } from '../opt-out/opt-out.events.js';
import { optOutFold } from '../opt-out/opt-out.state.js';
import { originOf } from '../owing/came-together.rules.js';
import type { CaseHistory } from '../owing/case-history.state.js';
import type { RulingEvent } from '../ruling/ruling.events.js';
import { rulingFold, type RulingHistory } from '../ruling/ruling.state.js';

/** What people recorded of a case: what is owed on it follows from these alone. */
export type HistoryEvent = CaseEvent | ContactEvent | FeedbackEvent | RulingEvent | OptOutEvent;

/** Any fact of a case's stream. */
export type FollowUpEvent = HistoryEvent | DisputeEvent | ObligationEvent | AlertEvent;

/** A case as its stream tells of it: what people recorded, and what follows from it. */
export interface FollowUp {
  /** The stream's version; 0: nothing is recorded. */
  version: number;
  /** The latest instant at which any of it was recorded. */
  recordedAt?: Instant;
  case?: CaseHistory;
  /** What `case` was folded from. */
  readonly told: HistoryEvent[];
  readonly obligations: Map<string, Obligation>;
  readonly disputes: Disputes;
  readonly alerts: Alerts;
}

export function emptyFollowUp(): FollowUp {
  return {
    version: 0,
    told: [],
    obligations: new Map(),
    disputes: noDisputes(),
    alerts: { raised: new Map(), skipped: new Map() },
  };
}

const historyFold: Fold<FollowUp, HistoryEvent> = {
  CaseOpened: (state, fact) => {
    state.case = {
      ...openedCase(fact),
      contacts: [],
      struckOut: [],
      messages: [],
      feedback: new Map(),
      rulings: [],
      undone: [],
      optOuts: [],
      recorded: new Map(),
      brought: new Map(),
      shapedBy: fact.version,
    };
  },
  ...within((state) => state.case!, caseFold),
  ...within((state) => state.case! as Contacts, contactFold),
  ...within((state) => state.case!.feedback, feedbackFold),
  ...within((state) => state.case! as RulingHistory, rulingFold),
  ...within((state) => state.case!.optOuts, optOutFold),
};

const followUpFold: Fold<FollowUp, FollowUpEvent> = {
  ...historyFold,
  ...within(({ disputes }) => disputes, disputeFold),
  ...within(({ obligations }) => obligations, obligationFold),
  ...within(({ alerts }) => alerts, alertFold),
};

/** The fold of a part as one of the whole. */
function within<Part, Fact extends RecordedFact>(partOf: (state: FollowUp) => Part, fold: Fold<Part, Fact>) {
  const takes = Object.entries(fold) as [string, (part: Part, fact: Fact) => void][];
  return Object.fromEntries(
    takes.map(([type, take]) => [type, (state: FollowUp, fact: Fact) => take(partOf(state), fact)]),
  ) as Record<Fact['type'], (state: FollowUp, fact: Fact) => void>;
}

const isTold = (fact: FollowUpEvent): fact is HistoryEvent => fact.type in historyFold;

/** Whether it can change what is promised to whom: a contact only if it asks for an answer. */
function isShaping(fact: HistoryEvent): boolean {
  if (fact.type === 'ContactMade' || fact.type === 'ContactAttempted') return asksForAnswer(fact.data);
  return fact.type !== 'ContactSettled' && fact.type !== 'ReceiptCame' && fact.type !== 'MessageLeft';
}

/** The state with one more fact; changes and answers the given state. */
export function evolve(state: FollowUp, fact: FollowUpEvent): FollowUp {
  state.version = fact.version;
  if (!state.recordedAt || fact.recorded > state.recordedAt) state.recordedAt = fact.recorded;
  // Where it stands in the store is not known of one that is about to be recorded, and changes nothing.
  const isOfHistory = isTold(fact);
  if (isOfHistory) state.told.push({ ...fact, position: '', stream: '' });
  (followUpFold[fact.type] as (state: FollowUp, fact: FollowUpEvent) => void)(state, fact);
  if (state.case) {
    const provenance = fact.data as Provenance;
    const { firstRecorded = fact.recorded } = provenance;
    const origin = originOf(provenance, state.case);
    state.case.recorded.set(fact.version, firstRecorded);
    if (origin !== undefined) state.case.brought.set(fact.version, origin);
    if (isOfHistory && isShaping(fact)) state.case.shapedBy = fact.version;
  }
  return state;
}

export function fold(facts: readonly FollowUpEvent[]): FollowUp {
  return facts.reduce(evolve, emptyFollowUp());
}

/** The case as these facts alone tell of it; none: it is not opened by them. */
export function historyFrom(told: readonly HistoryEvent[]): CaseHistory | undefined {
  return fold(told).case;
}

/** Brings a state up to facts that are about to be recorded; changes the given state. */
export function advance(
  state: FollowUp,
  facts: readonly NewFactOf<FollowUpEvent>[],
  recording: RecordingContext,
): void {
  for (const fact of facts) {
    const version = state.version + 1;
    const place = { version, position: '', stream: '', simulated: recording.simulated ?? false };
    evolve(state, { ...fact, ...recording, ...place } as FollowUpEvent);
  }
}
