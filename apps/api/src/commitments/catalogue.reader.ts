import { Injectable } from '@nestjs/common';
import { FactStore } from '@kept-informed/event-store';
import {
  clockStartOf,
  anchorUnder,
  OwnForce,
  latestTerms,
  unitUnder,
  type Commitment,
  type Rulebook,
} from '@kept-informed/commitments';
import type { CommitmentResponse, CommitmentPage } from './commitment.response.js';
import { dischargeInWords } from './discharge-in-words.js';

/** The catalogue as the force goes by it now, its own promises included. */
@Injectable()
export class CatalogueReader {
  constructor(
    private readonly force: OwnForce,
    private readonly store: FactStore,
  ) {}

  /** Every promise that the product or the force knows, or those that the force does or does not adopt. It is one page. */
  async all({ adopted }: { adopted?: boolean }): Promise<CommitmentPage> {
    const book = await this.force.rulebook();
    const items = book.catalogue.map((commitment) => this.#answer(commitment, book));
    const wanted = items.filter((item) => adopted === undefined || item.adopted === adopted);
    return { items: wanted, next: null, position: await this.store.head() };
  }

  async one(id: string): Promise<CommitmentResponse | undefined> {
    const book = await this.force.rulebook();
    const found = book.catalogue.find((commitment) => commitment.id === id);
    return found && this.#answer(found, book);
  }

  #answer(commitment: Commitment, book: Rulebook): CommitmentResponse {
    const { id, title, editions, triggers, owedTo, limit, enhancedLimit } = commitment;
    const {
      conventions = [],
      methods,
      generated,
      pausesFor,
      reversible,
      dutyOf,
      bodies,
      standard,
      from,
      to,
      source,
    } = commitment;
    const terms = latestTerms(book);
    return {
      id,
      title,
      editions,
      adopted: editions.some((edition) => terms.adopted.has(edition)),
      triggers,
      owedTo,
      limit,
      enhancedLimit,
      unit: unitUnder(commitment, terms),
      conventions,
      recurs: anchorUnder(commitment, terms),
      own: !this.force.catalogue.includes(commitment),
      clockStarts: clockStartOf(commitment),
      discharge: dischargeInWords(commitment),
      methods,
      generated,
      pausesFor,
      reversible,
      dutyOf,
      bodies,
      standard,
      inForceFrom: from,
      inForceTo: to,
      source,
    };
  }
}
