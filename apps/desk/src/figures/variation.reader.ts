import { Injectable } from '@nestjs/common';
import { addMonths } from '@kept-informed/calendar';
import {
  funnelPicture,
  funnelVerdict,
  groupingTitle,
  groupNames,
  monthInWords,
  monthsPicture,
  placeWords,
  ReadModel,
  Variation,
} from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { figuresAsked } from './figures-asked.js';
import { filesAt, paperAt } from './file-links.js';
import { signalInWords } from './rate-words.js';
import { itemsOf } from './report-choices.js';
import { type Address, addressOf, lastMonth, monthEnds, saidIn } from './report-query.js';
import { groupings, inAddress, isCompared } from './report-words.js';
import type { CompareModel, MonthsModel } from './variation-page.js';

/** What is more than chance: months after one another, and groups side by side. */
@Injectable()
export class VariationReader {
  constructor(
    private readonly variation: Variation,
    private readonly force: OwnForce,
    private readonly reading: ReadModel,
  ) {}

  /** Of two years where the address names no period. */
  async months(address: Address): Promise<MonthsModel> {
    const last = this.#lastMonth;
    const usual = { from: addMonths(last.from, -23), to: last.to };
    const { shown, question } = figuresAsked(address, usual, { force: this.force, now: this.reading.now });
    if (!question) return { ...shown, series: null };
    const found = await this.variation.months(question);
    const hrefOf = (month: string): string =>
      addressOf('/report', { ...saidIn(address), ...monthEnds(month), by: 'commitment' });
    const { points, verdict, knownAt, definition } = found;
    const rows = points.map(({ month, display, ...point }) => ({
      name: monthInWords(month),
      href: hrefOf(month),
      met: `${point.met} of ${point.rated}`,
      rate: display,
      said: found.limits ? signalInWords(point) : '',
    }));
    const drawing = monthsPicture(found, hrefOf);
    const of = { ...question, knownAt };
    const files = [...filesAt('/report/months', of), paperAt({ ...of, groupBy: 'month' })];
    const hasLimits = found.limits !== null;
    return { ...shown, series: { drawing, verdict, hasLimits, rows: rows.toReversed(), knownAt, definition, files } };
  }

  /** Groups of one dimension, by teams where the address names none. */
  async compare(address: Address): Promise<CompareModel> {
    const by = isCompared(address['by']) ? address['by'] : 'team';
    const { shown, question } = figuresAsked(address, this.#lastMonth, { force: this.force, now: this.reading.now });
    const choices = groupings.filter(([name]) => isCompared(name));
    const model = { ...shown, by: itemsOf(choices, by) };
    if (!question) return { ...model, funnel: null };
    const found = await this.variation.funnel(by, question);
    const { points, knownAt, definition } = found;
    const nameOf = await groupNames(
      by,
      points.map(({ group }) => group),
      this.force,
    );
    const hrefOf = (group: string | null): string =>
      addressOf('/report', { ...saidIn(address), by: 'commitment', [by]: inAddress(group) });
    const of = groupingTitle(by);
    const drawing = funnelPicture(found, { of, nameOf, hrefOf });
    const rows = points
      .toSorted((one, other) => one.rate - other.rate)
      .map(({ group, met, rated, display, place }) => ({
        name: nameOf(group),
        href: hrefOf(group),
        met: `${met} of ${rated}`,
        rate: display,
        said: placeWords[place],
      }));
    const parts = { ...question, knownAt, groupBy: by };
    const files = [...filesAt('/report/compare', parts), paperAt(parts)];
    const verdict = funnelVerdict(found);
    return { ...model, funnel: { of, drawing, verdict, hasLimits: true, rows, knownAt, definition, files } };
  }

  get #lastMonth() {
    return lastMonth(this.reading.now, this.force.zone);
  }
}
