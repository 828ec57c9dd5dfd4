import { Injectable } from '@nestjs/common';
import { ReadModel, type WhoReads, type ToldAlert } from '@kept-informed/case-work';
import { deliveriesOf, type DeliveryView } from '@kept-informed/delivery';
import type { AlertsQuestion } from '@kept-informed/follow-up';

/** An alert with what was done to bring it to somebody. */
export interface AnsweredAlert extends ToldAlert {
  /** None of an alert as it was known at a time. */
  readonly deliveries?: readonly DeliveryView[];
}

/** Answers what alerts there are, in words. */
@Injectable()
export class AlertsReader {
  constructor(private readonly reading: ReadModel) {}

  /** Alerts as they stand now, or as was recorded by an instant: then without deliveries, which are no facts. */
  async list(question: Omit<AlertsQuestion, 'now' | 'nameOf'>, reading: WhoReads): Promise<AnsweredAlert[]> {
    const alerts = await this.reading.alerts(question, reading);
    if (reading.knownAt !== undefined) return alerts;
    const ids = alerts.map(({ alertId }) => alertId);
    const deliveries = await deliveriesOf(this.reading.manager, ids);
    return alerts.map((alert) => ({ ...alert, deliveries: deliveries.get(alert.alertId) ?? [] }));
  }
}
