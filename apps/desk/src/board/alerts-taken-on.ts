import { Injectable } from '@nestjs/common';
import { AlertHandling, EachApart, ReadModel, requesterOf } from '@kept-informed/case-work';
import { UnitOfWork } from '@kept-informed/event-store';
import { concernInWords, listAlerts } from '@kept-informed/follow-up';
import { once } from '../frame/once.js';
import type { BoardResult } from './board-page.js';

/** What is said of several alerts at once. `plan`: there is one to make the contact, so that the next rung is not raised. */
export interface AlertsToTakeOn {
  readonly alerts: readonly string[];
  readonly plan: boolean;
  readonly note: string;
  /** The same in every sending of the form. */
  readonly key: string;
}

/** Takes on alerts, each by itself: what one is refused for undoes none of the others. */
@Injectable()
export class AlertsTakenOn {
  constructor(
    private readonly handling: AlertHandling,
    private readonly each: EachApart,
    private readonly reading: ReadModel,
    private readonly work: UnitOfWork,
  ) {}

  async all({ alerts, plan, note, key }: AlertsToTakeOn): Promise<readonly BoardResult[]> {
    const { manager, now } = this.reading;
    const found = await listAlerts(manager, { filter: { ids: alerts }, now, sight: await this.reading.sight() });
    const asked = { plan, ...(note && { note }) };
    return once(this.work, { key, says: [alerts, asked] }, async () => {
      const outcomes = await this.each.of(alerts, (id) => this.handling.acknowledge(id, asked, requesterOf()));
      return outcomes.map((outcome, index) => {
        const alert = found.find(({ alertId }) => alertId === alerts[index]);
        return {
          reference: alert?.case.reference ?? 'An alert that is not there any more',
          title: alert ? (concernInWords(alert.rung) ?? alert.rung.replaceAll('-', ' ')) : '',
          refused: 'refused' in outcome ? outcome.refused.refusal.detail : null,
        };
      });
    });
  }
}
