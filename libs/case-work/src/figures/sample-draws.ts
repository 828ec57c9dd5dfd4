import { Injectable } from '@nestjs/common';
import type { Instant } from '@kept-informed/calendar';
import { type Dimension, drawnByLot, strataOf } from '@kept-informed/compliance';
import { refuse, type Requester } from '@kept-informed/decisions';
import { allocated, type DipSample, DipSamples, type DrawQuestion } from '@kept-informed/dip-samples';
import { ReadModel } from '../reading/read-model.js';
import { UpToDate } from '../reading/up-to-date.js';
import { ReportQuestions } from './report-questions.js';

/** What was drawn of what, without whose sample it is. */
type Draw = Parameters<DipSamples['keep']>[0];

/** Whether a sample is drawn again as it was. */
export interface Redraw {
  readonly same: boolean;
  /** How many obligations were drawn then and are not now, and the other way round. */
  readonly missing: number;
  readonly added: number;
}

/** Draws samples from what a report counts, and draws them again (docs/decisions/0034). */
@Injectable()
export class SampleDraws {
  constructor(
    private readonly reading: ReadModel,
    private readonly upToDate: UpToDate,
    private readonly questions: ReportQuestions,
    private readonly samples: DipSamples,
  ) {}

  /** From what is known at a moment at which nothing is being recorded. Refused where nothing fell due. */
  async draw(question: DrawQuestion, requester: Requester): Promise<DipSample> {
    const draw = await this.#drawn(question, await this.samples.moment());
    if (draw.drawn.length === 0) throw refuse('nothing-counted', '/from', 'Nothing fell due in this period.');
    return this.samples.keep(draw, requester);
  }

  async again({ draw: { knownAt, drawn, ...question } }: DipSample): Promise<Redraw> {
    const now = await this.#drawn(question, knownAt);
    const ids = (some: Draw['drawn']) => some.map(({ obligationId }) => obligationId);
    const [then, again] = [ids(drawn), ids(now.drawn)];
    return {
      same: then.join() === again.join(),
      missing: then.filter((id) => !again.includes(id)).length,
      added: again.filter((id) => !then.includes(id)).length,
    };
  }

  async #drawn({ from, to, size, strata, seed }: DrawQuestion, knownAt: Instant): Promise<Draw> {
    const { times, question } = await this.questions.asked({ from, to, knownAt });
    await this.upToDate.by(times.asOf);
    const { manager } = this.reading;
    const dimensions = strata as readonly Dimension[];
    // Of every case, restricted or not, as figures are: else whoever draws would decide what is drawn.
    const of = { ...question, sight: null };
    const found = await strataOf(manager, of, dimensions);
    const counts = allocated(size, found);
    const most = Math.max(0, ...counts);
    const lots = most === 0 ? [] : await drawnByLot(manager, of, { dimensions, seed, most });
    const placeOf = new Map(found.map(({ values }, index) => [JSON.stringify(values), index]));
    const drawn = lots.flatMap(({ values, place, obligationId, caseId, commitment, status }) => {
      const stratum = placeOf.get(JSON.stringify(values))!;
      return place <= counts[stratum]! ? [{ obligationId, caseId, commitment, status, stratum }] : [];
    });
    const ofStrata = found.map((stratum, index) => ({ ...stratum, drawn: counts[index]! }));
    return { from, to, size, strata, seed, knownAt, ofStrata, drawn };
  }
}
