import { Injectable } from '@nestjs/common';
import {
  Figures,
  funnelTable,
  measuredTable,
  MeasuredFigures,
  measureTable,
  monthsTable,
  noLimitTable,
  Restatements,
  restatementTable,
  silenceTable,
  Variation,
} from '@kept-informed/case-work';
import { measuredDimensions } from '@kept-informed/compliance';
import { NoSuchPage } from '../frame/page-trouble.js';
import { type Address, askedIn, cellIn, instantIn, textOf } from './report-query.js';
import { measureIn, partIn } from './measures-asked.js';
import { isCompared } from './report-words.js';
import { silentDaysIn } from './silence.reader.js';

/** The tables of pages of figures for files: of the moment that an address says, and so the same as the page that led there. */
@Injectable()
export class FigureFilesReader {
  constructor(
    private readonly figures: Figures,
    private readonly measured: MeasuredFigures,
    private readonly variation: Variation,
    private readonly restatements: Restatements,
  ) {}

  async measure(address: Address) {
    const { id, asked } = measureIn(address);
    const by = measuredDimensions.find((name) => name === address['groupBy']);
    if (!by) throw new NoSuchPage();
    return measureTable(await this.measured.report(id, { ...asked, groupBy: [by] }), [by]);
  }

  async measuredRows(address: Address) {
    const { id, asked } = measureIn(address);
    return measuredTable(await this.measured.inFull(id, { ...asked, part: partIn(address) }));
  }

  async months(address: Address) {
    return monthsTable(await this.variation.months(cellIn(address)));
  }

  async funnel(address: Address) {
    const by = address['groupBy'];
    if (!isCompared(by)) throw new NoSuchPage();
    return funnelTable(await this.variation.funnel(by, cellIn(address)), by);
  }

  async noLimit(address: Address) {
    const groupBy = ['commitment'] as const;
    return noLimitTable(await this.figures.noLimit({ ...cellIn(address), groupBy }), groupBy);
  }

  async silence(address: Address) {
    const days = silentDaysIn(address['days']);
    if (days === undefined) throw new NoSuchPage();
    const [bcu, team] = [textOf(address, 'bcu'), textOf(address, 'team')];
    return silenceTable(await this.figures.silenceInFull({ days, knownAt: instantIn(address, 'knownAt'), bcu, team }));
  }

  async changes(address: Address) {
    const question = askedIn(address);
    if (!question) throw new NoSuchPage();
    const [before, after] = [instantIn(address, 'before'), instantIn(address, 'after')];
    const asOf = textOf(address, 'only') === 'recorded' ? before : undefined;
    return restatementTable(await this.restatements.inFull({ ...question, before, after, asOf }));
  }
}
