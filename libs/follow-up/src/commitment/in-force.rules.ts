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
interface Adopted {
  readonly commitment: Commitment;
  readonly editions: readonly Edition[];
}

const known = new WeakMap<Rulebook, readonly Adopted[]>();

/** The promises that the force adopted, in the order of the catalogue. Worked out once for each rulebook. */
function adoptedBy(book: Rulebook): readonly Adopted[] {
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

/** A promise that holds on a date, and the edition by which it does. */
export interface Governing {
  readonly commitment: Commitment;
  readonly edition: string;
  /** Its place in the catalogue. */
  readonly place: number;
}

const answered = new WeakMap<Rulebook, Map<string, readonly Governing[]>>();
const mostAnswered = 50_000;

/**
 * The adopted promises that something of this type triggers on a London date, each by the edition in force on it
 * (rules.md, Which commitment applies 1 and 2). Answered once for each type and date; emptied when full.
 */
export function governing(type: string, on: LocalDate, book: Rulebook): readonly Governing[] {
  let answers = answered.get(book);
  if (!answers) answered.set(book, (answers = new Map()));
  const key = type + on;
  const before = answers.get(key);
  if (before) return before;
  const made = adoptedBy(book).flatMap((adopted, place) => {
    const edition = adopted.commitment.triggers.includes(type) ? editionOn(adopted, on) : null;
    return edition === null ? [] : [{ commitment: adopted.commitment, edition, place }];
  });
  if (answers.size >= mostAnswered) answers.clear();
  answers.set(key, made);
  return made;
}

function editionOn({ commitment, editions }: Adopted, date: LocalDate): string | null {
  if (!holdsOn(commitment, date)) return null;
  return editions.findLast((edition) => holdsOn(edition, date))?.name ?? null;
}

function holdsOn({ from, to }: Pick<Edition, 'from' | 'to'>, date: LocalDate): boolean {
  return date >= from && (to === null || date <= to);
}

const laterOf = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);
