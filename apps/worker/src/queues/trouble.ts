/**
 * `down`: a part stopped working; `up`: it works again; `failed`: one job threw for the last time and is kept.
 * A part that stays down is told once, however often it is tried again: Redis away for a minute is two tidings, not 60.
 */
export interface Trouble {
  readonly part: string;
  readonly state: 'down' | 'up' | 'failed';
  readonly error?: Error;
}

export type TroubleListener = (trouble: Trouble) => void;

export class Troubles {
  lastError: Error | undefined;
  private readonly parts = new Map<string, { since: number }>();
  private readonly listeners = new Set<TroubleListener>();

  get healthy(): boolean {
    return this.parts.size === 0;
  }

  listen(listener: TroubleListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  down(part: string, error: Error): void {
    this.lastError = error;
    const known = this.parts.has(part);
    this.parts.set(part, { since: Date.now() });
    if (!known) this.tell({ part, state: 'down', error });
  }

  up(part: string): void {
    if (this.parts.delete(part)) this.tell({ part, state: 'up' });
  }

  failed(part: string, error: Error): void {
    this.lastError = error;
    this.tell({ part, state: 'failed', error });
  }

  /** For parts that report their troubles and never their recovery, as BullMQ's workers do. */
  upAfterQuiet(part: string, ms: number): void {
    const last = this.parts.get(part);
    if (last && Date.now() - last.since >= ms) this.up(part);
  }

  /** A listener that throws would end the process: most troubles come out of event handlers. */
  private tell(trouble: Trouble): void {
    for (const listener of this.listeners) {
      try {
        listener(trouble);
      } catch {
        // The listener's own fault; the others are still told.
      }
    }
  }
}
