import { Injectable } from '@nestjs/common';
import { ShownSamples } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { DipSamples } from '@kept-informed/dip-samples';
import { postInWords, sentence } from '../cases/words.js';
import type { SampleListModel, SampleModel } from './dip-sample-page.js';

export const questionWords = {
  inTime: 'Were they told in time?',
  rightPerson: 'Was it the right person?',
  useful: 'Was it of use to them?',
  plain: 'Was it said plainly?',
} as const;

const latest = 100;

/** Samples as pages show them. */
@Injectable()
export class DipSamplesReader {
  constructor(
    private readonly samples: DipSamples,
    private readonly shown: ShownSamples,
    private readonly force: OwnForce,
  ) {}

  async list(mayDraw: boolean): Promise<SampleListModel> {
    const rows = await this.samples.list(undefined, latest);
    return { mayDraw, rows: rows.map((one) => ({ ...one, drawnBy: this.#post(one.drawnBy) })) };
  }

  async page(dipSampleId: string, viewer: string): Promise<SampleModel> {
    const found = await this.shown.read(await this.samples.find(dipSampleId), viewer);
    const { from, to, seed, knownAt, drawnAt, drawnBy, withheld, items, agreement, beside } = found;
    const titles = await this.force.titles(items.map(({ commitment }) => commitment));
    return {
      dipSampleId,
      from,
      to,
      seed,
      knownAt,
      drawnAt,
      drawnBy: this.#post(drawnBy),
      withheld,
      rows: items.map(({ obligationId, commitment, status, reviews, own }) => ({
        title: titles.get(commitment)!,
        measured: sentence(status.replaceAll('-', ' ')),
        reviews: own ? `${reviews} of 2, yours among them` : `${reviews} of 2`,
        href: own || reviews > 1 ? null : `/dip-samples/${dipSampleId}/reviews/${obligationId}`,
      })),
      agreement:
        agreement &&
        (Object.keys(questionWords) as (keyof typeof questionWords)[]).map((name) => ({
          question: questionWords[name],
          said: `the same of ${Math.round(agreement[name].observed * agreement[name].judged)} of ${agreement[name].judged}`,
          kappa: agreement[name].kappa === null ? 'cannot be told' : agreement[name].kappa.toFixed(2),
        })),
      beside: `${beside.same} of ${beside.judged}`,
    };
  }

  /** One of a sample, as whoever judges it sees it; refused for what they are not shown. */
  async judged({ dipSampleId, obligationId }: { dipSampleId: string; obligationId: string }, viewer: string) {
    const sample = await this.samples.find(dipSampleId);
    await this.shown.requireInSight(sample, obligationId);
    const { items } = await this.shown.read(sample, viewer);
    const { commitment, status } = items.find((one) => one.obligationId === obligationId)!;
    const title = (await this.force.titles([commitment])).get(commitment)!;
    return { title, measured: sentence(status.replaceAll('-', ' ')) };
  }

  review(...asked: Parameters<DipSamples['review']>): Promise<void> {
    return this.samples.review(...asked);
  }

  #post(staffId: string): string {
    return postInWords(staffId, this.force.directory.current);
  }
}
