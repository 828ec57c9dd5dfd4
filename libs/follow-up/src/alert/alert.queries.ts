import type { Instant } from '@kept-informed/calendar';
import type { Sight } from '@kept-informed/decisions';
import type { EntityManager } from 'typeorm';
import { ask, columns, Conditions, jsonInstant } from '@kept-informed/event-store';
import { withinSight } from '../case/sight.queries.js';
import {
  awaiting,
  handover,
  isOpen,
  personOf,
  type ObligationView,
  type PersonOwed,
} from '../obligation/obligation.queries.js';
import { statusAt } from '../obligation/status.queries.js';
import type { AlertStatus } from './alert.events.js';

/** An alert as the API shows it. */
export interface AlertView {
  readonly alertId: string;
  /** Null: it is about a contact, or about a look at a restricted case. */
  readonly obligationId: string | null;
  readonly contactId: string | null;
  readonly caseId: string;
  readonly case: { readonly reference: string; readonly kind: string };
  /** Of its obligation; null: it is about a contact. */
  readonly commitment: string | null;
  /** Whom it is about; of a contact with several the first. */
  readonly participantId: string | null;
  readonly generation: number;
  readonly rung: string;
  readonly dueAt: Instant;
  readonly raisedAt: Instant;
  readonly recipient: string;
  readonly status: string;
  readonly snoozedUntil: Instant | null;
  readonly caughtUp: boolean;
  /** Its recipient could not be brought it, and nobody comes next. */
  readonly unreached: boolean;
  readonly owner: string | null;
  readonly team: string | null;
  readonly bcu: string | null;
  /** How its obligation stands; null: it is about a contact. */
  readonly owed: AlertedObligation | null;
  /** Both owners, where what it is about was missed within two working days of a handover. */
  readonly handover: ObligationView['handover'];
  /** Only where names were asked for. */
  readonly person?: PersonOwed | null;
  readonly position: string;
}

/** What decides how it is told when the obligation of an alert is due. */
export type AlertedObligation = Pick<ObligationView, 'dueOn' | 'dueAt' | 'awaiting' | 'status' | 'open'>;

/** Somebody is still expected to do something about an alert at one of these. */
export const waitingStatuses = ['open', 'acknowledged', 'snoozed'] as const satisfies readonly AlertStatus[];
export const alertStatuses = [...waitingStatuses, 'cleared', 'withdrawn'] as const satisfies readonly AlertStatus[];
const waiting: ReadonlySet<string> = new Set(waitingStatuses);

export interface AlertFilter {
  readonly ids?: readonly string[];
  /** One of these. */
  readonly status?: readonly string[];
  readonly rung?: string;
  readonly team?: string;
  readonly bcu?: string;
  readonly recipient?: string;
  readonly caseId?: string;
}

export type AlertOrder = 'raisedAt' | 'dueAt';

/** How far a ladder has been climbed, by SQL for a rung: the furthest first; what gave concern comes last. */
const placeOf = (rung: string): string =>
  `coalesce(array_position(array['unresolved', 'escalated', 'missed', 'due-soon'], ${rung}), 5)`;

/** What is asked of alerts. */
export interface AlertsQuestion {
  readonly filter: AlertFilter & { readonly unreached?: boolean };
  /** Whose statuses of obligations are shown. */
  readonly now: Instant;
  /** Whose cases alone; everybody's where it is left out. */
  readonly sight?: Sight | null;
  /** By when they were raised, unless by when their rung was due, or by rung and then by that. */
  readonly sort?: AlertOrder | 'rung';
  /** Only those behind this place of the order: a position, an instant and the id of an alert, or a rung and these. */
  readonly after?: readonly string[];
  /** None: all of them. */
  readonly limit?: number;
  /** SQL for the name of a participant by SQL for their id; none: nobody is named. */
  readonly nameOf?: (participantId: string) => string;
}

const orders: Readonly<Record<AlertOrder | 'rung', { readonly by: string; readonly behind: string }>> = {
  raisedAt: { by: 'a.position', behind: 'a.position > ?::bigint' },
  rung: {
    by: `${placeOf('a.rung')}, a.due_at, a.alert_id`,
    behind: `(${placeOf('a.rung')}, a.due_at, a.alert_id) > (${placeOf('?::text')}, ?::timestamptz, ?)`,
  },
  dueAt: { by: 'a.due_at, a.alert_id', behind: '(a.due_at, a.alert_id) > (?::timestamptz, ?)' },
};

/** Alerts in an order. */
export function listAlerts(manager: EntityManager, question: AlertsQuestion): Promise<AlertView[]> {
  const { sort = 'raisedAt', after, limit, nameOf } = question;
  const wanted = conditionsOf(question);
  const { by, behind } = orders[sort];
  if (after) wanted.add(behind, ...after);
  const page = `select a.*, c.reference, c.kind, c.owner, c.team, c.bcu
    from alerts a join cases c using (case_id) where true ${wanted.sql}
    order by ${by} ${limit === undefined ? '' : `limit ${limit}`}`;
  const person = nameOf ? `, ${personOf(participantId, nameOf)} as person` : '';
  return manager.query(
    `select ${shown}${person} from (${page}) a left join obligations o using (obligation_id)
     order by ${by}`,
    wanted.values,
  );
}

/** How many there are of what is asked for, by their statuses. */
export async function countAlerts(
  manager: EntityManager,
  question: Pick<AlertsQuestion, 'filter' | 'now' | 'sight'>,
): Promise<ReadonlyMap<string, number>> {
  const wanted = conditionsOf(question);
  const text = `select a.status, count(*)::int as count from alerts a join cases c using (case_id)
    where $1::timestamptz is not null ${wanted.sql} group by a.status`;
  const rows = await ask<{ status: string; count: number }>(manager, text, wanted.values);
  return new Map(rows.map(({ status, count }) => [status, count]));
}

function conditionsOf({ filter, now, sight }: Pick<AlertsQuestion, 'filter' | 'now' | 'sight'>): Conditions {
  const wanted = new Conditions(now);
  wanted.add('a.alert_id = any (?)', filter.ids);
  // Spelled out, because there is an index of those that wait; and said once: what is said twice PostgreSQL takes for a rarity.
  const isWaiting = filter.status?.every((status) => waiting.has(status));
  if (isWaiting) wanted.add(`a.status in ('${filter.status!.join("', '")}')`);
  else wanted.add('a.status = any (?)', filter.status);
  wanted.add('a.rung = ?', filter.rung);
  wanted.is('c.team', filter.team);
  wanted.is('c.bcu', filter.bcu);
  wanted.add('a.recipient = ?', filter.recipient);
  wanted.add('a.case_id = ?', filter.caseId);
  wanted.add('a.unreached = ?', filter.unreached);
  withinSight(wanted, sight);
  return wanted;
}

const participantId =
  'coalesce(o.participant_id, (select k.participant_ids[1] from contacts k where k.contact_id = a.contact_id))';

const owed = `case when o.obligation_id is not null then json_build_object('dueOn', o.due_on,
  'dueAt', ${jsonInstant('o.due_at')}, 'awaiting', ${awaiting}, 'status', ${statusAt('o')}, 'open', ${isOpen}) end`;

const shown = `${columns<AlertView>('a', 'alertId', 'obligationId', 'contactId', 'caseId', 'generation', 'rung', 'dueAt')},
  ${columns<AlertView>('a', 'raisedAt', 'recipient', 'status', 'snoozedUntil', 'caughtUp', 'unreached')},
  ${columns<AlertView>('a', 'owner', 'team', 'bcu')},
  json_build_object('reference', a.reference, 'kind', a.kind) as case, o.commitment,
  ${participantId} as "participantId", ${owed} as owed, ${handover} as handover, a.position`;
