import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';
const [shortest, longest, usual] = [24, 64, 32];

/** A new secret as Standard Webhooks has it. */
export function newSecret(): string {
  return prefix + randomBytes(usual).toString('base64');
}

/** Whether a text is a secret of Standard Webhooks: `whsec_` and 24 to 64 bytes in base64. */
export function isSecret(text: string): boolean {
  const bytes = keyOf(text);
  const isBase64 = text === prefix + bytes.toString('base64');
  return isBase64 && bytes.length >= shortest && bytes.length <= longest;
}

/** The headers of Standard Webhooks: signed with each secret, so that a receiver may know the old one or the new one. */
export function signed(id: string, seconds: number, body: string, secrets: readonly string[]): Record<string, string> {
  const content = `${id}.${seconds}.${body}`;
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', keyOf(secret)).update(content).digest('base64')}`,
  );
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signatures.join(' ') };
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.startsWith(prefix) ? secret.slice(prefix.length) : '', 'base64');
}
