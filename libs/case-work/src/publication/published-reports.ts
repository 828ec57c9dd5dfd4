import { Injectable } from '@nestjs/common';
import type { Instant } from '@kept-informed/calendar';
import { type Dimension, dimensions, type MeasuredId, measuredOf } from '@kept-informed/compliance';
import { refuse } from '@kept-informed/decisions';
import type { PublishedAnswer } from '@kept-informed/publications';
import { Figures } from '../figures/figures.js';
import { MeasuredFigures } from '../figures/measured-figures.js';
import type { ReportAsked } from '../figures/report-questions.js';

/** The reports that can be part of a return. */
export const publishedReports = ['compliance', 'no-limit', 'not-recorded-here', 'shares'] as const;
export type PublishedReport = (typeof publishedReports)[number];

/** A question of a return: one of the reports, of a period. */
export type PublishedQuestion = Omit<ReportAsked, 'knownAt' | 'asOf'> & {
  readonly report: PublishedReport;
  readonly groupBy?: readonly Dimension[];
  /** Of `shares`. */
  readonly measure?: MeasuredId;
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

  constructor(figures: Figures, measured: MeasuredFigures) {
    this.#ask = {
      compliance: (query) => figures.report(query),
      'no-limit': (query) => figures.noLimit(query),
      'not-recorded-here': (query) => figures.notRecordedHere(query),
      shares: ({ measure, ...query }) => measured.report(measure!, query),
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

/** Refuses questions that nobody can answer, and says which field is at fault. */
export function requireAnswerable(questions: readonly PublishedQuestion[]): void {
  questions.forEach((question, at) => {
    if (question.to < question.from)
      throw refuse('ends-before-it-begins', `questions/${at}/to`, 'The period would end before it begins.');
    if (question.report !== 'shares') return;
    const { measure, groupBy = [] } = question;
    if (!measure) throw refuse('not-of-this-measure', `questions/${at}/measure`, 'Say of which measure.');
    const known: readonly string[] = measuredOf(measure).source.dimensions;
    const isUnknown = (name: Dimension) => !known.includes(name);
    const narrowed = dimensions.find((name) => question[name] !== undefined && isUnknown(name));
    const wrong = narrowed ?? (groupBy.some(isUnknown) ? 'groupBy' : undefined);
    if (wrong)
      throw refuse('not-of-this-measure', `questions/${at}/${wrong}`, `This measure knows ${known.join(', ')}.`);
  });
}
