import { laterOf, type LocalDate } from '@kept-informed/calendar';
import type { Commitment } from './commitment.rules.js';
import type { Rulebook } from './rulebook.rules.js';
import type { Terms } from './terms.rules.js';

/** An edition that the force adopted, with the dates on which it holds. */
interface Edition {
  readonly name: string;
  readonly from: LocalDate;
  /** The last London date; null: it still holds. */
  readonly to: LocalDate | null;
}

/** A promise of the catalogue with those of its editions that the force adopted. */
interface AdoptedPromise {
  readonly commitment: Commitment;
  /** In the catalogue. */
  readonly place: number;
  readonly editions: readonly Edition[];
}

const known = new WeakMap<Rulebook, Map<Terms, readonly AdoptedPromise[]>>();

/** The promises that the force adopted under some terms, in the order of the catalogue. Worked out once. */
function adoptedBy(book: Rulebook, terms: Terms): readonly AdoptedPromise[] {
  let made = known.get(book);
  if (!made) known.set(book, (made = new Map()));
  let adopted = made.get(terms);
  if (!adopted) made.set(terms, (adopted = adoptedIn(book, terms)));
  return adopted;
}

function adoptedIn({ catalogue }: Rulebook, { adopted }: Terms): AdoptedPromise[] {
  const dated = editionDates(catalogue);
  return catalogue
    .map((commitment, place) => ({
      commitment,
      place,
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
export interface GoverningPromise {
  readonly commitment: Commitment;
  readonly edition: string;
  /** Its place in the catalogue. */
  readonly place: number;
}

const answered = new WeakMap<Rulebook, Map<Terms, Map<string, readonly GoverningPromise[]>>>();
const mostAnswered = 50_000;

/**
 * The promises adopted under some terms that something of this type triggers on a London date, each by the edition in
 * force on it (rules.md, Editions). Answered once for each; emptied when full.
 */
export function governing(type: string, on: LocalDate, terms: Terms, book: Rulebook): readonly GoverningPromise[] {
  const answers = answersUnder(terms, book);
  const key = type + on;
  const before = answers.get(key);
  if (before) return before;
  const made = adoptedBy(book, terms).flatMap((adopted) => {
    const edition = adopted.commitment.triggers.includes(type) ? editionOn(adopted, on) : null;
    return edition === null ? [] : [{ commitment: adopted.commitment, edition, place: adopted.place }];
  });
  if (answers.size >= mostAnswered) answers.clear();
  answers.set(key, made);
  return made;
}

function answersUnder(terms: Terms, book: Rulebook): Map<string, readonly GoverningPromise[]> {
  let ofBook = answered.get(book);
  if (!ofBook) answered.set(book, (ofBook = new Map()));
  let answers = ofBook.get(terms);
  if (!answers) ofBook.set(terms, (answers = new Map()));
  return answers;
}

function editionOn({ commitment, editions }: AdoptedPromise, date: LocalDate): string | null {
  if (!holdsOn(commitment, date)) return null;
  return editions.findLast((edition) => holdsOn(edition, date))?.name ?? null;
}

function holdsOn({ from, to }: Pick<Edition, 'from' | 'to'>, date: LocalDate): boolean {
  return date >= from && (to === null || date <= to);
}
