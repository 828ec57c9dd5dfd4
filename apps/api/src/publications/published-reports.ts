import { Injectable } from '@nestjs/common';
import { Figures } from '@kept-informed/case-work';
import type { Instant } from '@kept-informed/calendar';
import type { PublishedAnswer } from '@kept-informed/publications';
import type { ComplianceQuery } from '../compliance/compliance.request.js';
import { KnownNames } from '../http/known-names.js';
import { invalid } from '../http/problem.js';
import type { PublishedQuestionRequest, PublishedReport } from './publication.request.js';

interface ReportAnswer {
  readonly definition: string;
  readonly rows: readonly object[];
  readonly totals: object;
}

/** The reports that returns are made of: the same that `GET /compliance` and the paths below it answer. */
@Injectable()
export class PublishedReports {
  readonly #ask: Readonly<Record<PublishedReport, (query: ComplianceQuery) => Promise<ReportAnswer>>>;

  constructor(
    figures: Figures,
    private readonly known: KnownNames,
  ) {
    this.#ask = {
      compliance: (query) => figures.report(query),
      'no-limit': (query) => figures.noLimit(query),
      'not-recorded-here': (query) => figures.notRecordedHere(query),
    };
  }

  /** Refuses a team, an area or a promise that does not exist, as the questions themselves do. */
  async requireKnown(questions: readonly PublishedQuestionRequest[]): Promise<void> {
    const found = await Promise.all(questions.map((one, at) => this.known.unknownIn(one, `#/questions/${at}/`)));
    if (found.flat().length > 0) throw invalid(found.flat());
  }

  /** One after the other: a return must not take the connections of those who work. */
  async answers(questions: readonly PublishedQuestionRequest[], knownAt: Instant): Promise<PublishedAnswer[]> {
    const answers: PublishedAnswer[] = [];
    for (const { report, ...asked } of questions) {
      const { definition, rows, totals } = await this.#ask[report]({ ...asked, knownAt, asOf: knownAt });
      answers.push({ report, asked, answer: { definition, rows, totals } });
    }
    return answers;
  }
}
