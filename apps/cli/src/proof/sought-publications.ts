import type { StoredFact } from '@kept-informed/event-store';
import { enclosureOf, isPaper } from '@kept-informed/papers';
import { digestOf, type ReturnPublished } from '@kept-informed/publications';
import { bytesOf, FileUnreadable, textOf } from '@kept-informed/runtime';

/** A file that somebody was given, and the fact that says it is what was published; null: none does. */
export interface SoughtPublication {
  readonly file: string;
  readonly digest: string;
  readonly position: string | null;
  readonly recorded: string | null;
  /** The log holds the fact; else it waits to be sealed, and nothing but this database says that it was there. */
  readonly sealed: boolean;
}

/** Looks among facts for the digests of files. */
export class SoughtPublications {
  readonly #facts = new Map<string, { readonly fact: StoredFact; readonly sealed: boolean }>();
  readonly #files: readonly (readonly [file: string, digest: string])[];

  /** Throws FileUnreadable. */
  constructor(files: readonly string[]) {
    this.#files = files.map((file) => [file, digestOf(returnIn(file))]);
  }

  take(fact: StoredFact, waiting: boolean): void {
    if (fact.type !== ('ReturnPublished' satisfies ReturnPublished['type'])) return;
    this.#facts.set((fact.data as ReturnPublished['data']).digest, { fact, sealed: !waiting });
  }

  all(): SoughtPublication[] {
    return this.#files.map(([file, digest]) => {
      const { fact, sealed = false } = this.#facts.get(digest) ?? {};
      return { file, digest, position: fact?.position ?? null, recorded: fact?.recorded ?? null, sealed };
    });
  }
}

/** The bytes of a return: the file, or what goes with it where it is a paper. */
function returnIn(file: string): string | Buffer {
  const bytes = bytesOf(file);
  if (!isPaper(bytes)) return textOf(file);
  const enclosed = enclosureOf(bytes);
  if (!enclosed) throw new FileUnreadable(file, 'It is a PDF with which no return goes.');
  return enclosed;
}
