import { addAbortListener } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { gapAfter } from './back-off.rules.js';
import type { LeasedMessage, Leases } from './leases.js';
import type { Channel, Message, SendOutcome, ChannelSender } from './message.js';

export interface SenderOptions {
  /** How many recipients are sent to at a time. */
  readonly lanes?: number;
  /** Milliseconds after which an attempt is cut; must be well below the lease. */
  readonly attemptMs?: number;
  /** Milliseconds between two looks for something due. */
  readonly every?: number;
  /** Told once when the outbox cannot be worked on, and once, without an error, when it can again. */
  readonly onTrouble?: (error?: Error) => void;
}

const defaults = { lanes: 4, attemptMs: 12_000, every: 250, onTrouble: () => {} };

/** Messages that one lane takes at a time, and how long it may go on beginning them. */
const laneLength = 20;
const laneMs = 5_000;

/** Seconds that a receiver that failed is left alone at most: so long its return may go unseen. */
const longestPause = 60;

/** Sends the messages of one channel, each recipient's one after another, several recipients at a time. */
export class Sender {
  readonly #options: Required<SenderOptions>;
  readonly #stopping = new AbortController();
  readonly #cutting = new AbortController();
  readonly #lanes = new Map<string, Promise<void>>();
  #running: Promise<void> = Promise.resolve();
  #down = false;

  constructor(
    private readonly channel: Channel,
    private readonly leases: Leases,
    private readonly channelSender: ChannelSender,
    options: SenderOptions = {},
  ) {
    this.#options = { ...defaults, ...options };
  }

  start(): this {
    this.#running = this.#run();
    return this;
  }

  /** Begins nothing more and lets what is under way end; what takes longer than `ms` is cut and given back. */
  async stop(ms = 3_000): Promise<void> {
    this.#stopping.abort();
    const timer = setTimeout(() => this.#cutting.abort(), ms);
    await this.#running;
    await Promise.all(this.#lanes.values());
    clearTimeout(timer);
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const began = await this.#turn();
      if (!began) await sleep(this.#options.every, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Fills the free lanes. Answers whether it is worth looking again at once. */
  async #turn(): Promise<boolean> {
    const free = this.#options.lanes - this.#lanes.size;
    if (free <= 0) return Promise.race(this.#lanes.values()).then(() => true);
    try {
      const leased = await this.leases.take(this.channel, [...this.#lanes.keys()], free, laneLength);
      for (const [recipient, messages] of byRecipient(leased)) this.#open(recipient, messages);
      this.#tell();
      return leased.length > 0;
    } catch (error) {
      this.#tell(error as Error);
      return false;
    }
  }

  #open(recipient: string, messages: LeasedMessage[]): void {
    const lane = this.#send(messages)
      .catch((error: Error) => this.#tell(error))
      .finally(() => this.#lanes.delete(recipient));
    this.#lanes.set(recipient, lane);
  }

  async #send(messages: readonly LeasedMessage[]): Promise<void> {
    const until = Date.now() + laneMs;
    for (const [index, message] of messages.entries()) {
      const rest = messages.slice(index + 1);
      if (this.#stopping.signal.aborted || Date.now() > until) return this.leases.letGo([message, ...rest]);
      const retryIn = await this.#attempt(message);
      if (retryIn === null) continue;
      // Whoever did not take this one would hardly take the next.
      await this.leases.letGo(rest);
      return this.leases.letWait(this.channel, message.recipient, Math.min(retryIn, longestPause));
    }
  }

  /** Answers in how many seconds the receiver is tried again; null: this message is done with. */
  async #attempt(leased: LeasedMessage): Promise<number | null> {
    const begun = await this.leases.begin(leased);
    if (!begun) return null;
    const { attempt, isLast } = begun;
    const startedAt = Date.now();
    const outcome = await this.#outcome({ ...leased, attempt });
    const reason = 'reason' in outcome ? outcome.reason : null;
    const noted = { reason, attempt, tookMs: Date.now() - startedAt };
    if (outcome.state !== 'failed') {
      await this.leases.end(leased, { ...noted, state: outcome.state, retryIn: null });
      return null;
    }
    const retryIn = gapAfter(attempt, Math.random(), outcome.retryAfter);
    const again = isLast ? ({ state: 'dead', retryIn: null } as const) : ({ state: 'retrying', retryIn } as const);
    await this.leases.end(leased, { ...noted, ...again });
    return retryIn;
  }

  /** Whatever goes wrong with one message is that message’s failure, and no other’s. */
  async #outcome(message: Message): Promise<SendOutcome> {
    const attempt = new AbortController();
    const cut = () => attempt.abort();
    // Not AbortSignal.any of AbortSignal.timeout: nothing holds such a timeout, so it may never come (nodejs/node#57736).
    const timer = setTimeout(cut, this.#options.attemptMs);
    const listening = addAbortListener(this.#cutting.signal, cut);
    try {
      return await this.channelSender.send(message, attempt.signal);
    } catch (error) {
      if (this.#cutting.signal.aborted) return { state: 'failed', reason: 'stopped' };
      if (attempt.signal.aborted) return { state: 'failed', reason: 'timeout' };
      return { state: 'failed', reason: reasonOf(error) };
    } finally {
      clearTimeout(timer);
      listening[Symbol.dispose]();
    }
  }

  #tell(error?: Error): void {
    if (this.#down === (error !== undefined)) return;
    this.#down = error !== undefined;
    this.#options.onTrouble(error);
  }
}

function byRecipient(leased: readonly LeasedMessage[]): Map<string, LeasedMessage[]> {
  const found = new Map<string, LeasedMessage[]>();
  for (const message of leased) found.set(message.recipient, [...(found.get(message.recipient) ?? []), message]);
  return found;
}

/** The kind of an error; its words may quote an address. */
function reasonOf(error: unknown): string {
  const { name, code } = error as { name?: string; code?: unknown };
  return (typeof code === 'string' ? code : (name ?? 'error')).toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
