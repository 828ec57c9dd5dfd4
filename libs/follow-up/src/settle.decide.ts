import type { Instant } from '@kept-informed/calendar';
import type { NewFact } from '@kept-informed/event-store';
import type { Alert } from './alert/alert.state.js';
import { ladder, recipientOf } from './alert/ladder.rules.js';
import { climb, nextRung, type RungQuestion } from './alert/rungs.decide.js';
import { ownerAt, type Case } from './case/case.state.js';
import type { Rulebook } from './commitment/rulebook.rules.js';
import type { FollowUp } from './follow-up.state.js';
import { idOf } from './ids.rules.js';
import type { Owed } from './obligation/claim.rules.js';
import { owed } from './obligation/owed.rules.js';
import type { Obligation } from './obligation/obligation.state.js';
import { standing, type Standing } from './obligation/standing.decide.js';

/** A rung raised longer than this after its time, in milliseconds of the system's clock, counts as caught up. */
export const defaultGrace = 60_000;

/**
 * The facts that bring a case's stream up to what is owed at `now`. Works out from scratch what the recorded history
 * makes owed and adds only what is not on the stream yet, so settling twice adds nothing, and when it is done does not
 * change what comes out (rules.md, Counting time 10).
 */
export function settle(state: FollowUp, book: Rulebook, now: Instant, grace = defaultGrace): NewFact[] {
  if (!state.case) return [];
  const scene: Scene = { state, subject: state.case, book, now, grace, alerts: alertsByObligation(state) };
  const seen = new Set<string>();
  const facts = owed(state.case, book, now).flatMap((item) => {
    const obligationId = idOf(state.case!.caseId, item.key);
    seen.add(obligationId);
    return settleOne(obligationId, item, scene);
  });
  const gone = [...state.obligations.values()].filter(({ obligationId }) => !seen.has(obligationId));
  return [...facts, ...gone.flatMap((obligation) => withdraw(obligation, scene))];
}

interface Scene {
  readonly state: FollowUp;
  readonly subject: Case;
  readonly book: Rulebook;
  readonly now: Instant;
  readonly grace: number;
  readonly alerts: ReadonlyMap<string, Alert[]>;
}

function alertsByObligation({ alerts }: FollowUp): Map<string, Alert[]> {
  const found = new Map<string, Alert[]>();
  for (const alert of alerts.raised.values()) {
    const own = found.get(alert.obligationId);
    if (own) own.push(alert);
    else found.set(alert.obligationId, [alert]);
  }
  return found;
}

function settleOne(obligationId: string, item: Owed, scene: Scene): NewFact[] {
  const { state, subject, book, now } = scene;
  const recorded = state.obligations.get(obligationId);
  const stood = standing({
    obligationId,
    caseId: subject.caseId,
    owed: item,
    recorded,
    ladder: ({ dueOn, dueAt, limit }) => (dueOn && dueAt && limit ? ladder({ dueOn, dueAt, limit }, book) : []),
    calendarVersion: book.calendar.id,
    now,
  });
  const rungs = rungQuestion(obligationId, stood, item, scene);
  const facts = [...stood.facts, ...climb(rungs)];
  const wakeAt = nextLook(item, stood, nextRung(rungs), now);
  if (facts.length > 0) return wake(facts, wakeAt);
  if (recorded?.wakeAt === wakeAt) return [];
  return [{ type: 'ObligationWakeMoved', data: { obligationId, wakeAt }, occurred: now }];
}

function rungQuestion(obligationId: string, { due, open, fresh }: Standing, item: Owed, scene: Scene): RungQuestion {
  const { state, subject, book, now, grace } = scene;
  return {
    obligationId,
    generation: due.generation,
    rungs: due.rungs,
    open,
    met: item.settled?.as === 'met' || item.settled?.as === 'met-late',
    fresh,
    alerts: scene.alerts.get(obligationId) ?? [],
    skipped: state.alerts.skipped.get(obligationId),
    quietUntil: subject.quietUntil,
    recipient: (rung) => recipientOf(rung, ownerAt(subject, now)?.staffId, subject.area, book),
    now,
    grace,
  };
}

/** When time alone will next change something about this obligation: a rung, its due date, its next period. */
function nextLook({ changesAt }: Owed, { open, due }: Standing, rungAt: Instant | null, now: Instant): Instant | null {
  if (!open) return null;
  const times = [rungAt, changesAt, due.dueAt !== null && due.dueAt > now ? due.dueAt : null];
  return times.reduce((first, time) => (time !== null && (first === null || time < first) ? time : first), null);
}

/** The facts of one obligation, each telling when to look at it again. */
function wake(facts: readonly NewFact[], wakeAt: Instant | null): NewFact[] {
  return facts.map((fact) => {
    const data = fact.data as { readonly obligationId?: string };
    return data.obligationId === undefined ? fact : { ...fact, data: { ...data, wakeAt } };
  });
}

/** An obligation that nothing in the history supports any more: derived again onto another, or its ground is gone. */
function withdraw({ obligationId, settled, due }: Obligation, scene: Scene): NewFact[] {
  if (settled?.as === 'superseded' || settled?.as === 'voided') return [];
  const data = { obligationId, reason: 'derived-again' };
  const superseded = { type: 'ObligationSuperseded', data, occurred: scene.now };
  const ended: Standing = { facts: [], due, open: false, fresh: false };
  return wake([superseded, ...climb(rungQuestion(obligationId, ended, {} as Owed, scene))], null);
}
