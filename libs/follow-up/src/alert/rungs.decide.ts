import type { Instant } from '@kept-informed/calendar';
import type { NewFact } from '@kept-informed/event-store';
import { idOf } from '../ids.rules.js';
import type { SkipReason } from './alert.events.js';
import type { Alert } from './alert.state.js';

interface Rung {
  readonly rung: string;
  readonly at: Instant;
}

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
  readonly handled: ReadonlySet<string>;
  readonly quietUntil?: Instant;
  readonly recipient: (rung: string) => string;
  readonly now: Instant;
  /** A rung raised longer than this after its time, in milliseconds, is marked as caught up. */
  readonly grace: number;
}

/**
 * The rungs that are due and not yet handled, in order: raised, or skipped with the reason. Of those that were already
 * past when the obligation arose only the latest is raised; those before an import never are (rules.md, Alert ladder).
 */
export function climb(question: RungQuestion): NewFact[] {
  if (!question.open) return ended(question);
  const { rungs, handled, now, quietUntil, fresh } = question;
  const due = rungs.filter(({ rung, at }) => at <= now && !handled.has(rung));
  const imported = due.filter(({ at }) => quietUntil !== undefined && at <= quietUntil);
  const rest = due.filter((rung) => !imported.includes(rung));
  const past = fresh ? rest.slice(0, -1) : [];
  const planned = fresh ? [] : rest.filter(({ rung }) => rung === 'escalated' && hasPlan(question.alerts));
  const skipped = [...skip(imported, 'imported'), ...skip(past, 'already-past'), ...skip(planned, 'acknowledged-with-plan')];
  const raised = rest.filter((rung) => !past.includes(rung) && !planned.includes(rung));
  return [
    ...withdrawn(question),
    ...skipped.map(([reason, names]) => skipping(question, reason, names)),
    ...raised.map((rung) => raising(question, rung)),
  ];
}

/** The first instant after now at which a rung is due; null: none is. */
export function nextRung({ rungs, handled, open, now }: RungQuestion): Instant | null {
  return (open && rungs.find(({ rung, at }) => at > now && !handled.has(rung))?.at) || null;
}

const hasPlan = (alerts: readonly Alert[]): boolean => alerts.some(({ withPlan }) => withPlan);

function skip(rungs: readonly Rung[], reason: SkipReason): [SkipReason, string[]][] {
  return rungs.length === 0 ? [] : [[reason, rungs.map(({ rung }) => rung)]];
}

function skipping({ obligationId, generation, now }: RungQuestion, reason: SkipReason, rungs: string[]): NewFact {
  return { type: 'RungsSkipped', data: { obligationId, generation, rungs, reason }, occurred: now };
}

function raising({ obligationId, generation, recipient, now, grace }: RungQuestion, { rung, at }: Rung): NewFact {
  const alertId = idOf('alert', obligationId, generation, rung);
  const caughtUp = Date.parse(now) - Date.parse(at) > grace;
  const data = { alertId, obligationId, generation, rung, recipient: recipient(rung), caughtUp };
  return { type: 'AlertRaised', data, occurred: at };
}

const live = ({ status }: Alert): boolean => status === 'open' || status === 'acknowledged';

function ended({ alerts, met, now }: RungQuestion): NewFact[] {
  return alerts.filter(live).map(({ alertId }) =>
    met
      ? { type: 'AlertCleared', data: { alertId }, occurred: now }
      : { type: 'AlertWithdrawn', data: { alertId, reason: 'no-longer-owed' }, occurred: now },
  );
}

/** A later due date takes back the alerts of rungs that are ahead again. */
function withdrawn({ alerts, rungs, fresh, now }: RungQuestion): NewFact[] {
  if (!fresh) return [];
  const ahead = new Set(rungs.filter(({ at }) => at > now).map(({ rung }) => rung));
  return alerts
    .filter((alert) => live(alert) && ahead.has(alert.rung))
    .map(({ alertId }) => ({ type: 'AlertWithdrawn', data: { alertId, reason: 'derived-again' }, occurred: now }));
}
