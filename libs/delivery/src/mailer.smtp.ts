import { createTransport } from 'nodemailer';
import type { Mailer } from './email.js';
import type { SendOutcome } from './message.js';

/** Below an attempt's own limit, so that a server that says nothing is told apart from one that says too much. */
const silence = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000, dnsTimeout: 5_000 };

/** Marks a mail as a machine's, so that nobody's absence note answers it (RFC 3834). */
const headers = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

/** Sends by a mail server at `smtp://` or `smtps://`. A mailbox that it refuses for good is undeliverable. */
export function smtpMailer(url: string, from: string): Mailer {
  const host = /@([^>@]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return {
    async send({ to, subject, text, html, messageId }, signal) {
      const answers: string[] = [];
      const heard = { logger: { debug: hearing(answers) }, transactionLog: true };
      const transport = createTransport({ url, ...silence, ...heard, maxResponseSize: 64 * 1024 });
      try {
        const id = `<${messageId}@${host}>`;
        await transport.sendMail({ from, to, subject, text, html, messageId: id, headers, signal });
        return isInStep(answers) ? { state: 'sent' } : { state: 'failed', reason: 'out-of-step' };
      } catch (error) {
        signal.throwIfAborted();
        return failure(error as SmtpError);
      }
    },
  };
}

/** Keeps the codes that the server answers with; the rest of a conversation can quote an address. */
function hearing(answers: string[]) {
  return (entry: object, words: string) => {
    if ((entry as { tnx?: string }).tnx === 'server') answers.push(words.slice(0, 3));
  };
}

/**
 * Whether the mail was taken by the answer to the mail: it follows the 354 that asks for the text (RFC 5321, 3.3). Of a
 * server that says things twice, nodemailer takes the answer to one command for that to the next, and so a mail for
 * taken that never was.
 */
function isInStep(answers: readonly string[]): boolean {
  return answers.some((code, index) => code === '354' && answers[index + 1]?.startsWith('2'));
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

function failure({ code, command, responseCode }: SmtpError): SendOutcome {
  const reason = responseCode ? `smtp-${responseCode}` : (code ?? 'failed').toLowerCase();
  if (!responseCode || responseCode < 500) return { state: 'failed', reason };
  if (command === 'RCPT TO') return { state: 'undeliverable', reason };
  // Refused by its content; a server that will not have us at all may be set right by somebody.
  return command === 'DATA' ? { state: 'dead', reason } : { state: 'failed', reason };
}
