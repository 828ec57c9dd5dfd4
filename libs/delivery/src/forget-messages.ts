import type { Instant } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';

/** Which messages are to go: those that ended before an instant, but for what tells of these alerts. */
export interface MessagesToForget {
  readonly endedBefore: Instant;
  readonly keptAlertIds: readonly string[];
}

/** One of which nobody was told, and which has made nobody else be told yet, is still needed (rules.md, Undelivered alerts). */
const forget = `
  with old as (
    select message_id from messages m
    where state not in ('waiting', 'sending', 'retrying') and changed_at < $1 and not exists (
      select from deliveries d where d.message_id = m.message_id and d.message_id <> ''
        and (d.alert_id = any ($2)
          or d.channel = 'email' and d.state in ('undeliverable', 'dead') and d.seen_to_at is null))
    order by changed_at limit $3 for update skip locked
  ), tried as (
    delete from message_attempts a using old where a.message_id = old.message_id
  )
  delete from messages m using old where m.message_id = old.message_id returning m.message_id`;

/**
 * Takes messages away that ended long ago, with what was tried; what became of each alert stays with the alert. Answers how
 * many, at most so many at once.
 */
export async function forgetMessages(
  manager: EntityManager,
  { endedBefore, keptAlertIds }: MessagesToForget,
  atMost: number,
): Promise<number> {
  const [rows]: [unknown[]] = await manager.query(forget, [endedBefore, keptAlertIds, atMost]);
  return rows.length;
}
