import type { Clock } from '@kept-informed/calendar';
import { countMessages, oldestWaiting, unreadableSecrets, type MessageState } from '@kept-informed/delivery';
import type { SecretSeal } from '@kept-informed/runtime';
import type { DataSource } from 'typeorm';
import { broken, ok, some, warning, type Finding } from './finding.js';

const stuckAfterSeconds = 600;

/** Whether messages get out, and which came to nothing. */
export async function deliveryChecks(database: DataSource, clock: Clock, clockSpeed: number): Promise<Finding[]> {
  const now = clock.now();
  const counts = await countMessages(database.manager);
  const sum = (state: MessageState) =>
    counts.filter((each) => each.state === state).reduce((total, { count }) => total + count, 0);
  const oldest = await oldestWaiting(database.manager, now);
  const waited = oldest === null ? 0 : (Date.parse(now) - Date.parse(oldest)) / 1_000;
  const isStuck = waited > stuckAfterSeconds * clockSpeed;
  const resend = 'See GET /deliveries for why, mend that, and send them again: POST /deliveries/{id}/resend.';
  const lost = sum('dead') + sum('undeliverable');
  return [
    isStuck
      ? broken('messages', `the oldest has waited ${Math.round(waited)} s (${sum('retrying')} failed before)`, resend)
      : ok('messages', `${sum('sent')} sent, none is stuck`),
    ...(lost > 0
      ? [broken('dead letters', `${sum('dead')} dead, ${sum('undeliverable')} undeliverable`, resend)]
      : [ok('dead letters', 'none')]),
    ...(sum('kept') > 0
      ? [warning('e-mail', `${sum('kept')} e-mails were kept and not sent`, 'Set SMTP_URL or NOTIFY_API_KEY.')]
      : []),
  ];
}

/** Whether the secrets of webhooks can be read with the keys that the workers hold. */
export async function secretChecks(database: DataSource, seal: SecretSeal): Promise<Finding[]> {
  const unreadable = await unreadableSecrets(database.manager, seal);
  if (unreadable.length === 0) return [ok('secrets', 'of all webhooks can be read')];
  const advice = 'Add the key that sealed them to SECRETS_KEY, or replace them: POST /webhooks/{id}/rotation.';
  return [broken('secrets', `no key opens that of ${some(unreadable)}`, advice)];
}
