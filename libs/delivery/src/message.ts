/** How a message goes out. */
export const channels = ['email', 'webhook'] as const;
export type Channel = (typeof channels)[number];

/**
 * waiting: not tried yet; sending: a worker has it; retrying: failed, and is tried again; sent: the receiver took it; kept:
 * shown in the product because there is no way to send it; not-needed: what it was about ended before it left;
 * undeliverable: it has no address that takes it; dead: tried for the last time in vain.
 */
export const messageStates = [
  'waiting',
  'sending',
  'retrying',
  'sent',
  'kept',
  'not-needed',
  'undeliverable',
  'dead',
] as const;
export type MessageState = (typeof messageStates)[number];

/** Why somebody is told of an alert; `unreached`: no message reached the one before. */
export type Cause = 'raised' | 'awoke' | 'handed-over' | 'unreached';

/** A message as a channel gets it to send. The recipient is an id: a member of staff, or a webhook's endpoint. */
export interface Message {
  /** The same at each attempt, for ever. */
  readonly messageId: string;
  readonly recipient: string;
  /** What a receiver of events goes by; several endpoints get the same. */
  readonly eventId: string | null;
  readonly body: unknown;
  /** 1 for the first. */
  readonly attempt: number;
}

/**
 * What came of an attempt. `failed` is tried again, everything else is final. A reason is a code and never what somebody
 * answered: that can quote an address.
 */
export type SendOutcome =
  | { readonly state: 'sent' | 'kept' | 'not-needed' }
  | { readonly state: 'undeliverable' | 'dead'; readonly reason: string }
  | { readonly state: 'failed'; readonly reason: string; readonly retryAfter?: number };

/** A way out of the house. May throw: that counts as failed. */
export interface ChannelSender {
  send(message: Message, signal: AbortSignal): Promise<SendOutcome>;
}
