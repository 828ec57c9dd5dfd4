import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

const prefix = 'whsec_';
const [shortest, longest, usual] = [24, 64, 32];

/** A new secret as Standard Webhooks has it. */
export function newSecret(): string {
  return prefix + randomBytes(usual).toString('base64');
}

/** Whether a text is a secret of Standard Webhooks: `whsec_` and 24 to 64 bytes in base64. */
export function isSecret(text: string): boolean {
  const bytes = Buffer.from(text.slice(prefix.length), 'base64');
  return text === prefix + bytes.toString('base64') && bytes.length >= shortest && bytes.length <= longest;
}

/** The headers of Standard Webhooks: signed with each secret, so that a receiver may know the old one or the new one. */
export function signed(id: string, seconds: number, body: string, secrets: readonly string[]): Record<string, string> {
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, new Date(seconds * 1_000), body));
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signatures.join(' ') };
}
