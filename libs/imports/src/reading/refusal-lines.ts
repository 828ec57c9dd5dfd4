import type { ImportRefusal } from './refusal.js';

const TOLD_ONE_BY_ONE = 10;

/**
 * What was refused, for a person to read: a file in which every row has the same fault is one thing that is wrong. Of one
 * kind in one file some are told with their line, and in the end how many more there are.
 */
export class RefusalLines {
  readonly #kinds = new Map<string, { readonly first: ImportRefusal; count: number }>();

  constructor(private readonly write: (line: string) => void) {}

  tell(refusal: ImportRefusal): void {
    const { file, line, code, detail } = refusal;
    const name = JSON.stringify([file, code]);
    const kind = this.#kinds.get(name) ?? { first: refusal, count: 0 };
    this.#kinds.set(name, kind);
    kind.count += 1;
    if (kind.count <= TOLD_ONE_BY_ONE) this.write(line === 0 ? `${file}: ${detail}` : `${file}:${line} ${detail}`);
  }

  end(): void {
    for (const { first, count } of this.#kinds.values()) {
      const more = count - TOLD_ONE_BY_ONE;
      const rows = more === 1 ? '1 more row' : `${more} more rows`;
      if (more > 0) this.write(`${first.file}: ${rows} as on line ${first.line}; --refusals FILE tells each.`);
    }
  }
}
