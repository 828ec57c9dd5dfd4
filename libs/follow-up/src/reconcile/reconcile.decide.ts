import type { Instant } from '@kept-informed/calendar';
import type { NewFact } from '@kept-informed/event-store';
import { isLive, type Alert } from '../alert/alert.state.js';
import { concerns, nextAwake } from '../alert/concerns.decide.js';
import { ladder, recipientOf } from '../alert/ladder.rules.js';
import { climb, endAlerts, nextRung, type RungQuestion } from '../alert/rungs.decide.js';
import { ownerAt, type Case } from '../case/case.state.js';
import type { Rulebook } from '@kept-informed/commitments';
import type { FollowUp } from './follow-up.state.js';
import { idOf } from '@kept-informed/decisions';
import type { OwedObligation } from '../owing/applicable-commitment.rules.js';
import { owed } from '../owing/owed.rules.js';
import type { DueDate } from '../obligation/obligation.events.js';
import { groundOf, type Obligation } from '../obligation/obligation.state.js';
import { hasOutcome, reconcileObligation, type ReconciledObligation } from './reconcile-obligation.decide.js';

/** A rung raised longer than this after its time, in milliseconds of the system's clock, counts as caught up. */
export const defaultGrace = 60_000;

/**
 * The facts that bring a case's stream up to what is owed at `now`. Works out from scratch what the recorded history
 * makes owed and adds only what is not on the stream yet, so settling twice adds nothing, and when it is done does not
 * change what comes out (rules.md, Sweeps).
 */
export function reconcile(state: FollowUp, book: Rulebook, now: Instant, grace = defaultGrace): NewFact[] {
  const { case: subject } = state;
  if (!subject) return [];
  const scene: ReconcileScene = { state, subject, book, now, grace, alerts: alertsByObligation(state) };
  const unseen = new Map([...state.obligations.values()].map((obligation) => [obligation.ground, obligation]));
  const facts: NewFact[] = [];
  const { items, nextAt } = owed(subject, book, now);
  for (const item of items) {
    const { participantId, trigger, anchorId, period } = item;
    const ground = groundOf({ participantId, triggerId: trigger.id, anchorId, period }, item.commitment.id);
    const recorded = unseen.get(ground);
    unseen.delete(ground);
    if (!isAsRecorded(item, recorded, scene)) facts.push(...settleOne(item, recorded, scene));
  }
  for (const obligation of unseen.values()) facts.push(...withdraw(obligation, scene));
  facts.push(...concerns({ ...scene, alerts: state.alerts, obligations: state.obligations.values() }));
  const nextCheckAt = soonest(nextAt, nextAwake(aboutContacts(state), now));
  if (nextCheckAt !== subject.nextCheckAt) facts.push({ type: 'CaseWakeMoved', data: { nextCheckAt }, occurred: now });
  return facts;
}

interface ReconcileScene {
  readonly state: FollowUp;
  readonly subject: Case;
  readonly book: Rulebook;
  readonly now: Instant;
  readonly grace: number;
  readonly alerts: ReadonlyMap<string, Alert[]>;
}

const aboutContacts = ({ alerts }: FollowUp): Alert[] =>
  [...alerts.raised.values()].filter(({ contactId }) => contactId !== undefined);

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

const none: readonly Alert[] = [];

/** Ended, recorded as such, and nobody is alerted any more: most of what an old case was ever owed. */
function isAsRecorded(
  { outcome, lapsedAt, dueAt }: OwedObligation,
  recorded: Obligation | undefined,
  { alerts }: ReconcileScene,
): boolean {
  if (!recorded || recorded.due.dueAt !== dueAt) return false;
  const ended = lapsedAt ? recorded.lapsed : outcome !== undefined && hasOutcome(outcome, recorded);
  return ended && !(alerts.get(recorded.obligationId) ?? none).some(isLive);
}

function settleOne(item: OwedObligation, recorded: Obligation | undefined, scene: ReconcileScene): NewFact[] {
  const { subject, book, now } = scene;
  const obligationId = recorded?.obligationId ?? idOf(subject.caseId, item.key);
  const stood = reconcileObligation({
    obligationId,
    caseId: subject.caseId,
    owed: item,
    recorded,
    ladder: ({ dueOn, dueAt, limit, terms }) =>
      dueOn && dueAt && limit ? ladder({ dueOn, dueAt, limit }, terms, book.zone) : [],
    now,
  });
  const rungs = rungQuestion(obligationId, stood, item, scene);
  const facts = [...stood.facts, ...climb(rungs)];
  const nextCheckAt = nextLook(item, stood, nextRung(rungs), now);
  if (facts.length > 0) return wake(facts, nextCheckAt);
  if (recorded?.nextCheckAt === nextCheckAt) return [];
  return [{ type: 'ObligationWakeMoved', data: { obligationId, nextCheckAt }, occurred: now }];
}

function rungQuestion(
  obligationId: string,
  { due, open, fresh }: ReconciledObligation,
  item: OwedObligation,
  scene: ReconcileScene,
): RungQuestion {
  const { state, subject, book, now, grace } = scene;
  const stepOf = (rung: string) => item.terms.ladder.find((step) => step.rung === rung);
  const { generation, rungs, alerts } = alertsOf(obligationId, due, scene);
  return {
    obligationId,
    generation,
    rungs,
    alerts,
    open,
    met: item.outcome?.as === 'met' || item.outcome?.as === 'met-late',
    fresh,
    paused: item.paused !== undefined,
    skipped: state.alerts.skipped.get(obligationId),
    importedAt: subject.importedAt,
    newTermsFrom: newTermsOf(item),
    heldByPlan: (rung) => stepOf(rung)?.heldByPlan ?? false,
    recipient: (rung) =>
      recipientOf(
        stepOf(rung)?.to ?? 'supervisor',
        { owner: ownerAt(subject, now)?.staffId, area: subject.area },
        book,
        now,
      ),
    now,
    grace,
  };
}

function alertsOf(obligationId: string, { generation, rungs }: DueDate, { alerts }: ReconcileScene) {
  return { obligationId, generation, rungs, alerts: alerts.get(obligationId) ?? none };
}

/** When terms changed an obligation that was open and not due yet: a rung past by then was not one before. */
function newTermsOf({ terms, arisenAt, dueAt }: OwedObligation): Instant | undefined {
  const { from, reach } = terms;
  return reach.to !== 'new-only' && from >= arisenAt && dueAt !== null && dueAt > from ? from : undefined;
}

/** When time alone will next change something about this obligation: a rung, its due date, its next period. */
function nextLook(
  { changesAt, paused }: OwedObligation,
  { open, due }: ReconciledObligation,
  rungAt: Instant | null,
  now: Instant,
): Instant | null {
  if (!open) return null;
  if (paused) return rungAt ?? changesAt;
  return soonest(rungAt, changesAt, due.dueAt !== null && due.dueAt > now ? due.dueAt : null);
}

function soonest(...times: readonly (Instant | null)[]): Instant | null {
  return times.reduce((first, time) => (time !== null && (first === null || time < first) ? time : first), null);
}

/** The facts of one obligation, each telling when to look at it again. */
function wake(facts: readonly NewFact[], nextCheckAt: Instant | null): NewFact[] {
  return facts.map((fact) => {
    const data = fact.data as { readonly obligationId?: string };
    return data.obligationId === undefined ? fact : { ...fact, data: { ...data, nextCheckAt } };
  });
}

/** An obligation that nothing in the history supports any more: derived again onto another, or its ground is gone. */
function withdraw({ obligationId, outcome, due }: Obligation, scene: ReconcileScene): NewFact[] {
  if (outcome?.as === 'superseded' || outcome?.as === 'voided') return [];
  const data = { obligationId, reason: 'derived-again' };
  const superseded = { type: 'ObligationSuperseded', data, occurred: scene.now };
  const { alerts } = alertsOf(obligationId, due, scene);
  return wake([superseded, ...endAlerts(alerts, false, scene.now)], null);
}
