import { added, changed, passedOver, type Projection, type RecordedFact } from '@kept-informed/event-store';
import { caseIdOf } from '../case/case.stream.js';
import type { AlertEvent, AlertStatus } from './alert.events.js';

const alerts = {
  name: 'alerts',
  key: ['alert_id'],
  columns: [
    'alert_id',
    'obligation_id',
    'contact_id',
    'case_id',
    'generation',
    'rung',
    'due_at',
    'raised_at',
    'recipient',
    'caught_up',
    'status',
    'snoozed_until',
    'unreached',
    'position',
  ],
  since: 'raised_at',
  earlier: { name: 'earlier_alerts', columns: ['recipient', 'status', 'snoozed_until', 'unreached'] },
} as const;

interface RaisedAlert {
  readonly alertId: string;
  readonly obligationId?: string;
  readonly contactId?: string;
  readonly generation?: number;
  readonly rung: string;
  readonly recipient: string;
  readonly caughtUp: boolean;
}

const raised = ({ stream, position, data, occurred, recorded }: RecordedFact<string, RaisedAlert>) => [
  added(alerts, {
    alert_id: data.alertId,
    obligation_id: data.obligationId ?? null,
    contact_id: data.contactId ?? null,
    case_id: caseIdOf(stream),
    generation: data.generation ?? 1,
    rung: data.rung,
    due_at: occurred,
    raised_at: recorded,
    recipient: data.recipient,
    caught_up: data.caughtUp,
    status: 'open',
    snoozed_until: null,
    unreached: false,
    position,
  }),
];

const becomes =
  (status: AlertStatus) =>
  ({ data }: RecordedFact<string, { readonly alertId: string }>) => [
    changed(alerts, { alert_id: data.alertId, status, snoozed_until: null }),
  ];

/** Alerts, each raised once for its obligation, generation and rung, or once for its contact. */
export const alertTables: Projection<AlertEvent> = {
  tables: [alerts],
  on: {
    AlertRaised: raised,
    ConcernRaised: raised,
    RungsSkipped: passedOver,
    AlertSnoozed: ({ data }) => [
      changed(alerts, { alert_id: data.alertId, status: 'snoozed', snoozed_until: data.until }),
    ],
    AlertAwoke: becomes('open'),
    AlertHandedOver: ({ data }) => [changed(alerts, { alert_id: data.alertId, recipient: data.to, unreached: false })],
    AlertUndeliverable: ({ data }) => [changed(alerts, { alert_id: data.alertId, unreached: true })],
    AlertAcknowledged: becomes('acknowledged'),
    AlertCleared: becomes('cleared'),
    AlertWithdrawn: becomes('withdrawn'),
  },
};
