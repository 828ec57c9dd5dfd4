import { Controller, Query } from '@nestjs/common';
import { Page } from '../frame/page.js';
import { DashboardReader } from './dashboard.reader.js';
import { ofFigures } from './report.controller.js';
import type { Address } from './report-query.js';
import { comparePage, dashboardPage, monthsPage } from './variation-page.js';
import { VariationReader } from './variation.reader.js';

/** How the standards are kept, and what of that is more than chance. */
@Controller()
export class VariationPagesController {
  constructor(
    private readonly variation: VariationReader,
    private readonly standards: DashboardReader,
  ) {}

  @Page(dashboardPage, { at: 'dashboard', ...ofFigures })
  async dashboard(@Query() address: Address) {
    return dashboardPage.with(await this.standards.page(address));
  }

  @Page(monthsPage, { at: 'report/months', ...ofFigures })
  async months(@Query() address: Address) {
    return monthsPage.with(await this.variation.months(address));
  }

  @Page(comparePage, { at: 'report/compare', ...ofFigures })
  async compare(@Query() address: Address) {
    return comparePage.with(await this.variation.compare(address));
  }
}
