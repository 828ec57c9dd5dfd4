import type { Projection } from '@kept-informed/event-store';
import { lastStatement, ofField, statement } from '../projecting.js';

const becomes = (status: string) =>
  lastStatement('alertId', `update alerts set status = '${status}' from f where alert_id = data->>'alertId'`);

/** Alerts, each raised once for its obligation, generation and rung. */
export const alerts: Projection = {
  name: 'alerts',
  of: ofField('alertId'),
  tables: ['alerts'],
  on: {
    AlertRaised: statement(`
      insert into alerts (alert_id, obligation_id, case_id, generation, rung, due_at, raised_at, recipient, caught_up,
        status, position)
      select data->>'alertId', data->>'obligationId', case_id, (data->>'generation')::int, data->>'rung', occurred,
        recorded, data->>'recipient', (data->>'caughtUp')::boolean, 'open', position
      from f`),
    AlertAcknowledged: becomes('acknowledged'),
    AlertCleared: becomes('cleared'),
    AlertWithdrawn: becomes('withdrawn'),
  },
};
