import { Injectable } from '@nestjs/common';
import type { Instant, LocalDate } from '@kept-informed/calendar';
import { OwnForce } from '@kept-informed/commitments';
import {
  dimensions,
  reportedPromises,
  requirePeriod,
  type ComplianceQuestion,
  type Dimension,
} from '@kept-informed/compliance';
import { Sights } from '../reach/sights.js';
import { ReadModel } from '../reading/read-model.js';

/** The times that a report is of, as it says them again. */
export interface ReportTimes {
  readonly from: string;
  readonly to: string;
  readonly asOf: Instant;
  readonly knownAt: Instant;
}

/** Which obligations fell due, and of which time the question is. Everything given must hold. */
export type ReportAsked = { readonly from: LocalDate; readonly to: LocalDate } & {
  readonly [Time in 'knownAt' | 'asOf']?: Instant;
} & { readonly [By in Dimension]?: string };

/** What is asked of the figures, with what the force promises and whose cases count for who asks. */
@Injectable()
export class ReportQuestions {
  constructor(
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
    private readonly sights: Sights,
  ) {}

  /**
   * Without a time known, everything recorded by now takes part, and the answer says which time that was. Refuses periods that
   * make no sense.
   */
  async asked({
    from,
    to,
    knownAt,
    asOf,
    ...rest
  }: ReportAsked): Promise<{ times: ReportTimes; question: ComplianceQuestion }> {
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
