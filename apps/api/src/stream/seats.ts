import { ProblemException } from '../http/problem.js';

/** How many streams each subject listens to: one costs a connection and memory for as long as it lasts. */
export class Seats {
  readonly #taken = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** Takes a seat and answers how to give it back. Refused with 429 where the subject has as many as it may. */
  take(subject: string): () => void {
    const taken = this.#taken.get(subject) ?? 0;
    if (taken >= this.most)
      throw new ProblemException(429, 'too-many-streams', 'Too many streams at once', {
        detail: `One subject may listen to ${this.most} at once. End one of them first.`,
        headers: { 'Retry-After': '60' },
      });
    this.#taken.set(subject, taken + 1);
    return () => this.#leave(subject);
  }

  #leave(subject: string): void {
    const left = this.#taken.get(subject)! - 1;
    if (left === 0) this.#taken.delete(subject);
    else this.#taken.set(subject, left);
  }
}
