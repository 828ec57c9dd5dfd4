import { Injectable } from '@nestjs/common';
import { ReadModel } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { deliveriesOf, type DeliveryView } from '@kept-informed/delivery';
import { concernInWords, dueTeller, listAlerts, type AlertsQuestion, type AlertView } from '@kept-informed/follow-up';
import { nameOf, People } from '@kept-informed/people';

/** An alert as people read it, with what was done to bring it to somebody. */
export interface ToldAlert extends Omit<AlertView, 'owed'> {
  /** What the promise is called, or why a contact calls for attention. */
  readonly title: string;
  /** When its obligation is due; null: it is about a contact. */
  readonly dueInWords: string | null;
  readonly deliveries: readonly DeliveryView[];
}

/** Answers what alerts there are, in words. */
@Injectable()
export class AlertsReader {
  constructor(
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
    private readonly people: People,
  ) {}

  /** Alerts as they stand now; `personal`: with whom they are about. */
  async list(question: Omit<AlertsQuestion, 'now' | 'nameOf'>, personal: boolean): Promise<ToldAlert[]> {
    const { manager, now } = this.reading;
    const alerts = await listAlerts(manager, { ...question, now, ...(personal && { nameOf }) });
    if (personal) await this.people.unsealNames(alerts);
    const deliveries = await deliveriesOf(
      manager,
      alerts.map(({ alertId }) => alertId),
    );
    const titles = await this.force.titles(alerts.flatMap(({ commitment }) => commitment ?? []));
    const dueInWords = dueTeller(now, this.force.zone);
    return alerts.map(({ owed, ...alert }) => ({
      ...alert,
      title: alert.commitment === null ? concernInWords(alert.rung)! : titles.get(alert.commitment)!,
      dueInWords: owed && dueInWords(owed),
      deliveries: deliveries.get(alert.alertId) ?? [],
    }));
  }
}
