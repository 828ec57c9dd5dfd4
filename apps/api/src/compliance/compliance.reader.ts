import { Injectable } from '@nestjs/common';
import type { Instant } from '@kept-informed/calendar';
import {
  complianceOf,
  countedBeside,
  countedStatuses,
  noLimitDefinitionOf,
  noLimitIn,
  countedObligations,
  withheldObligations,
  definitionOf,
  requirePeriod,
  silences,
  type CountedObligation,
  type DuePlace,
  type Measure,
  type SilencePlace,
  type SilenceView,
} from '@kept-informed/compliance';
import { ReadModel, Sights, UpToDate } from '@kept-informed/case-work';
import { ReportQuestions, type ReportTimes } from './report-questions.js';
import type { ComplianceResponse } from './compliance.response.js';
import type { NoLimitResponse, NotRecordedHereResponse } from './other-lists.response.js';
import type { ComplianceQuery, CountedObligationsQuery, SilenceQuery } from './compliance.request.js';

interface FoundItems<T> {
  readonly items: T[];
  readonly position: string;
}

/** Answers the performance unit from the read tables; refuses periods that make no sense. */
@Injectable()
export class ComplianceReader {
  constructor(
    private readonly reading: ReadModel,
    private readonly upToDate: UpToDate,
    private readonly sights: Sights,
    private readonly questions: ReportQuestions,
  ) {}

  async report({ groupBy = [], ...query }: ComplianceQuery): Promise<ComplianceResponse> {
    const { times, question } = await this.questions.asked(query);
    await this.upToDate.by(times.asOf);
    const { rows, totals, position } = await complianceOf(this.reading.manager, question, groupBy);
    return { ...times, position, definition: definitionOf(times, question.zone), rows, totals };
  }

  /** Of what bodies owe that do not record here: no rates. */
  async notRecordedHere({ groupBy = [], ...query }: ComplianceQuery): Promise<NotRecordedHereResponse> {
    const { times, question } = await this.questions.asked(query);
    await this.upToDate.by(times.asOf);
    const asked = { ...question, elsewhere: true };
    const { rows, totals, position } = await complianceOf(this.reading.manager, asked, groupBy);
    const definition = notRecordedHere;
    return { ...times, position, definition, rows: rows.map(countedOnly), totals: countedOnly(totals) };
  }

  /** Duties for which no limit is printed. */
  async noLimit({ groupBy = ['commitment'], ...query }: ComplianceQuery): Promise<NoLimitResponse> {
    const { times, question } = await this.questions.asked(query);
    await this.upToDate.by(times.asOf);
    const { rows, totals, position } = await noLimitIn(this.reading.manager, question, groupBy);
    return { ...times, position, definition: noLimitDefinitionOf(times, question.zone), rows, totals };
  }

  /** One more than `limit`, where there are more. */
  async behind(
    {
      status,
      recordedLate,
      recordedAfterDue,
      disputed,
      changedAfterDue,
      reattributed,
      awaitingCalendar,
      notRecordedHere: elsewhere,
      ...query
    }: CountedObligationsQuery,
    after: DuePlace | undefined,
    limit: number,
  ): Promise<FoundItems<CountedObligation> & { times: ReportTimes; withheld: number }> {
    const { times, question } = await this.questions.asked(query);
    await this.upToDate.by(times.asOf);
    const position = await this.reading.position();
    const marked = { recordedLate, recordedAfterDue, disputed, changedAfterDue, reattributed, awaitingCalendar };
    const place = { after, limit: limit + 1 };
    const cell = { status, ...marked };
    const sight = await this.sights.ofRequest(query.knownAt);
    const [items, withheld] = await Promise.all([
      countedObligations(this.reading.manager, { ...question, elsewhere, sight }, cell, place),
      withheldObligations(this.reading.manager, { ...question, elsewhere }, cell, sight),
    ]);
    return { items, position, times, withheld };
  }

  async silence(
    { days = 28, asOf, knownAt, owner, team, bcu, lpt }: SilenceQuery,
    after: SilencePlace | undefined,
    limit: number,
  ): Promise<FoundItems<SilenceView> & { days: number; asOf: Instant; knownAt: Instant }> {
    const now = this.reading.now;
    requirePeriod({ asOf, knownAt }, now);
    const position = await this.reading.position();
    const sight = await this.reading.sight(knownAt);
    const question = { days, asOf: asOf ?? knownAt ?? now, zone: this.sights.zone, owner, team, bcu, lpt, sight };
    const items = await silences(this.reading.as(knownAt), question, after, limit + 1);
    return { items, position, days, asOf: question.asOf, knownAt: knownAt ?? now };
  }
}

const notRecordedHere =
  'What fell due in the period from bodies that do not record here, by what is recorded here all the same. It is in no rate: ' +
  'that nothing is recorded does not say that nothing was done.';

const countedHere = ['fellDue', ...countedStatuses, ...countedBeside] as const;

/** The counts alone, without what is worked out from them. */
function countedOnly<Row extends Measure>(row: Row): Pick<Row, (typeof countedHere)[number] | ('group' & keyof Row)> {
  const kept = [...countedHere, ...('group' in row ? ['group'] : [])];
  return Object.fromEntries(kept.map((name) => [name, row[name as keyof Row]])) as never;
}
