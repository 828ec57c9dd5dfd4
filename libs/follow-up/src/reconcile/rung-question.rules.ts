import type { Instant } from '@kept-informed/calendar';
import { importer } from '@kept-informed/decisions';
import { recipientOf, seesTo } from '../alert/ladder.rules.js';
import type { RungQuestion } from '../alert/rungs.decide.js';
import type { CaseOpened } from '../case/case.events.js';
import { ownerAt } from '../case/case.state.js';
import type { DueDate } from '../obligation/obligation.events.js';
import type { OwedObligation } from '../owing/applicable-commitment.rules.js';
import type { ReconciledObligation } from './reconcile-obligation.decide.js';
import type { ReconcileScene } from './reconcile-scene.js';

/** What decides which rungs of an obligation's ladder raise an alert now. */
export function rungQuestion(
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
    importedAt: importedAt(item, scene),
    dueAt: item.dueAt,
    newTermsFrom: newTermsOf(item),
    heldByPlan: (rung) => stepOf(rung)?.heldByPlan ?? false,
    recipient: (rung) =>
      recipientOf(
        stepOf(rung)?.to ?? 'supervisor',
        { owner: seesTo(item.commitment, ownerAt(subject, now)?.staffId, book), area: subject.area },
        book,
        now,
      ),
    now,
    grace,
  };
}

/** When an import brought in the case or what made this owed; none: people did, or its alerts are asked for (simulation). */
function importedAt({ trigger }: OwedObligation, { subject, state: { told } }: ReconcileScene): Instant | undefined {
  const [opened] = told as readonly CaseOpened[];
  if (opened!.data.imported && subject.importedAt === undefined) return undefined;
  const because = told.find(({ version }) => version === trigger.version);
  const broughtIn = because?.by === importer ? because.recorded : undefined;
  return [subject.importedAt, broughtIn]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1);
}

/** What its alerts are told apart by, and those that were raised. */
export function alertsOf(obligationId: string, { generation, rungs }: DueDate, { alerts }: ReconcileScene) {
  return { obligationId, generation, rungs, alerts: alerts.get(obligationId) ?? [] };
}

/** When terms changed an obligation that was open and not due yet: a rung past by then was not one before. */
function newTermsOf({ terms, arisenAt, dueAt }: OwedObligation): Instant | undefined {
  const { from, reach } = terms;
  return reach.to !== 'new-only' && from >= arisenAt && dueAt !== null && dueAt > from ? from : undefined;
}
