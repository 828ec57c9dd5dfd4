import { Injectable } from '@nestjs/common';
import { never } from '@kept-informed/calendar';
import {
  type Dimension,
  type MeasuredDimension,
  type MeasuredId,
  type MeasuredItem,
  type MeasuredPlace,
  type MeasuredQuestion,
  type MeasuredView,
  measuredDimensions,
  measuredIn,
  measuredItems,
  measuredOf,
  withheldItems,
} from '@kept-informed/compliance';
import { refuse } from '@kept-informed/decisions';
import { Sights } from '../reach/sights.js';
import { ReadModel } from '../reading/read-model.js';
import { UpToDate } from '../reading/up-to-date.js';
import { inFullByDates } from './in-full.js';
import { type ReportAsked, ReportQuestions, type ReportTimes } from './report-questions.js';

/** Of which period, groups and time a measure is asked. */
export type MeasureAsked = ReportAsked & { readonly age?: string; readonly daysToDue?: string };

/** A measure with what it is of and what it means. */
export interface MeasureReport extends ReportTimes, MeasuredView {
  readonly measure: MeasuredId;
  readonly title: string;
  readonly definition: string;
  /** What the part and the whole are called. */
  readonly partTitle: string;
  readonly wholeTitle: string;
}

interface FoundMeasured {
  /** One more than `limit`, where there are more. */
  readonly items: MeasuredItem[];
  readonly position: string;
  readonly times: ReportTimes;
  readonly withheld: number;
}

/** All that a measure counts, of one moment. */
export interface MeasuredInFull {
  readonly measure: MeasuredId;
  readonly times: ReportTimes;
  readonly position: string;
  readonly withheld: number;
  readonly rows: AsyncIterable<MeasuredItem>;
}

/** Which of what a measure counts: `part` alone, or the rest; left out: the whole. */
type MeasuredCellAsked = MeasureAsked & { readonly part?: boolean };

/** Answers a measure that is a part of a whole, and what it counts, by the API and by pages. */
@Injectable()
export class MeasuredFigures {
  constructor(
    private readonly reading: ReadModel,
    private readonly upToDate: UpToDate,
    private readonly sights: Sights,
    private readonly questions: ReportQuestions,
  ) {}

  async report(
    id: MeasuredId,
    { groupBy = [], ...asked }: MeasureAsked & { readonly groupBy?: readonly MeasuredDimension[] },
  ): Promise<MeasureReport> {
    const measured = measuredOf(id);
    const { title, sentence: definition, part: partTitle, whole: wholeTitle, source } = measured;
    requireAmong(source.dimensions, groupBy, '?groupBy');
    const { times, question } = await this.#asked(id, asked);
    const manager = source.asKnown ? this.reading.as(asked.knownAt) : this.reading.manager;
    const found = await measuredIn(manager, measured, question, groupBy);
    return { ...times, measure: id, title, definition, partTitle, wholeTitle, ...found };
  }

  async behind(
    id: MeasuredId,
    { part, ...asked }: MeasuredCellAsked,
    after: MeasuredPlace | undefined,
    limit: number,
  ): Promise<FoundMeasured> {
    const { items, ...found } = await this.#behind(id, asked, part);
    return { items: await items({ part, after, limit: limit + 1 }), ...found };
  }

  /** All of them, as known at one moment, read as they are taken. */
  async inFull(id: MeasuredId, { part, ...asked }: MeasuredCellAsked): Promise<MeasuredInFull> {
    const { times } = await this.#asked(id, asked);
    const { items, ...found } = await this.#behind(id, { ...asked, ...times }, part);
    const rows = inFullByDates<MeasuredItem>(times, (dates) => async (after, limit) => {
      const all = await items({ part, after, limit }, dates);
      // What has no date is among those of any dates, behind the others.
      return dates.to === times.to ? all : all.filter(({ at }) => at !== never);
    });
    return { measure: id, rows, ...found };
  }

  async #behind(id: MeasuredId, asked: MeasureAsked, part: boolean | undefined) {
    const measured = measuredOf(id);
    const { times, question } = await this.#asked(id, asked);
    const manager = measured.source.asKnown ? this.reading.as(asked.knownAt) : this.reading.manager;
    const position = await this.reading.position();
    const sight = await this.sights.ofRequest(asked.knownAt);
    const withheld = await withheldItems(manager, measured, question, { part, sight });
    const items = (cell: Parameters<typeof measuredItems>[3], dates?: Pick<MeasuredQuestion, 'from' | 'to'>) =>
      measuredItems(manager, measured, { ...question, ...dates, sight }, cell);
    return { items, position, times, withheld };
  }

  async #asked(id: MeasuredId, { age, daysToDue, ...asked }: MeasureAsked) {
    const own = { age, daysToDue };
    const given = measuredDimensions.filter((name) => ({ ...asked, ...own })[name as Dimension] !== undefined);
    for (const name of given) requireAmong(measuredOf(id).source.dimensions, [name], `?${name}`);
    const { times, question } = await this.questions.asked(asked);
    await this.upToDate.by(times.asOf);
    const measured: MeasuredQuestion = { ...question, filter: { ...question.filter, ...own } };
    return { times, question: measured };
  }
}

function requireAmong(known: readonly MeasuredDimension[], named: readonly MeasuredDimension[], field: string): void {
  if (named.every((name) => known.includes(name))) return;
  throw refuse('not-of-this-measure', field, `This measure knows ${known.join(', ')}.`);
}
