/** What is wrong with a field: the names that lead to it, places in a list among them, and a sentence. */
export interface FieldFault {
  readonly path: readonly string[];
  readonly detail: string;
}

export interface FieldReadingOptions {
  /** Each value comes as text. */
  readonly fromText?: boolean;
  /** After so many faults nothing more is looked at; every fault is found if left out. */
  readonly mostFaults?: number;
}

/** One object on its way into a class of fields: where in it we are, and what was found wrong so far. */
export class FieldReading {
  readonly faults: FieldFault[] = [];
  readonly fromText: boolean;
  readonly #mostFaults: number;
  readonly #path: string[] = [];

  constructor({ fromText = false, mostFaults = Infinity }: FieldReadingOptions = {}) {
    this.fromText = fromText;
    this.#mostFaults = mostFaults;
  }

  /** Enough is wrong: whoever reads on only makes it dearer. */
  get isOver(): boolean {
    return this.faults.length >= this.#mostFaults;
  }

  fault(detail: string): void {
    this.faults.push({ path: [...this.#path], detail });
  }

  /** Reads what stands under a name, or at a place in a list. */
  at<T>(name: string, read: () => T): T {
    this.#path.push(name);
    const value = read();
    this.#path.pop();
    return value;
  }
}
