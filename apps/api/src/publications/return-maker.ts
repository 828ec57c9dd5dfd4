import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ReadModel } from '@kept-informed/case-work';
import { OwnForce, type TermsVersions } from '@kept-informed/commitments';
import { refuse, type Requester } from '@kept-informed/decisions';
import { canonicalJson, inclusionOf } from '@kept-informed/proof';
import {
  digestOf,
  type KeptPublication,
  Publications,
  type PublishedReturn,
  type PublishedVersions,
} from '@kept-informed/publications';
import { productVersion } from '@kept-informed/runtime';
import { PublishedReports } from './published-reports.js';
import type { PublicationRequest, PublishedQuestionRequest } from './publication.request.js';
import { restatedAnswers, type Verification } from './restated-answers.js';

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
    { title, note, questions }: PublicationRequest,
    requester: Requester,
  ): Promise<PublishedReturn & KeptPublication> {
    requirePeriods(questions);
    await this.reports.requireKnown(questions);
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
    const asked = questions.map(({ report, asked: one }) => ({ ...one, report }) as PublishedQuestionRequest);
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

  #versions({ policy, calendar }: TermsVersions): PublishedVersions {
    return { policy, calendar, catalogue: digestOf(canonicalJson(this.force.catalogue)), code: productVersion() };
  }
}

function requirePeriods(questions: readonly PublishedQuestionRequest[]): void {
  questions.forEach(({ from, to }, at) => {
    if (to < from)
      throw refuse('ends-before-it-begins', `questions/${at}/to`, 'The period would end before it begins.');
  });
}
