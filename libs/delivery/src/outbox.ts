import type { Clock, Instant } from '@kept-informed/calendar';
import type { DirectoryHolder } from '@kept-informed/directory';
import type { RecordedFact, Subscription, UnitOfWork } from '@kept-informed/event-store';
import { idOf } from '@kept-informed/follow-up';
import type { EntityManager } from 'typeorm';
import { mostAttempts } from './back-off.rules.js';
import { cloudEventOf, eventTypes } from './cloud-event.js';
import type { Channel } from './message.js';
import { leavesAt } from './slots.rules.js';

export interface OutboxParts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly directory: DirectoryHolder;
}

/** A message to be put into the outbox, and the alerts that it is about. */
interface Draft {
  readonly messageId: string;
  readonly channel: Channel;
  readonly recipient: string;
  readonly notBefore: Instant;
  readonly alertIds: readonly string[];
  readonly eventId?: string;
  readonly body?: unknown;
}

interface Raised {
  readonly alertId: string;
  readonly recipient: string;
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
      await keepAtDesk(manager, raisedIn(facts), now);
      await writeToPeople(manager, raisedIn(real), now, directory);
      await put(manager, await eventsOf(manager, real, now, directory.current.force.id), now);
    },
  };
}

function raisedIn(facts: readonly RecordedFact[]): Raised[] {
  return facts.filter(({ type }) => type === 'AlertRaised').map(({ data }) => data as Raised);
}

async function keepAtDesk(manager: EntityManager, raised: readonly Raised[], now: Instant): Promise<void> {
  const ids = raised.map(({ alertId }) => alertId);
  await manager.query(
    `insert into deliveries (alert_id, channel, at, state)
     select alert_id, 'desk', $2, 'kept' from unnest($1::text[]) as a(alert_id) on conflict do nothing`,
    [ids, now],
  );
}

/** A message that a worker has taken meanwhile takes no more alerts: those go with the recipient's next one. */
async function writeToPeople(
  manager: EntityManager,
  raised: readonly Raised[],
  now: Instant,
  { current }: DirectoryHolder,
): Promise<void> {
  const { delivery, force } = current;
  const first = leavesAt(now, delivery, force.timeZone);
  const alone = delivery.digestMinutes === 0 && first === now;
  const left = await put(
    manager,
    alone ? raised.map((one) => letter([one], now, one.alertId)) : letters(raised, first),
    now,
  );
  if (left.length === 0) return;
  const late = new Set(left.flatMap(({ alertIds }) => alertIds));
  const again = raised.filter(({ alertId }) => late.has(alertId));
  const next = leavesAt(first, delivery, force.timeZone);
  await put(manager, next > first ? letters(again, next) : again.map((one) => letter([one], next, one.alertId)), now);
}

function letters(raised: readonly Raised[], notBefore: Instant): Draft[] {
  const byRecipient = new Map<string, Raised[]>();
  for (const one of raised) byRecipient.set(one.recipient, [...(byRecipient.get(one.recipient) ?? []), one]);
  return [...byRecipient.values()].map((group) => letter(group, notBefore, notBefore));
}

function letter(raised: readonly Raised[], notBefore: Instant, slot: string): Draft {
  const { recipient } = raised[0]!;
  const messageId = idOf('email', recipient, slot);
  return { messageId, channel: 'email', recipient, notBefore, alertIds: raised.map(({ alertId }) => alertId) };
}

async function eventsOf(
  manager: EntityManager,
  facts: readonly RecordedFact[],
  now: Instant,
  forceId: string,
): Promise<Draft[]> {
  const endpoints: { endpoint_id: string; types: string[] }[] = await manager.query(
    'select endpoint_id, types from webhook_endpoints where removed_at is null',
  );
  if (endpoints.length === 0) return [];
  return facts.flatMap((fact) => {
    const event = cloudEventOf(fact, forceId);
    return endpoints
      .filter(({ types }) => types.includes(event.type))
      .map(({ endpoint_id: recipient }) => ({
        messageId: idOf('webhook', recipient, event.id),
        channel: 'webhook',
        recipient,
        notBefore: now,
        alertIds: [event.subject],
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
  insert into deliveries (alert_id, channel, message_id, at, state)
  select alert_id, channel, message_id, $2, 'waiting'
  from json_to_recordset($1::json) as g (alert_id text, channel text, message_id text) on conflict do nothing`;

/** Puts what can be put into the outbox and answers the drafts that came too late for their message. */
async function put(manager: EntityManager, drafts: readonly Draft[], now: Instant): Promise<Draft[]> {
  if (drafts.length === 0) return [];
  const rows: { message_id: string }[] = await manager.query(putMessages, [JSON.stringify(drafts), now]);
  const open = new Set(rows.map(({ message_id }) => message_id));
  const deliveries = drafts
    .filter(({ messageId }) => open.has(messageId))
    .flatMap(({ messageId, channel, alertIds }) =>
      alertIds.map((alertId) => ({ alert_id: alertId, channel, message_id: messageId })),
    );
  await manager.query(putDeliveries, [JSON.stringify(deliveries), now]);
  return drafts.filter(({ messageId }) => !open.has(messageId));
}
