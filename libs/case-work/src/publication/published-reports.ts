import { Injectable } from '@nestjs/common';
import type { Instant } from '@kept-informed/calendar';
import type { Dimension } from '@kept-informed/compliance';
import type { PublishedAnswer } from '@kept-informed/publications';
import { Figures } from '../figures/figures.js';
import type { ReportAsked } from '../figures/report-questions.js';

/** The reports that can be part of a return. */
export const publishedReports = ['compliance', 'no-limit', 'not-recorded-here'] as const;
export type PublishedReport = (typeof publishedReports)[number];

/** A question of a return: one of the reports, of a period. */
export type PublishedQuestion = Omit<ReportAsked, 'knownAt' | 'asOf'> & {
  readonly report: PublishedReport;
  readonly groupBy?: readonly Dimension[];
};

type AskedOfReport = Omit<PublishedQuestion, 'report'> & { readonly knownAt: Instant; readonly asOf: Instant };

interface ReportAnswer {
  readonly definition: string;
  readonly rows: readonly object[];
  readonly totals: object;
}

/** The reports that returns are made of: the same that `GET /compliance` and the paths below it answer. */
@Injectable()
export class PublishedReports {
  readonly #ask: Readonly<Record<PublishedReport, (query: AskedOfReport) => Promise<ReportAnswer>>>;

  constructor(figures: Figures) {
    this.#ask = {
      compliance: (query) => figures.report(query),
      'no-limit': (query) => figures.noLimit(query),
      'not-recorded-here': (query) => figures.notRecordedHere(query),
    };
  }

  /** One after the other: a return must not take the connections of those who work. */
  async answers(questions: readonly PublishedQuestion[], knownAt: Instant): Promise<PublishedAnswer[]> {
    const answers: PublishedAnswer[] = [];
    for (const { report, ...asked } of questions) {
      const { definition, rows, totals } = await this.#ask[report]({ ...asked, knownAt, asOf: knownAt });
      answers.push({ report, asked, answer: { definition, rows, totals } });
    }
    return answers;
  }
}
