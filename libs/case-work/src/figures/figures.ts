import { Injectable } from '@nestjs/common';
import type { Instant, Zone } from '@kept-informed/calendar';
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
  type ComplianceQuestion,
  type ComplianceRow,
  type CountedObligation,
  type Dimension,
  type DuePlace,
  type Measure,
  type ReportCell,
  type SilencePlace,
  type SilenceView,
} from '@kept-informed/compliance';
import { Sights } from '../reach/sights.js';
import { ReadModel } from '../reading/read-model.js';
import { UpToDate } from '../reading/up-to-date.js';
import { countedRows, type CountedInFull } from './counted-rows.js';
import { inFull } from './in-full.js';
import { ReportQuestions, type ReportAsked, type ReportTimes } from './report-questions.js';
import { whileReckoned } from './still-reckoning.js';

type GroupedReportAsked = ReportAsked & { readonly groupBy?: readonly Dimension[] };

interface FoundItems<T> {
  readonly items: T[];
  readonly position: string;
}

interface SilenceTimes {
  readonly days: number;
  readonly asOf: Instant;
  readonly knownAt: Instant;
}

/** A report with what it is of and what its figures mean. */
export interface ComplianceReport extends ReportTimes {
  readonly position: string;
  readonly definition: string;
  readonly rows: readonly ComplianceRow[];
  readonly totals: Measure;
}

/** What bodies owe that do not record here. */
export type RecordedElsewhere = Awaited<ReturnType<Figures['notRecordedHere']>>;

/** Duties for which no limit is printed. */
export type NoLimitReport = Awaited<ReturnType<Figures['noLimit']>>;

/** Everybody who has heard nothing for so many days, of one moment. */
export type SilenceInFull = Awaited<ReturnType<Figures['silenceInFull']>>;

/** Which obligations are behind a cell of a report. */
export type CellAsked = ReportAsked & ReportCell & { readonly notRecordedHere?: boolean };

/** Which participants have heard nothing, for how long; everything given must hold. */
export interface SilenceAsked {
  readonly days?: number;
  readonly asOf?: Instant;
  readonly knownAt?: Instant;
  readonly owner?: string;
  readonly team?: string;
  readonly bcu?: string;
  readonly lpt?: string;
}

/** Answers the performance unit from the read tables, by the API and by pages; refuses periods that make no sense. */
@Injectable()
export class Figures {
  constructor(
    private readonly reading: ReadModel,
    private readonly upToDate: UpToDate,
    private readonly sights: Sights,
    private readonly questions: ReportQuestions,
  ) {}

  /** In which dates are those of a day. */
  get zone(): Zone {
    return this.sights.zone;
  }

  async report({ groupBy = [], ...query }: GroupedReportAsked): Promise<ComplianceReport> {
    const { times, question } = await this.questions.asked(query);
    await this.upToDate.by(times.asOf);
    const { rows, totals, position } = await this.#reported(question, groupBy);
    return { ...times, position, definition: definitionOf(times, question.zone), rows, totals };
  }

  #reported(question: ComplianceQuestion, groupBy: readonly Dimension[]) {
    const { manager } = this.reading;
    return whileReckoned(manager, question, (fromRowsAlone) =>
      complianceOf(manager, question, groupBy, { fromRowsAlone }),
    );
  }

  /** Of what bodies owe that do not record here: no rates. */
  async notRecordedHere({ groupBy = [], ...query }: GroupedReportAsked) {
    const { times, question } = await this.questions.asked(query);
    await this.upToDate.by(times.asOf);
    const { rows, totals, position } = await this.#reported({ ...question, elsewhere: true }, groupBy);
    const definition = notRecordedHere;
    return { ...times, position, definition, rows: rows.map(countedOnly), totals: countedOnly(totals) };
  }

  /** Duties for which no limit is printed. */
  async noLimit({ groupBy = ['commitment'], ...query }: GroupedReportAsked) {
    const { times, question } = await this.questions.asked(query);
    await this.upToDate.by(times.asOf);
    const { rows, totals, position } = await noLimitIn(this.reading.manager, question, groupBy);
    return { ...times, position, definition: noLimitDefinitionOf(times, question.zone), rows, totals };
  }

  /** One more than `limit`, where there are more. */
  async behind(
    asked: CellAsked,
    after: DuePlace | undefined,
    limit: number,
  ): Promise<FoundItems<CountedObligation> & { times: ReportTimes; withheld: number }> {
    const { times, question, cell, position, sight, withheld } = await this.#cell(asked);
    const place = { after, limit: limit + 1 };
    const items = await countedObligations(this.reading.manager, { ...question, sight }, cell, place);
    return { items, position, times, withheld };
  }

  /** All of them, as known at one moment, read as they are taken. */
  async inFull(asked: CellAsked): Promise<CountedInFull> {
    const { times, question, cell, position, sight, withheld } = await this.#cell(asked);
    const { knownAt } = times;
    const rows = countedRows(this.reading.manager, { ...question, knownAt, sight }, cell);
    return { times, position, withheld, rows };
  }

  async #cell({ notRecordedHere: elsewhere, ...asked }: CellAsked) {
    const { recordedLate, recordedAfterDue, disputed, changedAfterDue, reattributed } = asked;
    const { status, notDueYet, awaitingCalendar } = asked;
    const marked = { recordedLate, recordedAfterDue, disputed, changedAfterDue, reattributed };
    const cell = { status, notDueYet, awaitingCalendar, ...marked };
    const found = await this.questions.asked(asked);
    const question = { ...found.question, elsewhere };
    await this.upToDate.by(found.times.asOf);
    const [position, sight] = await Promise.all([this.reading.position(), this.sights.ofRequest(asked.knownAt)]);
    const withheld = await withheldObligations(this.reading.manager, question, cell, sight);
    return { times: found.times, question, cell, position, sight, withheld };
  }

  async silence(
    asked: SilenceAsked,
    after: SilencePlace | undefined,
    limit: number,
  ): Promise<FoundItems<SilenceView> & SilenceTimes> {
    const { question, ...found } = await this.#silent(asked);
    const { knownAt } = asked;
    const items = await silences(this.reading.as(knownAt), { ...question, knownAt }, after, limit + 1);
    return { items, ...found };
  }

  /** All of them, as known at one moment, read as they are taken. */
  async silenceInFull(asked: SilenceAsked) {
    const { question, ...found } = await this.#silent(asked);
    const { knownAt } = found;
    const manager = this.reading.as(knownAt);
    const rows = inFull<SilenceView>((last, limit) => silences(manager, { ...question, knownAt }, last, limit));
    return { rows, ...found };
  }

  async #silent({ days = 28, asOf, knownAt, owner, team, bcu, lpt }: SilenceAsked) {
    const now = this.reading.now;
    requirePeriod({ asOf, knownAt }, now);
    const position = await this.reading.position();
    const sight = await this.reading.sight(knownAt);
    const question = { days, asOf: asOf ?? knownAt ?? now, zone: this.sights.zone, owner, team, bcu, lpt, sight };
    return { question, position, days, asOf: question.asOf, knownAt: knownAt ?? now };
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
