import { type Letter, letterOf } from './letter.js';
import { digestOf } from './digest.js';
import type { Message, SendOutcome, ChannelSender } from './message.js';
import type { OutboxParts } from './outbox.js';

/** One e-mail, ready to go. */
export interface Mail extends Letter {
  readonly to: string;
  /** The same at each attempt, for ever. */
  readonly messageId: string;
  /** 1 for the first. */
  readonly attempt: number;
}

/** Whoever carries e-mails: a mail server, or GOV.UK Notify. */
export interface Mailer {
  send(mail: Mail, signal: AbortSignal): Promise<SendOutcome>;
}

/** Writes to the posts of the force. Without a mailer everything is kept; a post without a mailbox is undeliverable. */
export function emails({ work, clock, directory }: OutboxParts, mailer: Mailer | null): ChannelSender {
  return {
    async send(message: Message, signal): Promise<SendOutcome> {
      const { messageId, recipient, attempt } = message;
      const lines = await digestOf(work.manager, message, clock.now());
      if (lines.length === 0) return { state: 'not-needed' };
      if (!mailer) return { state: 'kept' };
      const to = directory.current.staff(recipient)?.email;
      if (!to) return { state: 'undeliverable', reason: 'no-address' };
      return mailer.send({ ...letterOf(lines, directory.current.force.timeZone), to, messageId, attempt }, signal);
    },
  };
}
