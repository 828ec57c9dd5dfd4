import { Injectable } from '@nestjs/common';
import { SampleDraws, ShownSamples } from '@kept-informed/case-work';
import type { Requester } from '@kept-informed/decisions';
import { OwnForce } from '@kept-informed/commitments';
import { type DipSample, DipSamples } from '@kept-informed/dip-samples';
import { postInWords, sentence } from '../cases/words.js';
import type { OpenedModel, RedrawModel, SampleListModel, SampleModel } from './dip-sample-page.js';

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
    private readonly draws: SampleDraws,
    private readonly force: OwnForce,
  ) {}

  async list(mayDraw: boolean): Promise<SampleListModel> {
    const rows = await this.samples.list(undefined, latest);
    return { mayDraw, rows: rows.map((one) => ({ ...one, drawnBy: this.#post(one.drawnBy) })) };
  }

  async page(dipSampleId: string, viewer: string): Promise<SampleModel> {
    const found = await this.shown.read(await this.samples.find(dipSampleId), viewer);
    const { from, to, size, seed, knownAt, drawnAt, drawnBy, withheld, items, agreement, beside } = found;
    const titles = await this.force.titles([...items.map(({ commitment }) => commitment), ...promisesIn(found)]);
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
        opening: `/dip-samples/${dipSampleId}/openings/${obligationId}`,
      })),
      size,
      strata: strataRows(found, titles),
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

  /** Shows it to who says why. Their look, and that they opened it, is on record. */
  async open(
    { dipSampleId, obligationId }: { readonly dipSampleId: string; readonly obligationId: string },
    reason: string,
    requester: Requester,
  ): Promise<OpenedModel> {
    const sample = await this.samples.find(dipSampleId);
    const opened = await this.shown.open(sample, { obligationId, reason }, requester);
    const { items } = await this.shown.read(sample, requester.by);
    const { own, reviews } = items.find((one) => one.obligationId === obligationId)!;
    const at = `/dip-samples/${dipSampleId}`;
    return { ...opened, sample: at, judging: own || reviews > 1 ? null : `${at}/reviews/${obligationId}` };
  }

  async redraw(dipSampleId: string): Promise<RedrawModel> {
    const sample = await this.samples.find(dipSampleId);
    const { from, to, size, seed, knownAt } = sample.draw;
    const titles = await this.force.titles(promisesIn(sample.draw));
    const rows = `/report/rows?${new URLSearchParams({ from, to, knownAt })}`;
    const about = { dipSampleId, from, to, size, seed, knownAt, strata: strataRows(sample.draw, titles) };
    return { ...about, ...(await this.draws.again(sample)), rows, exactly: knownAt };
  }

  review(...asked: Parameters<DipSamples['review']>): Promise<void> {
    return this.samples.review(...asked);
  }

  #post(staffId: string): string {
    return postInWords(staffId, this.force.directory.current);
  }
}

type DrawnStrata = Pick<DipSample['draw'], 'strata' | 'ofStrata'>;

/** The promises by which a sample was drawn, where it was. */
function promisesIn({ strata, ofStrata }: DrawnStrata): string[] {
  const place = strata.indexOf('commitment');
  return place < 0 ? [] : ofStrata.flatMap(({ values }) => values[place] ?? []);
}

function strataRows({ strata, ofStrata }: DrawnStrata, titles: ReadonlyMap<string, string>): SampleModel['strata'] {
  return ofStrata.map(({ values, of: all, drawn }) => ({
    name: values
      .map((value, index) =>
        value === null
          ? 'Not known'
          : strata[index] === 'commitment'
            ? titles.get(value)!
            : sentence(value.replaceAll('-', ' ')),
      )
      .join(', '),
    all,
    drawn,
  }));
}
