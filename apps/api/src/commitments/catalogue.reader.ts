import { Inject, Injectable } from '@nestjs/common';
import { FactStore } from '@kept-informed/event-store';
import { Force, type Commitment, latestTerms } from '@kept-informed/follow-up';
import type { CommitmentAnswer, CommitmentPage } from './commitment.answer.js';
import { dischargeInWords } from './discharge-in-words.js';

/** The catalogue as the force goes by it. */
@Injectable()
export class CatalogueReader {
  constructor(
    @Inject(Force) private readonly force: Force,
    @Inject(FactStore) private readonly store: FactStore,
  ) {}

  /** Every promise that the product knows, or those that the force does or does not adopt. It is one page. */
  async all({ adopted }: { adopted?: boolean }): Promise<CommitmentPage> {
    const { catalogue } = this.force.rulebook();
    const items = catalogue.map((commitment) => this.#answer(commitment));
    const wanted = items.filter((item) => adopted === undefined || item.adopted === adopted);
    return { items: wanted, next: null, position: await this.store.head() };
  }

  one(id: string): CommitmentAnswer | undefined {
    const found = this.force.rulebook().catalogue.find((commitment) => commitment.id === id);
    return found && this.#answer(found);
  }

  #answer(commitment: Commitment): CommitmentAnswer {
    const { id, title, editions, triggers, owedTo, limit, enhancedLimit, unit, recurs, fromKnown } = commitment;
    const { pausesFor, dutyOf, from, to, source } = commitment;
    const { adopted } = latestTerms(this.force.rulebook());
    return {
      id,
      title,
      editions,
      adopted: editions.some((edition) => adopted.has(edition)),
      triggers,
      owedTo,
      limit,
      enhancedLimit,
      unit,
      recurs,
      clockStarts: fromKnown ? 'known' : 'occurred',
      discharge: dischargeInWords(commitment),
      pausesFor,
      dutyOf,
      inForceFrom: from,
      inForceTo: to,
      source,
    };
  }
}
