import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { Commitment, Terms } from '@kept-informed/commitments';
import { owedDays, type OwedDay } from '../oracle/covered.js';
import type { Duty } from '../oracle/duty.js';
import type { Fact, History } from '../oracle/history.js';
import { interpret } from '../oracle/interpret.js';
import { later } from '../oracle/london.js';
import { dayGroupOf, groupOf, type Group } from './attribution.js';
import type { Counted } from './figures.js';
import { absorbedIn, leftIn, type Cases } from './merged.js';

/** What a force goes by. */
export interface Book {
  readonly catalogue: readonly Commitment[];
  readonly terms: readonly Terms[];
  /** By promise without a printed limit: the limit that the force set itself, before any case was opened. */
  readonly targets?: Readonly<Record<string, Pick<Commitment, 'limit' | 'unit'>>>;
  /** The bodies that record here: the force, and those that teams of it act for. */
  readonly recordHere: ReadonlySet<string>;
}

/** Everything by which a case is read: what the force goes by, and the other cases, with which it may have been merged. */
export interface Matter {
  readonly book: Book;
  readonly cases: Cases;
}

/** A day on which updates were owed, as a report counts it. */
export type CountedDay = OwedDay & { readonly group: Group };

/** What the oracle says is owed in one case, and what of it was owed once and is not any more. */
export interface Owed {
  /** As it was read. */
  readonly history: History;
  readonly standing: readonly Counted[];
  readonly replaced: () => readonly Counted[];
  /** The days of a period on which updates were owed. */
  readonly days: (from: LocalDate, to: LocalDate) => readonly CountedDay[];
}

export function owedIn(facts: readonly Fact[], matter: Matter, now: Instant): Owed {
  const history = historyAt(facts, matter, now);
  return {
    history,
    standing: dutiesOf(history, matter).map((duty) => countedIn(history, duty)),
    replaced: () => replacedIn(facts, matter, now),
    days: (from, to) => owedDays(history, from, to).map((day) => ({ ...day, group: dayGroupOf(day, history) })),
  };
}

/** Of a case that was merged what it left, of all others what is owed. */
const dutiesOf = (history: History, { cases }: Matter): Duty[] => leftIn(history, cases) ?? interpret(history);

function historyAt(facts: readonly Fact[], { book, cases }: Matter, now: Instant): History {
  const { terms, targets = {} } = book;
  const catalogue = book.catalogue.map((one) => ({ ...one, ...targets[one.id] }));
  const known = facts.filter(({ recorded }) => recorded <= now);
  const history = {
    facts: known,
    catalogue,
    terms: terms.filter(({ from }, index) => index === 0 || from <= now),
    now,
  };
  return { ...history, absorbed: absorbedIn(history, cases) };
}

function countedIn(history: History, duty: Duty): Counted {
  return { duty, group: duty.dueOn === null ? null : groupOf(duty, history) };
}

/**
 * What was owed as the case was known at some time, and is no more since something was recorded: superseded then. It was
 * there if it was owed right after something was recorded, or right before the next was.
 */
function replacedIn(facts: readonly Fact[], matter: Matter, now: Instant): Counted[] {
  const times = [...new Set(facts.map(({ recorded }) => recorded))].filter((at) => at <= now).sort();
  const found = new Map<string, Counted>();
  let standing: readonly Counted[] = [];
  for (const at of times) {
    const before = owedAt(
      facts.filter(({ recorded }) => recorded < at),
      matter,
      at,
    );
    const after = owedAt(facts, matter, at);
    const stays = new Set(after.map(keyOf));
    for (const one of [...standing, ...before]) if (!stays.has(keyOf(one))) found.set(keyOf(one), superseded(one, at));
    for (const key of stays) found.delete(key);
    standing = after;
  }
  const stays = new Set(owedAt(facts, matter, now).map(keyOf));
  return [...found.values()].filter((one) => !stays.has(keyOf(one)));
}

const keyOf = ({ duty }: Counted): string => duty.key;

function owedAt(facts: readonly Fact[], matter: Matter, at: Instant): Counted[] {
  const history = historyAt(facts, matter, at);
  if (!history.facts.some(({ type }) => type === 'CaseOpened')) return [];
  return dutiesOf(history, matter).map((duty) => countedIn(history, duty));
}

function superseded({ duty, ...one }: Counted, at: Instant): Counted {
  const ended = { status: 'superseded', endedAt: at, endedKnown: later(at, duty.implied) } as const;
  return { ...one, duty: { ...duty, ...ended, forGood: false, recordedLate: false, disputed: false, metBy: null } };
}
