/**
 * Keeps up to `most` pieces of work under way at once, so that one batch is prepared while others are written and
 * memory holds no more than those. A failure is thrown by the next `add` or by `done`, once nothing is under way any more.
 */
export class InFlight {
  readonly #under = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  constructor(private readonly most: number) {}

  /** Starts the work as soon as there is room; resolves when it has started, not when it has ended. */
  async add(work: () => Promise<void>): Promise<void> {
    while (this.#under.size >= this.most) await Promise.race(this.#under);
    if (this.#failure) await this.done();
    const running: Promise<void> = work()
      .catch((error: unknown) => void (this.#failure ??= { error }))
      .finally(() => this.#under.delete(running));
    this.#under.add(running);
  }

  /** Resolves when all of it has ended. */
  async done(): Promise<void> {
    await Promise.all(this.#under);
    if (this.#failure) throw this.#failure.error;
  }
}
