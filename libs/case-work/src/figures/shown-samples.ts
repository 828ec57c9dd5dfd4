import { Injectable } from '@nestjs/common';
import { notFound } from '@kept-informed/decisions';
import { type DipSample, shownTo } from '@kept-informed/dip-samples';
import { Sights } from '../reach/sights.js';

/** Shows a sample to who looks through it: of cases in their sight, the others counted. */
@Injectable()
export class ShownSamples {
  constructor(private readonly sights: Sights) {}

  async read(sample: DipSample, viewer: string) {
    const { draw, drawnAt, drawnBy, position } = sample;
    const { drawn: _, ...question } = draw;
    const { items, ...judged } = shownTo(sample, viewer);
    const seen = await this.#seen(sample);
    const inSight = items.filter(({ caseId }) => seen.has(caseId));
    return {
      ...question,
      drawnAt,
      drawnBy,
      position,
      items: inSight,
      withheld: items.length - inSight.length,
      ...judged,
    };
  }

  /** Refused for what who asks is not shown, as for what was not drawn. */
  async requireInSight(sample: DipSample, obligationId: string): Promise<void> {
    const found = sample.draw.drawn.find((one) => one.obligationId === obligationId);
    if (found && (await this.sights.seenOf([found.caseId])).has(found.caseId)) return;
    throw notFound('unknown-obligation', 'It is not in this sample.');
  }

  #seen({ draw }: DipSample): Promise<ReadonlySet<string>> {
    return this.sights.seenOf(draw.drawn.map(({ caseId }) => caseId));
  }
}
