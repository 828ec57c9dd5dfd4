import { never, type Instant, type LocalDate } from '@kept-informed/calendar';
import {
  governing,
  type GoverningPromise,
  type Rulebook,
  reachingAfter,
  termsAt,
  type Terms,
} from '@kept-informed/commitments';

/** While a force holds itself to a promise, for one who began to be owed it at some instant. */
export interface AdoptionPeriod {
  /** That instant, or the activation of the terms that adopted it later. */
  readonly from: Instant;
  readonly to: Instant;
  /** The terms that no longer adopt it, from `to` on. */
  readonly endedBy?: Terms;
}

/** A promise that holds on a date, and while it is adopted: one spell at least. */
export interface Adoption extends GoverningPromise {
  readonly adoptionPeriods: readonly AdoptionPeriod[];
}

/**
 * The promises that something of this type triggers on a London date for one who is owed them from `arisenAt` on: those
 * adopted then, and those that terms activated later adopt for what is open (docs/decisions/0007).
 */
export function adoptionsOf(type: string, on: LocalDate, arisenAt: Instant, book: Rulebook): Adoption[] {
  const first = termsAt(book, arisenAt);
  const later = reachingAfter(book, arisenAt);
  if (later.length === 0) {
    const adoptionPeriods = [{ from: arisenAt, to: never }];
    return governing(type, on, first, book).map((one) => ({ ...one, adoptionPeriods }));
  }
  const steps = [{ at: arisenAt, terms: first }, ...later.map((terms) => ({ at: terms.from, terms }))];
  const found = new Map<
    string,
    GoverningPromise & { adoptionPeriods: { from: Instant; to: Instant; endedBy?: Terms }[] }
  >();
  for (const { at, terms } of steps) {
    const governed = governing(type, on, terms, book);
    for (const one of governed) {
      const known = found.get(one.commitment.id);
      if (!known) found.set(one.commitment.id, { ...one, adoptionPeriods: [{ from: at, to: never }] });
      else if (known.adoptionPeriods.at(-1)!.to !== never) known.adoptionPeriods.push({ from: at, to: never });
    }
    for (const { commitment, adoptionPeriods } of found.values()) {
      const last = adoptionPeriods.at(-1)!;
      if (last.to === never && !governed.some((one) => one.commitment.id === commitment.id))
        adoptionPeriods[adoptionPeriods.length - 1] = { ...last, to: at, endedBy: terms };
    }
  }
  return [...found.values()];
}
