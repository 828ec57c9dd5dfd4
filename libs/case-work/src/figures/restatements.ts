import { Injectable } from '@nestjs/common';
import type { Instant, LocalDate } from '@kept-informed/calendar';
import { requireOrder, restatedLines, withheldLines, type RestatedLine } from '@kept-informed/compliance';
import { Sights } from '../reach/sights.js';
import { ReadModel } from '../reading/read-model.js';
import { UpToDate } from '../reading/up-to-date.js';
import { inFull } from './in-full.js';
import { type ReportAsked, ReportQuestions } from './report-questions.js';

/** Of what period and groups, as known at which two times; `asOf`: statuses of both as of then. */
type RestatementAsked = Omit<ReportAsked, 'knownAt'> & { readonly before: Instant; readonly after: Instant };

interface FoundLines {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly before: Instant;
  readonly after: Instant;
  readonly position: string;
  readonly withheld: number;
  /** One more than `limit`, where there are more. */
  readonly items: RestatedLine[];
}

/** All of them, of one moment. */
export type RestatedInFull = Omit<FoundLines, 'items'> & { readonly rows: AsyncIterable<RestatedLine> };

/** Answers which lines of a report changed between two times at which it was known, and why. */
@Injectable()
export class Restatements {
  constructor(
    private readonly reading: ReadModel,
    private readonly upToDate: UpToDate,
    private readonly sights: Sights,
    private readonly questions: ReportQuestions,
  ) {}

  async lines(asked: RestatementAsked, afterId: string | undefined, limit: number): Promise<FoundLines> {
    const { page, ...found } = await this.#restated(asked);
    return { ...found, items: await page({ afterId, limit: limit + 1 }) };
  }

  /** All of them, read as they are taken. */
  async inFull(asked: RestatementAsked): Promise<RestatedInFull> {
    const { page, ...found } = await this.#restated(asked);
    const rows = inFull<RestatedLine>((last, limit) => page({ afterId: last?.obligationId, limit }));
    return { ...found, rows };
  }

  async #restated({ before, after, asOf, ...query }: RestatementAsked) {
    requireOrder({ before, after }, this.reading.now);
    const [then, now] = await Promise.all(
      [before, after].map((knownAt) => this.questions.asked({ ...query, knownAt, asOf: asOf ?? knownAt })),
    );
    await this.upToDate.by(now!.times.asOf);
    const asked = { before: then!.question, after: now!.question };
    const position = await this.reading.position();
    const sight = await this.sights.ofRequest(after);
    const own = (question: typeof asked.before) => ({ ...question, sight });
    const both = { before: own(asked.before), after: own(asked.after) };
    const withheld = await withheldLines(this.reading.manager, asked, sight);
    const page = (place: Parameters<typeof restatedLines>[2]) => restatedLines(this.reading.manager, both, place);
    const { from, to } = query;
    return { from, to, before, after, position, withheld, page };
  }
}
