/** A name as far as it is compared: its words without accents, in no order. */
const wordsOf = (name: string): Set<string> =>
  new Set(
    name
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter((word) => word.length > 1),
  );

/** Staff who are called as somebody is, by the id of that somebody. */
export interface CalledLike {
  readonly id: string;
  readonly staff: readonly string[];
}

/** At most so many names of staff are held; those that signed in first are forgotten first. */
const mostHeld = 20_000;

/**
 * What staff are called by their sign-ins, in memory alone: the product keeps names of staff nowhere. So colleagues are those
 * who have signed in at this process since it started.
 */
export class StaffNames {
  readonly #held = new Map<string, readonly string[]>();
  /** Staff by the first word of their name, so that nobody goes through all of them. */
  readonly #byWord = new Map<string, Set<string>>();
  /** What was found of names, for as long as the same staff are held. */
  #found = new WeakMap<ReadonlyMap<string, string>, readonly CalledLike[]>();

  /** One word is too common to say whose name it is. */
  hold(staffId: string, name: string | undefined): void {
    const words = [...wordsOf(name ?? '')].sort();
    if (words.length < 2 || this.#held.get(staffId)?.join() === words.join()) return;
    this.#forget(staffId);
    if (this.#held.size >= mostHeld) this.#forget(this.#held.keys().next().value!);
    this.#found = new WeakMap();
    this.#held.set(staffId, words);
    this.#byWord.set(words[0]!, (this.#byWord.get(words[0]!) ?? new Set()).add(staffId));
  }

  /** Those of these names, by id, that staff have too; worked out once for names that several are shown. */
  calledLikeAny(names: ReadonlyMap<string, string>): readonly CalledLike[] {
    const found =
      this.#found.get(names) ??
      [...names].map(([id, name]) => ({ id, staff: this.calledLike(name) })).filter(({ staff }) => staff.length > 0);
    this.#found.set(names, found);
    return found;
  }

  /** Which staff have this name: all the words of theirs are in it. */
  calledLike(name: string): string[] {
    const words = wordsOf(name);
    const perhaps = [...words].flatMap((word) => [...(this.#byWord.get(word) ?? [])]);
    return perhaps.filter((staffId) => this.#held.get(staffId)!.every((word) => words.has(word)));
  }

  #forget(staffId: string): void {
    const [first] = this.#held.get(staffId) ?? [];
    if (first !== undefined) this.#byWord.get(first)?.delete(staffId);
    this.#held.delete(staffId);
  }
}
