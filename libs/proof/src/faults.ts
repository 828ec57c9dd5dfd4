import type { StoredFact } from '@kept-informed/event-store';
import { digestOf } from './canonical.js';
import type { Seal } from './log.queries.js';

/** Something that is not as it was sealed. */
export interface SealFault {
  /** `log`: not a fact, but what was sealed of the facts, or the checkpoint of that. */
  readonly kind: 'changed' | 'removed' | 'inserted' | 'reordered' | 'log';
  /** Of the fact; none of what is wrong with the log itself. */
  readonly position?: string;
  readonly found: string;
}

const words = {
  changed: 'is not what was sealed',
  removed: 'was sealed and is not there any more',
  inserted: 'is there and was never sealed',
  reordered: 'stands where another was sealed',
} as const;

/** As many as are told of facts, and of the log. */
const most = 100;

/** What was found, in no order until it is told. */
export class Faults {
  readonly #log: SealFault[] = [];
  readonly #facts: SealFault[] = [];
  readonly #changed: { readonly seal: Seal; readonly fact: StoredFact }[] = [];
  #count = 0;

  ofLog(found: string): void {
    this.#count += 1;
    if (this.#log.length < most) this.#log.push({ kind: 'log', found });
  }

  ofFact(kind: keyof typeof words, position: string): void {
    this.#count += 1;
    if (this.#facts.length < most)
      this.#facts.push({ kind, position, found: `The fact at ${position} ${words[kind]}.` });
  }

  /** Whether it is the content of another place, is told once all are known. */
  ofChanged(seal: Seal, fact: StoredFact): void {
    if (this.#changed.length < most) this.#changed.push({ seal, fact });
    else this.ofFact('changed', seal.position);
  }

  /** Facts first, by position. */
  all(): { readonly faults: readonly SealFault[]; readonly faultCount: number } {
    const changed = this.#changed.splice(0);
    for (const { seal, fact } of changed) {
      const isOfAnother = changed.some((other) =>
        digestOf({ ...fact, position: other.seal.position }).equals(other.seal.digest),
      );
      this.ofFact(isOfAnother ? 'reordered' : 'changed', seal.position);
    }
    const byPosition = this.#facts.toSorted((one, other) => Number(BigInt(one.position!) - BigInt(other.position!)));
    return { faults: [...byPosition, ...this.#log], faultCount: this.#count };
  }
}
