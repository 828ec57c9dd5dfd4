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
  dimensions,
  reportedPromises,
  requirePeriod,
  silences,
  type ComplianceQuestion,
  type CountedObligation,
  type DuePlace,
  type Measure,
  type SilencePlace,
  type SilenceView,
} from '@kept-informed/compliance';
import { ReadModel, Sights, UpToDate } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import type { ComplianceResponse } from './compliance.response.js';
import type { NoLimitResponse, NotRecordedHereResponse } from './other-lists.response.js';
import type { ComplianceQuery, CountedObligationsQuery, FellDueQuery, SilenceQuery } from './compliance.request.js';

/** The times that a report is of, as it says them again. */
interface ReportTimes {
  readonly from: string;
  readonly to: string;
  readonly asOf: Instant;
  readonly knownAt: Instant;
}

interface FoundItems<T> {
  readonly items: T[];
  readonly position: string;
}

/** Answers the performance unit from the read tables; refuses periods that make no sense. */
@Injectable()
export class ComplianceReader {
  constructor(
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
    private readonly upToDate: UpToDate,
    private readonly sights: Sights,
  ) {}

  async report({ groupBy = [], ...query }: ComplianceQuery): Promise<ComplianceResponse> {
    const { times, question } = await this.#asked(query);
    await this.upToDate.by(times.asOf);
    const { rows, totals, position } = await complianceOf(this.reading.manager, question, groupBy);
    return { ...times, position, definition: definitionOf(times, this.force.zone), rows, totals };
  }

  /** Of what bodies owe that do not record here: no rates. */
  async notRecordedHere({ groupBy = [], ...query }: ComplianceQuery): Promise<NotRecordedHereResponse> {
    const { times, question } = await this.#asked(query);
    await this.upToDate.by(times.asOf);
    const asked = { ...question, elsewhere: true };
    const { rows, totals, position } = await complianceOf(this.reading.manager, asked, groupBy);
    const definition = notRecordedHere;
    return { ...times, position, definition, rows: rows.map(countedOnly), totals: countedOnly(totals) };
  }

  /** Duties for which no limit is printed. */
  async noLimit({ groupBy = ['commitment'], ...query }: ComplianceQuery): Promise<NoLimitResponse> {
    const { times, question } = await this.#asked(query);
    await this.upToDate.by(times.asOf);
    const { rows, totals, position } = await noLimitIn(this.reading.manager, question, groupBy);
    return { ...times, position, definition: noLimitDefinitionOf(times, this.force.zone), rows, totals };
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
    const { times, question } = await this.#asked(query);
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
    const question = { days, asOf: asOf ?? knownAt ?? now, zone: this.force.zone, owner, team, bcu, lpt, sight };
    const items = await silences(this.reading.as(knownAt), question, after, limit + 1);
    return { items, position, days, asOf: question.asOf, knownAt: knownAt ?? now };
  }

  /** Without a time known, everything recorded by now takes part, and the answer says which time that was. */
  async #asked({
    from,
    to,
    knownAt,
    asOf,
    ...rest
  }: FellDueQuery): Promise<{ times: ReportTimes; question: ComplianceQuestion }> {
    const now = this.reading.now;
    requirePeriod({ from, to, asOf, knownAt }, now);
    const given = rest as Partial<Record<string, string>>;
    const filter = Object.fromEntries(dimensions.map((dimension) => [dimension, given[dimension]]));
    const times = { from, to, asOf: asOf ?? knownAt ?? now, knownAt: knownAt ?? now };
    const book = await this.force.rulebook();
    const { zone } = book;
    const promised = reportedPromises(book, this.force.directory.current.actsFor());
    const sight = await this.sights.ofFigures(knownAt);
    return { times, question: { from, to, asOf: times.asOf, knownAt, filter, zone, promised, sight } };
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
