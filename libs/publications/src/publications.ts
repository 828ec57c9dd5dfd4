import { type Clock, addHours, type Instant } from '@kept-informed/calendar';
import { TermsStreams, type TermsVersions } from '@kept-informed/commitments';
import type { Requester } from '@kept-informed/decisions';
import { ask, columns, headOf, type FactStore, type NewFactOf, UnitOfWork } from '@kept-informed/event-store';
import type { DataSource } from 'typeorm';
import type { ReturnPublished } from './publication.events.js';
import { digestOf, documentOf, type PublishedReturn } from './publication.js';

/** The moment that a return is frozen at. */
export interface FrozenMoment {
  readonly knownAt: Instant;
  readonly position: string;
  readonly terms: TermsVersions;
}

export interface PublicationView {
  readonly publicationId: string;
  readonly title: string;
  readonly publishedAt: Instant;
  readonly publishedBy: string;
}

/** A return with the fact that says what it was. */
export interface KeptPublication extends PublicationView {
  readonly document: string;
  readonly digest: string;
  readonly factPosition: string;
}

/** A second: clocks of servers differ by less. */
const marginHours = 1 / 3_600;

const view = columns<PublicationView>('p', 'publicationId', 'title', 'publishedAt', 'publishedBy');
const streamOf = (publicationId: string): string => `publication-${publicationId}`;

/** Returns as they were given (docs/decisions/0030). */
export class Publications {
  readonly #apart: UnitOfWork;
  readonly #streams: TermsStreams;

  constructor(
    private readonly work: UnitOfWork,
    private readonly store: FactStore,
    private readonly clock: Clock,
    database: DataSource,
  ) {
    this.#apart = new UnitOfWork(database);
    this.#streams = new TermsStreams(this.#apart, store);
  }

  /** How far policies and calendars have come. */
  terms(): Promise<TermsVersions> {
    return this.#streams.versions();
  }

  /**
   * Waits for whoever is recording; what was recorded up to this moment is committed. In a transaction of its own: within the
   * request's, nobody could record until the last question is answered.
   */
  freeze(): Promise<FrozenMoment> {
    return this.#apart.run(async (manager) => {
      await this.#streams.hold();
      const [terms, position] = await Promise.all([this.terms(), headOf(manager)]);
      return { knownAt: addHours(this.clock.now(), -marginHours), position, terms };
    });
  }

  /** Keeps the document and records its digest, both or neither. */
  keep(published: PublishedReturn, { by, requestId }: Requester): Promise<KeptPublication> {
    const { publicationId, title, knownAt } = published;
    const document = documentOf(published);
    const digest = digestOf(document);
    const recorded = this.clock.now();
    const fact: NewFactOf<ReturnPublished> = {
      type: 'ReturnPublished',
      data: { publicationId, digest, knownAt },
      occurred: recorded,
    };
    return this.work.run(async (manager) => {
      await ask(
        manager,
        `insert into publications (publication_id, title, published_at, published_by, document) values ($1, $2, $3, $4, $5)`,
        [publicationId, title, recorded, by, document],
      );
      const append = { stream: streamOf(publicationId), expected: 0, facts: [fact] };
      const result = (await this.store.append([append], { by, requestId, recorded })).get(append.stream)!;
      if (!result.won) throw new Error(`There are two publications ${publicationId}`);
      const { position } = result.facts[0]!;
      return { publicationId, title, publishedAt: recorded, publishedBy: by, document, digest, factPosition: position };
    });
  }

  /** The newest first, from before a place. */
  list(
    before: Pick<PublicationView, 'publishedAt' | 'publicationId'> | undefined,
    limit: number,
  ): Promise<PublicationView[]> {
    const place = before ? 'where (p.published_at, p.publication_id) < ($2::timestamptz, $3)' : '';
    return ask(
      this.work.manager,
      `select ${view} from publications p ${place} order by p.published_at desc, p.publication_id desc limit $1`,
      before ? [limit, before.publishedAt, before.publicationId] : [limit],
    );
  }

  /** With the digest that was recorded, whatever the document is now; undefined: there is no such publication. */
  async find(publicationId: string): Promise<KeptPublication | undefined> {
    const text = `select ${view}, p.document from publications p where p.publication_id = $1`;
    const [found] = await ask<PublicationView & { document: string }>(this.work.manager, text, [publicationId]);
    const stream = streamOf(publicationId);
    const [fact] = (await this.store.load([stream])).get(stream) as readonly ReturnPublished[];
    return found && fact && { ...found, digest: fact.data.digest, factPosition: fact.position };
  }
}
