import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { currentRequest } from '@kept-informed/access';
import { AlertHandling, answeredBefore, EachApart, keepAnswer, ReadModel, requesterOf } from '@kept-informed/case-work';
import { UnitOfWork } from '@kept-informed/event-store';
import { concernInWords, listAlerts } from '@kept-informed/follow-up';
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
    const digest = createHash('sha256')
      .update(JSON.stringify([alerts, asked]))
      .digest('base64url');
    const sent = { asker: currentRequest().principal!.subject, key: `desk:${key}`, digest };
    const { work } = this;
    return work.run(async () => {
      const before = await answeredBefore(work, sent);
      if (before) return before.body as readonly BoardResult[];
      const outcomes = await this.each.of(alerts, (id) => this.handling.acknowledge(id, asked, requesterOf()));
      const results = outcomes.map((outcome, index) => {
        const alert = found.find(({ alertId }) => alertId === alerts[index]);
        return {
          reference: alert?.case.reference ?? 'An alert that is not there any more',
          title: alert ? (concernInWords(alert.rung) ?? alert.rung.replaceAll('-', ' ')) : '',
          refused: 'refused' in outcome ? outcome.refused.refusal.detail : null,
        };
      });
      keepAnswer(work, sent, { status: 200, headers: {}, body: JSON.stringify(results) });
      return results;
    });
  }
}
