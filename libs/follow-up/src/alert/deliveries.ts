import type { Clock } from '@kept-informed/calendar';
import type { Subscription, UnitOfWork } from '@kept-informed/event-store';
import type { AlertRaised } from './alert.events.js';

const keep = `insert into deliveries (alert_id, channel, at, state)
  select alert_id, 'desk', $2, 'kept' from unnest($1::text[]) as a(alert_id)
  on conflict do nothing`;

/** Brings each raised alert to the desk, where it is kept and shown. */
export function deskDeliveries(work: UnitOfWork, clock: Clock): Subscription {
  return {
    name: 'desk-deliveries',
    types: ['AlertRaised'],
    handle: async (facts) => {
      const ids = (facts as readonly AlertRaised[]).map(({ data }) => data.alertId);
      await work.manager.query(keep, [ids, clock.now()]);
    },
  };
}
