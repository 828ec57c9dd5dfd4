import { earliestOf, endOfDay, startOfDay, type Instant } from '@kept-informed/calendar';
import { reportedPromises } from '@kept-informed/compliance';
import { mapYielding, type FollowUpEvent } from '@kept-informed/follow-up';
import { comparedCase } from './compared-case.js';
import { draftReach } from './draft-reach.js';
import type { ReplayedPeriod } from './due-in-period.js';
import type { ReplayBooks } from './replay-books.js';
import { countCase, emptyTally, type PeriodTally } from './tally.js';
import type { WhatIfQuestion } from './what-if.js';

/** Where the facts of cases come from, and nothing else: there is no way back. */
export type FactSource = (caseIds: readonly string[]) => Promise<readonly (readonly FollowUpEvent[])[]>;

type ActsFor = Parameters<typeof reportedPromises>[1];

/** The period that a question is about; what is still to come of it takes no part. */
export function periodOf(
  { from: first, to: last }: Pick<WhatIfQuestion, 'from' | 'to'>,
  books: ReplayBooks,
  { actsFor, now }: { readonly actsFor: ActsFor; readonly now: Instant },
): ReplayedPeriod {
  const { zone } = books.before;
  const rateless = reportedPromises(books.after, actsFor).filter(({ elsewhere, unlimited }) => elsewhere || unlimited);
  return {
    first,
    last,
    zone,
    from: startOfDay(first, zone),
    until: earliestOf(endOfDay(last, zone), now)!,
    unrated: new Set(rateless.map(({ commitment }) => commitment)),
  };
}

/** Whoever lives cases through, in this process or beside it. */
export interface CaseHand {
  take(caseIds: readonly string[]): Promise<void>;
  /** What all that was taken comes to. */
  tally(): Promise<PeriodTally>;
}

/**
 * Lives cases through a period, and counts. It is given facts and answers figures: nothing that is worked out on the way is
 * recorded, sent or told anybody. Others have their turn every few milliseconds.
 */
export class OwnHand implements CaseHand {
  readonly #tally = emptyTally();

  constructor(
    private readonly factsOf: FactSource,
    private readonly books: ReplayBooks,
    private readonly period: ReplayedPeriod,
  ) {}

  async take(caseIds: readonly string[]): Promise<void> {
    const reach = draftReach(this.books);
    await mapYielding(await this.factsOf(caseIds), (facts) => {
      const figures = comparedCase(facts, this.books, reach, this.period);
      if (figures) countCase(this.#tally, figures);
    });
  }

  async tally(): Promise<PeriodTally> {
    return this.#tally;
  }
}
