import type { Instant } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import { idOf } from '@kept-informed/decisions';
import type { AlertCleared, AlertFollowing, AlertRaised, AlertWithdrawn, SkipReason } from './alert.events.js';
import type { Rung } from '../obligation/obligation.events.js';
import { isLive, type Alert, type SkippedRungs } from './alert.state.js';
import { awoken } from './concerns.decide.js';

/** One obligation as its alerts see it. */
export interface RungQuestion {
  readonly obligationId: string;
  readonly generation: number;
  readonly rungs: readonly Rung[];
  /** Neither settled nor closed for good. */
  readonly open: boolean;
  readonly met: boolean;
  /** Its due date is new in this very settling. */
  readonly fresh: boolean;
  readonly alerts: readonly Alert[];
  readonly skipped?: SkippedRungs;
  /** What was due before an import brought it in never alerts, however late its rung. */
  readonly importedAt?: Instant;
  readonly dueAt: Instant | null;
  /** Terms activated then changed its rungs: one that was past by then is new, and never alerts for the past. */
  readonly newTermsFrom?: Instant;
  /** Its clock stands still: nothing fires. */
  readonly paused: boolean;
  readonly heldByPlan: (rung: string) => boolean;
  readonly recipient: (rung: string) => string;
  readonly now: Instant;
  /** A rung raised longer than this after its time, in milliseconds, is marked as caught up. */
  readonly grace: number;
}

/**
 * The rungs that are due and not yet handled, in order: raised, or skipped with the reason. Of those that were already
 * past when the obligation arose only the latest is raised; those before an import never are (rules.md, Past rungs).
 */
export function climb(question: RungQuestion): NewFactOf<AlertFollowing>[] {
  if (!question.open) return endAlerts(question.alerts, question.met, question.now);
  const awake = awoken(question.alerts, question.now);
  if (question.paused) return awake;
  const due = question.rungs.filter(({ at }) => at <= question.now);
  if (due.length === 0 && !question.fresh) return awake;
  const latest = question.fresh ? due.findLast((rung) => !reasonToSkip(rung, question)) : undefined;
  const facts: NewFactOf<AlertFollowing>[] = [...awake, ...withdrawn(question)];
  for (const rung of due) {
    if (isHandled(rung, question)) continue;
    const reason = reasonToSkip(rung, question) ?? (latest && rung !== latest ? 'already-past' : undefined);
    if (reason) skip(facts, question, rung, reason);
    else facts.push(raising(question, rung));
  }
  return facts;
}

/** The first rung ahead; null: none is, or its clock stands still. */
export function nextRung({ paused, rungs, now }: RungQuestion): Instant | null {
  return paused ? null : (rungs.find(({ at }) => at > now)?.at ?? null);
}

/** Raised or skipped in this generation, or raised in an earlier one and still live: a past rung is not sent again. */
function isHandled({ rung, at }: Rung, { alerts, skipped, generation, now }: RungQuestion): boolean {
  if (skipped?.generation === generation && skipped.rungs.has(rung)) return true;
  const isPast = at <= now;
  return alerts.some((alert) => alert.rung === rung && (alert.generation === generation || (isPast && isLive(alert))));
}

function reasonToSkip({ rung, at }: Rung, question: RungQuestion): SkipReason | undefined {
  const { alerts, importedAt, dueAt, newTermsFrom, heldByPlan } = question;
  if (importedAt !== undefined && (at <= importedAt || (dueAt !== null && dueAt <= importedAt))) return 'imported';
  if (newTermsFrom !== undefined && at <= newTermsFrom) return 'new-terms';
  const planned = heldByPlan(rung) && alerts.some((alert) => alert.withPlan && isLive(alert));
  return planned ? 'acknowledged-with-plan' : undefined;
}

/** Neighbours that are skipped for the same reason are one fact. */
function skip(
  facts: NewFactOf<AlertFollowing>[],
  { obligationId, generation, now }: RungQuestion,
  { rung }: Rung,
  reason: SkipReason,
): void {
  const last = facts.at(-1);
  if (last?.type === 'RungsSkipped' && last.data.reason === reason)
    facts[facts.length - 1] = { ...last, data: { ...last.data, rungs: [...last.data.rungs, rung] } };
  else facts.push({ type: 'RungsSkipped', data: { obligationId, generation, rungs: [rung], reason }, occurred: now });
}

function raising(
  { obligationId, generation, recipient, now, grace }: RungQuestion,
  { rung, at }: Rung,
): NewFactOf<AlertRaised> {
  const alertId = idOf('alert', obligationId, generation, rung);
  const caughtUp = Date.parse(now) - Date.parse(at) > grace;
  const data = { alertId, obligationId, generation, rung, recipient: recipient(rung), caughtUp };
  return { type: 'AlertRaised', data, occurred: at };
}

/** What it was about has ended: its alerts are cleared where it was met, else withdrawn. */
export function endAlerts(
  alerts: readonly Alert[],
  met: boolean,
  now: Instant,
): NewFactOf<AlertCleared | AlertWithdrawn>[] {
  if (alerts.length === 0) return [];
  return alerts
    .filter(isLive)
    .map(({ alertId }) =>
      met
        ? { type: 'AlertCleared', data: { alertId }, occurred: now }
        : { type: 'AlertWithdrawn', data: { alertId, reason: 'no-longer-owed' }, occurred: now },
    );
}

/** A later due date takes back the alerts of rungs that are ahead again. */
function withdrawn({ alerts, rungs, fresh, now }: RungQuestion): NewFactOf<AlertWithdrawn>[] {
  if (!fresh || alerts.length === 0) return [];
  const ahead = new Set(rungs.filter(({ at }) => at > now).map(({ rung }) => rung));
  return alerts
    .filter((alert) => isLive(alert) && ahead.has(alert.rung))
    .map(({ alertId }) => ({ type: 'AlertWithdrawn', data: { alertId, reason: 'derived-again' }, occurred: now }));
}
