import { createTransport } from 'nodemailer';
import type { Mailer } from './email.js';
import type { Outcome } from './message.js';

/** Below an attempt's own limit, so that a server that says nothing is told apart from one that says too much. */
const silence = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000, dnsTimeout: 5_000 };

/** Marks a mail as a machine's, so that nobody's absence note answers it (RFC 3834). */
const headers = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

/** Sends by a mail server at `smtp://` or `smtps://`. A mailbox that it refuses for good is undeliverable. */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport({ url, ...silence, maxResponseSize: 64 * 1024 });
  const host = /@([^>@]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return {
    async send({ to, subject, text, html, messageId }, signal) {
      try {
        const id = `<${messageId}@${host}>`;
        await transport.sendMail({ from, to, subject, text, html, messageId: id, headers, signal });
        return { state: 'sent' };
      } catch (error) {
        signal.throwIfAborted();
        return failure(error as SmtpError);
      }
    },
  };
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

function failure({ code, command, responseCode }: SmtpError): Outcome {
  const reason = responseCode ? `smtp-${responseCode}` : (code ?? 'failed').toLowerCase();
  if (!responseCode || responseCode < 500) return { state: 'failed', reason };
  if (command === 'RCPT TO') return { state: 'undeliverable', reason };
  // Refused by its content; a server that will not have us at all may be set right by somebody.
  return command === 'DATA' ? { state: 'dead', reason } : { state: 'failed', reason };
}
