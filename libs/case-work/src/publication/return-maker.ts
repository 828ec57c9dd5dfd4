import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { OwnForce, type TermsVersions } from '@kept-informed/commitments';
import type { Requester } from '@kept-informed/decisions';
import { canonicalJson, inclusionOf } from '@kept-informed/proof';
import {
  digestOf,
  type KeptPublication,
  Publications,
  type PublishedReturn,
  type PublishedVersions,
} from '@kept-informed/publications';
import { productVersion } from '@kept-informed/runtime';
import { ReadModel } from '../reading/read-model.js';
import { type PublishedQuestion, PublishedReports, requireAnswerable } from './published-reports.js';
import { restatedAnswers, type Verification } from './restated-answers.js';

/** What is to be frozen. */
export interface ReturnAsked {
  readonly title: string;
  readonly note?: string;
  readonly questions: readonly PublishedQuestion[];
}

/** Freezes returns, and asks again what they say (docs/decisions/0030). */
@Injectable()
export class ReturnMaker {
  constructor(
    private readonly publications: Publications,
    private readonly reports: PublishedReports,
    private readonly force: OwnForce,
    private readonly reading: ReadModel,
  ) {}

  async publish(
    { title, note, questions }: ReturnAsked,
    requester: Requester,
  ): Promise<PublishedReturn & KeptPublication> {
    requireAnswerable(questions);
    const { knownAt, position, terms } = await this.publications.freeze();
    const published: PublishedReturn = {
      publicationId: randomUUID(),
      title,
      note: note ?? null,
      publishedBy: requester.by,
      knownAt,
      position,
      versions: this.#versions(terms),
      questions: await this.reports.answers(questions, knownAt),
    };
    return { ...published, ...(await this.publications.keep(published, requester)) };
  }

  /** Compares the document with what was recorded, looks for that in the log, and asks every question again. */
  async verify({ document, digest, factPosition }: KeptPublication): Promise<Verification> {
    const { questions, knownAt } = JSON.parse(document) as PublishedReturn;
    const asked = questions.map(({ report, asked: one }) => ({ ...one, report }) as unknown as PublishedQuestion);
    const [again, sealed, terms] = await Promise.all([
      this.reports.answers(asked, knownAt),
      inclusionOf(this.reading.manager, factPosition),
      this.publications.terms(),
    ]);
    const restated = restatedAnswers(questions, again);
    return {
      digest,
      unchanged: digestOf(document) === digest,
      sealed: sealed ? { leaf: sealed.leaf, checkpoint: sealed.checkpoint.cosigned } : null,
      same: restated.length === 0,
      restated,
      versions: this.#versions(terms),
    };
  }

  /** The highest in the store. */
  position(): Promise<string> {
    return this.reading.position();
  }

  #versions({ policy, calendar }: TermsVersions): PublishedVersions {
    return { policy, calendar, catalogue: digestOf(canonicalJson(this.force.catalogue)), code: productVersion() };
  }
}
