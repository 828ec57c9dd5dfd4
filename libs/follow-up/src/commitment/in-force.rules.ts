import type { LocalDate } from '@kept-informed/calendar';
import type { Commitment } from './commitment.rules.js';
import type { Rulebook } from './rulebook.rules.js';

/** An edition that the force adopted, with the dates on which it holds. */
interface Edition {
  readonly name: string;
  readonly from: LocalDate;
  /** The last London date; null: it still holds. */
  readonly to: LocalDate | null;
}

/** A promise of the catalogue with those of its editions that the force adopted. */
export interface Adopted {
  readonly commitment: Commitment;
  readonly editions: readonly Edition[];
}

const known = new WeakMap<Rulebook, readonly Adopted[]>();

/** The promises that the force adopted, in the order of the catalogue. Worked out once for each rulebook. */
export function adoptedBy(book: Rulebook): readonly Adopted[] {
  const before = known.get(book);
  if (before) return before;
  const made = adoptedIn(book);
  known.set(book, made);
  return made;
}

function adoptedIn({ catalogue, adopted }: Rulebook): Adopted[] {
  const dated = editionDates(catalogue);
  return catalogue
    .map((commitment) => ({
      commitment,
      editions: commitment.editions
        .filter((name) => adopted.has(name))
        .map((name) => dated.get(name) ?? { name, from: commitment.from, to: commitment.to }),
    }))
    .filter(({ editions }) => editions.length > 0);
}

/** When each edition is in force: from the first to the last date of the promises that it alone makes. */
function editionDates(catalogue: readonly Commitment[]): Map<string, Edition> {
  const dates = new Map<string, Edition>();
  for (const { editions, from, to } of catalogue) {
    if (editions.length !== 1) continue;
    const name = editions[0]!;
    const { from: first, to: last } = dates.get(name) ?? { from, to };
    const until = to === null || last === null ? null : laterOf(last, to);
    dates.set(name, { name, from: from < first ? from : first, to: until });
  }
  return dates;
}

/** The name of the edition that governs what is triggered on a London date; null: none that the force adopted does. */
export function editionOn({ commitment, editions }: Adopted, date: LocalDate): string | null {
  if (!holdsOn(commitment, date)) return null;
  return editions.findLast((edition) => holdsOn(edition, date))?.name ?? null;
}

function holdsOn({ from, to }: Pick<Edition, 'from' | 'to'>, date: LocalDate): boolean {
  return date >= from && (to === null || date <= to);
}

const laterOf = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);
