import { Injectable } from '@nestjs/common';
import type { Instant } from '@kept-informed/calendar';
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
  /** None of an alert as it was known at a time. */
  readonly deliveries?: readonly DeliveryView[];
}

/** Who reads alerts, and of when. */
export interface AlertReading {
  /** With whom they are about. */
  readonly personal: boolean;
  readonly knownAt?: Instant;
}

/** Answers what alerts there are, in words. */
@Injectable()
export class AlertsReader {
  constructor(
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
    private readonly people: People,
  ) {}

  /** Alerts as they stand now, or as was recorded by an instant: then without deliveries, which are no facts. */
  async list(
    question: Omit<AlertsQuestion, 'now' | 'nameOf'>,
    { personal, knownAt }: AlertReading,
  ): Promise<ToldAlert[]> {
    const now = knownAt ?? this.reading.now;
    const alerts = await listAlerts(this.reading.as(knownAt), { ...question, now, ...(personal && { nameOf }) });
    if (personal) await this.people.unsealNames(alerts);
    const ids = alerts.map(({ alertId }) => alertId);
    const deliveries = knownAt === undefined && (await deliveriesOf(this.reading.manager, ids));
    const titles = await this.force.titles(alerts.flatMap(({ commitment }) => commitment ?? []));
    const dueInWords = dueTeller(now, this.force.zone);
    return alerts.map(({ owed, ...alert }) => ({
      ...alert,
      title: alert.commitment === null ? concernInWords(alert.rung)! : titles.get(alert.commitment)!,
      dueInWords: owed && dueInWords(owed),
      ...(deliveries && { deliveries: deliveries.get(alert.alertId) ?? [] }),
    }));
  }
}
