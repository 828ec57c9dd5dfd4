import { FactStore, start, type Checkpoint } from '@kept-informed/event-store';
import { shareInFlight } from '../http/share-in-flight.js';

/** Milliseconds for which those who come together are gathered. */
const gathering = 20;

/**
 * Where listeners begin. Those who come at about the same time are asked for by one question: after a restart all come again
 * at once, and a question each would keep everybody else from the database.
 */
export class Places {
  #asking: { readonly positions: Set<string>; readonly answer: Promise<ReadonlyMap<string, Checkpoint>> } | undefined;
  readonly #now: () => Promise<Checkpoint>;

  constructor(private readonly store: FactStore) {
    this.#now = shareInFlight(() => store.lastPlace());
  }

  /** Behind the fact that was heard last, or now; `0` is the beginning. Null: there is no such fact. */
  async after(position: string | undefined): Promise<Checkpoint | null> {
    if (position === '0') return start;
    if (position === undefined) return this.#now();
    this.#asking ??= this.#ask();
    this.#asking.positions.add(position);
    return (await this.#asking.answer).get(position) ?? null;
  }

  #ask() {
    const positions = new Set<string>();
    const gathered = new Promise<void>((resolve) => setTimeout(resolve, gathering));
    const answer = gathered.then(() => {
      this.#asking = undefined;
      return this.store.placesOf([...positions]);
    });
    return { positions, answer };
  }
}
