import type { OwnForce } from '@kept-informed/commitments';
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

/** What letters to the posts of the force are made of. */
export interface LetterParts extends OutboxParts {
  readonly force: Pick<OwnForce, 'titles'>;
  /** Where cases are to be seen. */
  readonly publicUrl?: string;
}

/** Writes to the posts of the force. Without a mailer everything is kept; a post without a mailbox is undeliverable. */
export function emails(
  { work, clock, directory, force, publicUrl }: LetterParts,
  mailer: Mailer | null,
): ChannelSender {
  return {
    async send(message: Message, signal): Promise<SendOutcome> {
      const { messageId, recipient, attempt } = message;
      const { current } = directory;
      const zone = current.force.timeZone;
      const lines = await digestOf(work.manager, message, { now: clock.now(), zone });
      if (lines.length === 0) return { state: 'not-needed' };
      if (!mailer) return { state: 'kept' };
      const to = current.staff(recipient)?.email;
      if (!to) return { state: 'undeliverable', reason: 'no-address' };
      const titles = await force.titles(lines.flatMap(({ commitment }) => commitment ?? []));
      const post = (staffId: string) => [current.staff(staffId)?.title, staffId].filter(Boolean).join(' ');
      return mailer.send({ ...letterOf(lines, { zone, titles, post, publicUrl }), to, messageId, attempt }, signal);
    },
  };
}
