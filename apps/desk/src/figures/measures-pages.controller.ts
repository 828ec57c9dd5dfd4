import { Controller, Query } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@kept-informed/access';
import { Page } from '../frame/page.js';
import { measuredPage, measuresPage } from './measures-page.js';
import { MeasuresReader } from './measures.reader.js';
import { ofCases, ofFigures } from './report.controller.js';
import type { Address } from './report-query.js';

/** What gives a figure away: measures beside the report, each of which leads to exactly the rows that it counts. */
@Controller()
export class MeasuresPagesController {
  constructor(private readonly measures: MeasuresReader) {}

  @Page(measuresPage, { at: 'report/measures', ...ofFigures })
  async read(@Query() address: Address, @CurrentPrincipal() { roles }: Principal) {
    const mayList = roles.includes('performance') || roles.includes('supervisor');
    return measuresPage.with(await this.measures.page(address, mayList));
  }

  @Page(measuredPage, { at: 'report/measures/rows', ...ofCases })
  async rows(@Query() address: Address, @CurrentPrincipal() { roles }: Principal) {
    return measuredPage.with(await this.measures.rows(address, roles.includes('supervisor')));
  }
}
