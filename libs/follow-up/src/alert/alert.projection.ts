import type { Projection } from '@kept-informed/event-store';
import { lastStatement, ofField, statement } from '../stream/projecting.js';

const changes = (set: string) =>
  lastStatement('alertId', `update alerts set ${set} from f where alert_id = data->>'alertId'`);

const becomes = (status: string) => changes(`status = '${status}', snoozed_until = null`);

/** Alerts, each raised once for its obligation, generation and rung, or once for its contact. */
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
    ConcernRaised: statement(`
      insert into alerts (alert_id, contact_id, case_id, generation, rung, due_at, raised_at, recipient, caught_up,
        status, position)
      select data->>'alertId', data->>'contactId', case_id, 1, data->>'rung', occurred, recorded, data->>'recipient',
        (data->>'caughtUp')::boolean, 'open', position
      from f`),
    AlertSnoozed: changes(`status = 'snoozed', snoozed_until = (data->>'until')::timestamptz`),
    AlertAwoke: becomes('open'),
    AlertHandedOver: changes(`recipient = data->>'to'`),
    AlertAcknowledged: becomes('acknowledged'),
    AlertCleared: becomes('cleared'),
    AlertWithdrawn: becomes('withdrawn'),
  },
};
