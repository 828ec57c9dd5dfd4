import { Injectable } from '@nestjs/common';
import { AlertHandling, EachApart, ReadModel, requesterOf, type ToldAlert } from '@kept-informed/case-work';
import { conflict } from '@kept-informed/decisions';
import { BoardActs } from './board-acts.js';
import type { BoardForm } from './board-form.js';
import type { BoardResult } from './board-page.js';

/** How a row is, by which is known whether it is another than was shown. */
export const stateOf = ({ alertId, status, rung, owner, recipient }: ToldAlert): string =>
  `${alertId}~${[status, rung, owner, recipient].join('.')}`;

/** Sees to several alerts at once, each by itself: what one is refused for undoes none of the others. */
@Injectable()
export class AlertsSeenTo {
  constructor(
    private readonly handling: AlertHandling,
    private readonly each: EachApart,
    private readonly reading: ReadModel,
    private readonly acts: BoardActs,
  ) {}

  /** Those of some that are there and in sight, in the order in which they were named. */
  async chosen(ids: readonly string[]): Promise<ToldAlert[]> {
    const sight = await this.reading.sight();
    const found = await this.reading.alerts({ filter: { ids }, sight }, { personal: true });
    const byId = new Map(found.map((alert) => [alert.alertId, alert]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  async all(form: BoardForm): Promise<readonly BoardResult[]> {
    const { alerts, does, note, days, to, seen, key } = form;
    const found = new Map((await this.chosen(alerts)).map((alert) => [alert.alertId, alert]));
    return this.acts.once(key, [alerts, does, note, days, to], async () => {
      const given = new Set<string>();
      const outcomes = await this.each.of(alerts, async (id) => {
        const alert = found.get(id);
        if (alert && !seen.includes(stateOf(alert)))
          throw conflict('stale-version', 'It changed after you chose it: look at it again.');
        // Of a case of which two warnings were chosen it is done once.
        if (does === 'reassign' && alert && given.has(alert.caseId)) return;
        await this.#act(id, alert?.caseId, form);
        if (alert) given.add(alert.caseId);
      });
      return outcomes.map((outcome, index) => ({
        reference: found.get(alerts[index]!)?.case.reference ?? 'A warning that is not there any more',
        title: found.get(alerts[index]!)?.title ?? '',
        refused: 'refused' in outcome ? outcome.refused.refusal.detail : null,
      }));
    });
  }

  #act(alertId: string, caseId: string | undefined, { does, note, days, to }: BoardForm): Promise<unknown> {
    const asked = { ...(note && { note }) };
    switch (does!) {
      case 'plan':
      case 'no-plan':
        return this.handling.acknowledge(alertId, { plan: does === 'plan', ...asked }, requesterOf());
      case 'aside':
        return this.handling.snooze(alertId, { until: this.acts.until(days), reason: note }, requesterOf());
      case 'hand-over':
        return this.handling.handOver(alertId, { to, reason: note }, requesterOf());
      case 'reassign':
        return this.acts.reassign(caseId ?? alertId, to);
    }
  }
}
