import { Controller, Query } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@kept-informed/access';
import { Page } from '../frame/page.js';
import { alikePage } from './alike-page.js';
import { AlikeReader } from './alike.reader.js';
import { measuredPage, measuresPage } from './measures-page.js';
import { MeasuresReader } from './measures.reader.js';
import { ofCases, ofFigures } from './report.controller.js';
import type { Address } from './report-query.js';

/** What gives a figure away: measures beside the report, each of which leads to exactly the rows that it counts. */
@Controller()
export class MeasuresPagesController {
  constructor(
    private readonly measures: MeasuresReader,
    private readonly figures: AlikeReader,
  ) {}

  @Page(alikePage, { at: 'report/alike', roles: ['performance'], about: 'figures' })
  async alike(@Query() address: Address) {
    return alikePage.with(await this.figures.page(address));
  }

  @Page(measuresPage, { at: 'report/measures', ...ofFigures })
  async read(@Query() address: Address, @CurrentPrincipal() { roles }: Principal) {
    const mayList = roles.includes('performance') || roles.includes('supervisor');
    const mayAskAlike = roles.includes('performance');
    return measuresPage.with({ ...(await this.measures.page(address, mayList)), mayAskAlike });
  }

  @Page(measuredPage, { at: 'report/measures/rows', ...ofCases })
  async rows(@Query() address: Address, @CurrentPrincipal() { roles }: Principal) {
    return measuredPage.with(await this.measures.rows(address, roles.includes('supervisor')));
  }
}
