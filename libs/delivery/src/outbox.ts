import type { Clock, Instant } from '@kept-informed/calendar';
import type { DirectoryHolder } from '@kept-informed/directory';
import type { RecordedFact, Subscription, UnitOfWork } from '@kept-informed/event-store';
import { idOf } from '@kept-informed/decisions';
import { caseIdOf, Restrictions } from '@kept-informed/follow-up';
import type { EntityManager } from 'typeorm';
import { mostAttempts } from './back-off.rules.js';
import { cloudEventOf, eventTypes } from './cloud-event.js';
import type { Cause, Channel } from './message.js';
import { leavesAt } from './quiet-hours.rules.js';

export interface OutboxParts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly directory: DirectoryHolder;
}

/** An alert in a message; an event says by its type what has become of it. */
interface MessageAlert {
  readonly alertId: string;
  readonly cause?: Cause;
}

/** A message to be put into the outbox, and the alerts that it is about. */
interface MessageDraft {
  readonly messageId: string;
  readonly channel: Channel;
  readonly recipient: string;
  readonly notBefore: Instant;
  readonly alerts: readonly MessageAlert[];
  readonly eventId?: string;
  readonly body?: unknown;
}

/** An alert that is to be brought to somebody, and what names the telling: no two tellings of an alert share one. */
interface AlertNotice extends MessageAlert {
  readonly cause: Cause;
  readonly recipient: string;
  readonly key: string;
}

/**
 * Turns facts about alerts into messages: for people one per recipient and slot, for machines one per event and endpoint.
 * Each alert is brought to the desk too, where it is kept and shown. Played facts are brought to nobody else.
 */
export function outbox({ work, clock, directory }: OutboxParts): Subscription {
  return {
    name: 'outbox',
    types: Object.keys(eventTypes),
    handle: async (facts) => {
      const { manager } = work;
      const now = clock.now();
      const real = facts.filter(({ simulated }) => !simulated);
      await keepAtDesk(manager, noticesIn(facts), now);
      await writeToPeople(manager, noticesIn(real), now, directory);
      await put(manager, await eventsOf(work, real, now, directory.current.force.id), now);
    },
  };
}

type AlertFactData = { alertId: string; recipient: string; to: string; undeliverable?: boolean };

/** Whoever is to act on an alert is told when it is raised, comes back from being put aside, or becomes theirs. */
function noticesIn(facts: readonly RecordedFact[]): AlertNotice[] {
  return facts.flatMap(({ type, stream, version, data }): AlertNotice[] => {
    const { alertId, recipient, to, undeliverable } = data as AlertFactData;
    const becoming = (cause: Cause, whose: string): AlertNotice[] => [
      { alertId, cause, recipient: whose, key: idOf('event', stream, version) },
    ];
    switch (type) {
      case 'AlertRaised':
      case 'ConcernRaised':
        return [{ alertId, cause: 'raised', recipient, key: alertId }];
      case 'AlertAwoke':
        return becoming('awoke', recipient);
      case 'AlertHandedOver':
        return becoming(undeliverable ? 'unreached' : 'handed-over', to);
      default:
        return [];
    }
  });
}

async function keepAtDesk(manager: EntityManager, notices: readonly AlertNotice[], now: Instant): Promise<void> {
  const ids = notices.map(({ alertId }) => alertId);
  await manager.query(
    `insert into deliveries (alert_id, channel, at, state)
     select distinct alert_id, 'desk', $2::timestamptz, 'kept' from unnest($1::text[]) as a(alert_id) on conflict do nothing`,
    [ids, now],
  );
}

/** A message that a worker has taken meanwhile takes no more alerts: those go with the recipient's next one. */
async function writeToPeople(
  manager: EntityManager,
  notices: readonly AlertNotice[],
  now: Instant,
  { current }: DirectoryHolder,
): Promise<void> {
  const { delivery, force } = current;
  const first = leavesAt(now, delivery, force.timeZone);
  const alone = delivery.digestMinutes === 0 && first === now;
  const left = await put(
    manager,
    alone ? notices.map((one) => letter([one], now, one.key)) : letters(notices, first),
    now,
  );
  if (left.length === 0) return;
  const late = new Set(left.flatMap(({ recipient, alerts }) => alerts.map(({ alertId }) => `${recipient} ${alertId}`)));
  const again = notices.filter(({ recipient, alertId }) => late.has(`${recipient} ${alertId}`));
  const next = leavesAt(first, delivery, force.timeZone);
  await put(manager, next > first ? letters(again, next) : again.map((one) => letter([one], next, one.key)), now);
}

function letters(notices: readonly AlertNotice[], notBefore: Instant): MessageDraft[] {
  const byRecipient = new Map<string, AlertNotice[]>();
  for (const one of notices) byRecipient.set(one.recipient, [...(byRecipient.get(one.recipient) ?? []), one]);
  return [...byRecipient.values()].map((group) => letter(group, notBefore, notBefore));
}

function letter(notices: readonly AlertNotice[], notBefore: Instant, slot: string): MessageDraft {
  const { recipient } = notices[0]!;
  const messageId = idOf('email', recipient, slot);
  const alerts = notices.map(({ alertId, cause }) => ({ alertId, cause }));
  return { messageId, channel: 'email', recipient, notBefore, alerts };
}

/** Nobody knows who reads what an endpoint is told: of restricted cases it is told nothing. */
async function eventsOf(
  work: UnitOfWork,
  facts: readonly RecordedFact[],
  now: Instant,
  forceId: string,
): Promise<MessageDraft[]> {
  const endpoints: { endpoint_id: string; types: string[] }[] = await work.manager.query(
    'select endpoint_id, types from webhook_endpoints where removed_at is null',
  );
  if (endpoints.length === 0) return [];
  const cases = await new Restrictions(work).seenAmong(facts.map(({ stream }) => caseIdOf(stream)));
  const restricted = new Set(cases.flatMap(({ caseId, restricted: is }) => (is ? [caseId] : [])));
  return facts.flatMap((fact) => {
    if (restricted.has(caseIdOf(fact.stream))) return [];
    const event = cloudEventOf(fact, forceId);
    return endpoints
      .filter(({ types }) => types.includes(event.type))
      .map(({ endpoint_id: recipient }) => ({
        messageId: idOf('webhook', recipient, event.id),
        channel: 'webhook',
        recipient,
        notBefore: now,
        alerts: [{ alertId: event.subject }],
        eventId: event.id,
        body: event,
      }));
  });
}

/**
 * The update that changes nothing locks a message that is there already, so that no worker can take it before this
 * transaction has added to it; one that was taken is not answered.
 */
const putMessages = `
  insert into messages (message_id, channel, recipient, event_id, body, state, not_before, created_at, changed_at, last_attempt)
  select "messageId", channel, recipient, "eventId", body, 'waiting', "notBefore", $2, $2, ${mostAttempts}
  from json_to_recordset($1::json) as g ("messageId" text, channel text, recipient text, "eventId" text, body jsonb,
    "notBefore" timestamptz)
  order by "messageId"
  on conflict (message_id) do update set changed_at = messages.changed_at where messages.state = 'waiting'
  returning message_id`;

const putDeliveries = `
  insert into deliveries (alert_id, channel, message_id, cause, at, state)
  select alert_id, channel, message_id, cause, $2, 'waiting'
  from json_to_recordset($1::json) as g (alert_id text, channel text, message_id text, cause text)
  on conflict do nothing`;

/** Puts what can be put into the outbox and answers the drafts that came too late for their message. */
async function put(manager: EntityManager, drafts: readonly MessageDraft[], now: Instant): Promise<MessageDraft[]> {
  if (drafts.length === 0) return [];
  const rows: { message_id: string }[] = await manager.query(putMessages, [JSON.stringify(drafts), now]);
  const open = new Set(rows.map(({ message_id }) => message_id));
  const deliveries = drafts
    .filter(({ messageId }) => open.has(messageId))
    .flatMap(({ messageId, channel, alerts }) =>
      alerts.map(({ alertId, cause }) => ({ alert_id: alertId, channel, message_id: messageId, cause })),
    );
  await manager.query(putDeliveries, [JSON.stringify(deliveries), now]);
  return drafts.filter(({ messageId }) => !open.has(messageId));
}
