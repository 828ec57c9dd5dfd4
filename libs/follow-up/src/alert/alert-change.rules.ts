import type { Instant } from '@kept-informed/calendar';
import type { RecordedFact } from '@kept-informed/event-store';
import type { AlertEvent, AlertStatus } from './alert.events.js';

/** What became of an alert, as others are told of it. */
export type AlertChangeName =
  'raised' | 'acknowledged' | 'snoozed' | 'awoke' | 'handed-over' | 'undeliverable' | 'cleared' | 'withdrawn';

/** What a fact leaves of an alert; what it does not say stays as it was. */
export interface AlertLeft {
  readonly status?: AlertStatus;
  readonly recipient?: string;
  readonly snoozedUntil?: Instant | null;
}

interface ToldChange<Type extends AlertEvent['type']> {
  readonly change: AlertChangeName;
  readonly leaves: (data: Extract<AlertEvent, { type: Type }>['data']) => AlertLeft;
}

const becomes = (status: AlertStatus) => () => ({ status, snoozedUntil: null });
const raised = {
  change: 'raised',
  leaves: ({ recipient }: { readonly recipient: string }) => ({ ...becomes('open')(), recipient }),
} as const;

/** Of each type of fact about alerts how others are told of it; null: it is about no alert. */
const toldAs: { readonly [Type in AlertEvent['type']]: ToldChange<Type> | null } = {
  AlertRaised: raised,
  ConcernRaised: raised,
  RungsSkipped: null,
  AlertAcknowledged: { change: 'acknowledged', leaves: becomes('acknowledged') },
  AlertSnoozed: { change: 'snoozed', leaves: ({ until }) => ({ status: 'snoozed', snoozedUntil: until }) },
  AlertAwoke: { change: 'awoke', leaves: becomes('open') },
  AlertHandedOver: { change: 'handed-over', leaves: ({ to }) => ({ recipient: to }) },
  AlertUndeliverable: { change: 'undeliverable', leaves: () => ({}) },
  AlertCleared: { change: 'cleared', leaves: becomes('cleared') },
  AlertWithdrawn: { change: 'withdrawn', leaves: becomes('withdrawn') },
};

/** The types of fact that change an alert, each with the name that others know the change by. */
export const alertChanges: ReadonlyMap<string, AlertChangeName> = new Map(
  Object.entries(toldAs).flatMap(([type, told]): [string, AlertChangeName][] => (told ? [[type, told.change]] : [])),
);

/** What one of those facts leaves of its alert. */
export function leftByChange({ type, data }: Pick<RecordedFact, 'type' | 'data'>): AlertLeft {
  const told = toldAs[type as AlertEvent['type']] as ToldChange<AlertEvent['type']> | null;
  return told!.leaves(data as never);
}
