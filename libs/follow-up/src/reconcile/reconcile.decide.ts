import { earliestOf, type Instant } from '@kept-informed/calendar';
import { bookAt, type Rulebook } from '@kept-informed/commitments';
import { idOf } from '@kept-informed/decisions';
import type { NewFactOf } from '@kept-informed/event-store';
import type { AlertFollowing } from '../alert/alert.events.js';
import { isLive, type Alert, type Alerts } from '../alert/alert.state.js';
import { concerns, nextAwake } from '../alert/concerns.decide.js';
import { ladderOf } from '../alert/ladder.rules.js';
import { climb, endAlerts, nextRung } from '../alert/rungs.decide.js';
import { nextAttempt } from '../contact/attempts.rules.js';
import type { ContactSettled } from '../contact/contact.events.js';
import type { DisputeEvent } from '../dispute/dispute.events.js';
import type { ObligationEvent, ObligationMark, ObligationSuperseded } from '../obligation/obligation.events.js';
import type { Obligation } from '../obligation/obligation.state.js';
import type { OwedObligation } from '../owing/applicable-commitment.rules.js';
import { readCase, type ReadCase } from '../owing/owed.rules.js';
import { owedAsItStood } from './as-it-stood.rules.js';
import { heldDisputes } from '../dispute/dispute.state.js';
import { newDisputes } from './disputes.rules.js';
import { hasOutcome } from './ending.decide.js';
import type { FollowUp, HistoryEvent } from './follow-up.state.js';
import { handoverBefore } from './handover.rules.js';
import { movedAt } from './learning.decide.js';
import { isDoneAs, reconcileObligation, type ReconciledObligation } from './reconcile-obligation.decide.js';
import type { ReconcileScene } from './reconcile-scene.js';
import { impliedAt, recordingsIn, type Recordings } from './recordings.rules.js';
import { alertsOf, rungQuestion } from './rung-question.rules.js';

/** A rung raised longer than this after its time, in milliseconds of the system's clock, counts as caught up. */
export const defaultGrace = 60_000;

/**
 * Facts that one look brings up, so that with those of a request it never is more than 2,000: whoever waits for the answer, and
 * everybody beside them, would wait for all of it. What is left is brought up by the next look, which is due at once.
 */
export const mostAtOnce = 1_750;

/** The gap between what is owed and what is recorded, and when time alone will open the next. */
export interface Reconciliation {
  readonly facts: readonly NewFactOf<ContactSettled | DisputeEvent | ObligationEvent | AlertFollowing>[];
  /** The first instant ahead at which time alone changes something about the case; null: never. */
  readonly nextCheckAt: Instant | null;
}

/**
 * The facts that bring a case's stream up to what is owed at `now`. Works out from scratch what the recorded history
 * makes owed and adds only what is not on the stream yet, so reconciling twice adds nothing, and when it is done does not
 * change what comes out (rules.md, Sweeps).
 */
export function reconcile(
  state: FollowUp,
  book: Rulebook,
  now: Instant,
  { grace = defaultGrace, judged = 0, read: known }: ReconcileOptions = {},
): Reconciliation {
  const { case: subject, told } = state;
  if (!subject) return { facts: [], nextCheckAt: null };
  const scene: ReconcileScene = {
    state,
    subject,
    book,
    now,
    grace,
    alerts: alertsByObligation(state),
    impliedAt: impliedIn(told),
  };
  const read = known ?? readCase(subject, book, now);
  const unseen = new Map([...state.obligations.values()].map((obligation) => [obligation.key, obligation]));
  const { facts: disputed, disputes } = newDisputes(state, book, judged);
  const held = heldDisputes(disputes);
  const { items, nextAt } = owedAsItStood({ subject, told, held, read }, book, now);
  // What arises only now, because no sweep has been here, is disputed once it has.
  const isThere = ({ data }: (typeof disputed)[number]) => state.obligations.has(data.obligationId);
  const facts: Reconciliation['facts'][number][] = [...read.settling, ...disputed.filter(isThere)];
  let nextCheckAt = nextAt;
  for (const item of items) {
    const recorded = unseen.get(item.key);
    unseen.delete(item.key);
    if (isAsRecorded(item, recorded, scene)) continue;
    const one = reconcileItem(item, recorded, scene);
    if (facts.length + one.facts.length > mostAtOnce) return { facts, nextCheckAt: now };
    facts.push(...one.facts);
    nextCheckAt = earliestOf(nextCheckAt, one.nextCheckAt);
  }
  facts.push(...disputed.filter((one) => !isThere(one)));
  for (const obligation of unseen.values()) facts.push(...withdraw(obligation, scene));
  facts.push(...concerns({ ...scene, alerts: state.alerts, obligations: state.obligations.values() }));
  const awake = nextAwake(stillRaised(state.alerts, facts), now);
  const ahead = [awake, nextAttempt(subject, now), movedAt(items, subject, book, now)];
  return { facts, nextCheckAt: earliestOf(nextCheckAt, ...ahead) };
}

interface ReconcileOptions {
  /** In milliseconds of the system's clock. */
  readonly grace?: number;
  /** What was recorded up to this version was judged when it came: it disputes nothing that is not disputed by now. */
  readonly judged?: number;
  /** The case as it is read at `now`, where that is known already. */
  readonly read?: ReadCase;
}

/** Without those that are ended in this very reconciliation. */
function stillRaised({ raised }: Alerts, facts: Reconciliation['facts']): Alert[] {
  const ended = new Set(
    facts.map((fact) => (fact.type === 'AlertCleared' || fact.type === 'AlertWithdrawn' ? fact.data.alertId : '')),
  );
  return [...raised.values()].filter(({ alertId }) => !ended.has(alertId));
}

function alertsByObligation({ alerts }: FollowUp): Map<string, Alert[]> {
  const found = new Map<string, Alert[]>();
  for (const alert of alerts.raised.values()) {
    if (alert.obligationId === undefined) continue;
    const own = found.get(alert.obligationId);
    if (own) own.push(alert);
    else found.set(alert.obligationId, [alert]);
  }
  return found;
}

/** Gone through once, and only where something arises. */
function impliedIn(told: readonly HistoryEvent[]): ReconcileScene['impliedAt'] {
  let recordings: Recordings | undefined;
  return (owed) => impliedAt(owed, (recordings ??= recordingsIn(told)));
}

const none: readonly Alert[] = [];

/** Ended, recorded as such, and nobody is alerted any more: most of what an old case was ever owed. */
function isAsRecorded(item: OwedObligation, recorded: Obligation | undefined, scene: ReconcileScene): boolean {
  const { outcome, lapsedAt, dueAt } = item;
  const { alerts } = scene;
  if (!recorded || recorded.due.dueAt !== dueAt || !isDoneAs(item, recorded) || recorded.mark !== markOf(item, scene))
    return false;
  const ended = lapsedAt ? recorded.lapsed : outcome !== undefined && hasOutcome(outcome, recorded);
  return ended && !(alerts.get(recorded.obligationId) ?? none).some(isLive);
}

/** What waived it was found never to have been the participant's wish. */
function markOf({ outcome }: OwedObligation, { subject }: ReconcileScene): ObligationMark | undefined {
  const isWrong =
    outcome?.as === 'waived' && subject.optOuts.some(({ optOutId, voided }) => voided && optOutId === outcome.by);
  return isWrong ? 'opt-out-voided' : undefined;
}

function reconcileItem(item: OwedObligation, recorded: Obligation | undefined, scene: ReconcileScene): Reconciliation {
  const { subject, book, now, impliedAt } = scene;
  const obligationId = recorded?.obligationId ?? idOf(subject.caseId, item.key);
  const stood = reconcileObligation({
    obligationId,
    caseId: subject.caseId,
    owed: item,
    recorded,
    impliedAt,
    handover: ({ dueAt, terms }) => handoverBefore(subject, dueAt!, terms, book),
    mark: markOf(item, scene),
    ladder: (one) => ladderOf(one, bookAt(book, now)),
    now,
  });
  const rungs = rungQuestion(obligationId, stood, item, scene);
  return { facts: [...stood.facts, ...climb(rungs)], nextCheckAt: nextLook(item, stood, nextRung(rungs), now) };
}

/** When time alone will next change something about this obligation: a rung, its due date, its next period. */
function nextLook(
  { changesAt, paused }: OwedObligation,
  { open, due }: ReconciledObligation,
  rungAt: Instant | null,
  now: Instant,
): Instant | null {
  if (!open) return null;
  const isAhead = !paused && due.dueAt !== null && due.dueAt > now;
  return earliestOf(rungAt, changesAt, isAhead ? due.dueAt : null);
}

/** An obligation that nothing in the history supports any more, and so never did: derived again onto another, or groundless. */
function withdraw(
  { obligationId, arisenAt, outcome, due }: Obligation,
  scene: ReconcileScene,
): NewFactOf<ObligationSuperseded | AlertFollowing>[] {
  if (outcome?.as === 'superseded' || outcome?.as === 'voided') return [];
  const { alerts } = alertsOf(obligationId, due, scene);
  return [
    { type: 'ObligationSuperseded', data: { obligationId, reason: 'derived-again' }, occurred: arisenAt },
    ...endAlerts(alerts, false, scene.now),
  ];
}
