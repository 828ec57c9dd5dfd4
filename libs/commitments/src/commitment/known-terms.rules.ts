import {
  asLearntBy,
  learningDates,
  localDate,
  startOfDay,
  type Instant,
  type LocalDate,
  type Zone,
} from '@kept-informed/calendar';
import { beginning, type Terms, type UnderTerms } from './terms.rules.js';

/** Something that goes by dated terms, each date being one of the force's zone. */
interface DatedRules extends UnderTerms {
  readonly zone: Zone;
}

/**
 * The rulebook as it was at an instant: without terms that were activated later, and without holidays that nobody could know
 * of. A holiday enters on the day on which it became known, as though its calendar had been activated then for all that is
 * open (rules.md, Late holidays).
 */
export function bookAt<Book extends DatedRules>(book: Book, at: Instant): Book {
  const { terms, made } = learntIn(book);
  const held = terms.filter(({ from }, index) => index === 0 || from <= at).length;
  const before = made.get(held);
  if (before) return before as Book;
  const one = { ...book, terms: terms.slice(0, held) };
  made.set(held, one);
  return one;
}

/** The first instant ahead at which a holiday becomes known; null: none is known now that was not. */
export function nextLearning(book: DatedRules, at: Instant): Instant | null {
  const { terms } = learntIn(book);
  return terms.find(({ from, learnt }) => learnt && from > at)?.from ?? null;
}

interface LearntTerms {
  readonly terms: readonly Terms[];
  /** By how many of the terms a rulebook has. */
  readonly made: Map<number, UnderTerms>;
}

const known = new WeakMap<UnderTerms, LearntTerms>();

function learntIn(book: DatedRules): LearntTerms {
  let found = known.get(book);
  if (!found) {
    const { terms, zone } = book;
    const all = terms.flatMap((one, index) => learning(one, terms[index + 1]?.from, zone));
    known.set(book, (found = { terms: all, made: new Map() }));
  }
  return found;
}

/** Terms as they were known when they were activated, and for each date of learning until the next ones as from then. */
function learning(terms: Terms, until: Instant | undefined, zone: Zone): Terms[] {
  const { calendar, from } = terms;
  const first = from === beginning ? beginning.slice(0, 10) : localDate(from, zone);
  const later = learningDates(calendar).filter(
    (date) => date > first && (until === undefined || startOfDay(date, zone) < until),
  );
  return [
    knownOn(terms, first),
    ...later.map((date): Terms => {
      const learnt = {
        from: startOfDay(date, zone),
        reach: { to: 'recompute-all' },
        activated: 'calendar',
        learnt: true,
      } as const;
      return { ...knownOn(terms, date), ...learnt };
    }),
  ];
}

function knownOn(terms: Terms, date: LocalDate): Terms {
  const calendar = asLearntBy(terms.calendar, date);
  return calendar === terms.calendar ? terms : { ...terms, calendar, id: `${terms.id}-known-on-${date}` };
}
