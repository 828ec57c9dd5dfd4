import type { Instant } from '@kept-informed/calendar';
import type { NewFact } from '@kept-informed/event-store';
import { conflict, notFound } from '../follow-up.refusals.js';
import type { AlertAcknowledged } from './alert.events.js';
import type { Alerts } from './alert.state.js';

/** A member of staff takes an alert on, with a plan or without; the duty stays owed. */
export function acknowledgeAlert({ raised }: Alerts, asked: AlertAcknowledged['data'], now: Instant): NewFact[] {
  const alert = raised.get(asked.alertId);
  if (!alert) throw notFound('unknown-alert', 'There is no such alert.');
  if (alert.status === 'cleared' || alert.status === 'withdrawn')
    throw conflict('alert-ended', 'The alert has ended: what it was about was met, or is gone.');
  return [{ type: 'AlertAcknowledged', data: asked, occurred: now }];
}
