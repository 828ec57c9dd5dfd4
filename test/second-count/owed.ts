import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { Commitment, Terms } from '@kept-informed/commitments';
import { owedDays, type OwedDay } from '../oracle/covered.js';
import type { Duty } from '../oracle/duty.js';
import type { Fact, History } from '../oracle/history.js';
import { interpret } from '../oracle/interpret.js';
import { later } from '../oracle/london.js';
import { dayGroupOf, groupOf, type DayGroup } from './attribution.js';
import type { Counted } from './figures.js';

/** What a force goes by. */
export interface Book {
  readonly catalogue: readonly Commitment[];
  readonly terms: readonly Terms[];
  /** The bodies that record here: the force, and those that teams of it act for. */
  readonly recordHere: ReadonlySet<string>;
}

/** A day on which updates were owed, as a report counts it. */
export type CountedDay = OwedDay & { readonly group: DayGroup };

/** What the oracle says is owed in one case, and what of it was owed once and is not any more. */
export interface Owed {
  readonly standing: readonly Counted[];
  readonly replaced: () => readonly Counted[];
  /** The days of a period on which updates were owed. */
  readonly days: (from: LocalDate, to: LocalDate) => readonly CountedDay[];
}

export function owedIn(facts: readonly Fact[], book: Book, now: Instant): Owed {
  const history = historyAt(facts, book, now);
  const standing = interpret(history);
  return {
    standing: standing.map((duty) => countedIn(history, duty)),
    replaced: () => replacedIn(facts, book, now),
    days: (from, to) => owedDays(history, from, to).map((day) => ({ ...day, group: dayGroupOf(day, history) })),
  };
}

function historyAt(facts: readonly Fact[], { catalogue, terms }: Book, now: Instant): History {
  const known = facts.filter(({ recorded }) => recorded <= now);
  return { facts: known, catalogue, terms: terms.filter(({ from }, index) => index === 0 || from <= now), now };
}

function countedIn(history: History, duty: Duty): Counted {
  return { duty, group: duty.dueOn === null ? null : groupOf(duty, history) };
}

/**
 * What was owed as the case was known at some time, and is no more since something was recorded: superseded then. It was
 * there if it was owed right after something was recorded, or right before the next was.
 */
function replacedIn(facts: readonly Fact[], book: Book, now: Instant): Counted[] {
  const times = [...new Set(facts.map(({ recorded }) => recorded))].filter((at) => at <= now).sort();
  const found = new Map<string, Counted>();
  let standing: readonly Counted[] = [];
  for (const at of times) {
    const before = owedAt(
      facts.filter(({ recorded }) => recorded < at),
      book,
      at,
    );
    const after = owedAt(facts, book, at);
    const stays = new Set(after.map(keyOf));
    for (const one of [...standing, ...before]) if (!stays.has(keyOf(one))) found.set(keyOf(one), superseded(one, at));
    for (const key of stays) found.delete(key);
    standing = after;
  }
  const stays = new Set(owedAt(facts, book, now).map(keyOf));
  return [...found.values()].filter((one) => !stays.has(keyOf(one)));
}

const keyOf = ({ duty }: Counted): string => duty.key;

function owedAt(facts: readonly Fact[], book: Book, at: Instant): Counted[] {
  const history = historyAt(facts, book, at);
  if (!history.facts.some(({ type }) => type === 'CaseOpened')) return [];
  return interpret(history).map((duty) => countedIn(history, duty));
}

function superseded({ duty, ...one }: Counted, at: Instant): Counted {
  const ended = { status: 'superseded', endedAt: at, endedKnown: later(at, duty.implied) } as const;
  return { ...one, duty: { ...duty, ...ended, forGood: false, recordedLate: false, disputed: false, metBy: null } };
}
