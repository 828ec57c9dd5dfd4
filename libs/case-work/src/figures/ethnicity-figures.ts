import { Injectable } from '@nestjs/common';
import { addDays, addMonths, localDate, startOfDay } from '@kept-informed/calendar';
import {
  ethnicityDefinition,
  type EthnicityPlace,
  type EthnicityTable,
  ethnicityTableOf,
  metByPerson,
} from '@kept-informed/compliance';
import { refuse } from '@kept-informed/decisions';
import { People } from '@kept-informed/people';
import { ReadModel } from '../reading/read-model.js';
import { UpToDate } from '../reading/up-to-date.js';
import { ReportQuestions, type ReportTimes } from './report-questions.js';

/** So long after its end a quarter is told, as it was known then: whoever asks each day is not told what one person made of it. */
const daysAfter = 28;

export interface EthnicityReport extends ReportTimes, EthnicityTable {
  readonly quarter: string;
  readonly position: string;
  readonly definition: string;
}

/** Tells how well groups of people are kept informed, and nothing of any of them. */
@Injectable()
export class EthnicityFigures {
  constructor(
    private readonly reading: ReadModel,
    private readonly upToDate: UpToDate,
    private readonly people: People,
    private readonly questions: ReportQuestions,
  ) {}

  /** Of the whole force, whoever asks. Refuses a quarter of which it is too early to tell. */
  async of(quarter: string, by: EthnicityPlace | undefined): Promise<EthnicityReport> {
    const from = `${quarter.slice(0, 4)}-${String(Number(quarter.slice(6)) * 3 - 2).padStart(2, '0')}-01`;
    const to = addDays(addMonths(from, 3), -1);
    const knownAt = startOfDay(addDays(to, daysAfter + 1), this.reading.zone);
    if (knownAt > this.reading.now)
      throw refuse('in-the-future', '?quarter', `It is told from ${localDate(knownAt, this.reading.zone)} on.`);
    const { times, question } = await this.questions.asked({ from, to, knownAt });
    await this.upToDate.by(knownAt);
    const { persons, position } = await metByPerson(this.reading.manager, { ...question, sight: null }, by);
    const ids = [...new Set(persons.map(({ participantId }) => participantId))];
    const table = ethnicityTableOf(persons, await this.people.said.of(ids, 'ethnicity'));
    return { ...times, quarter, position, definition: ethnicityDefinition, ...table };
  }
}
