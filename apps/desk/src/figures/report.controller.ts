import { Controller, Query, Res } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@kept-informed/access';
import type { Response } from 'express';
import { NoPage, Page } from '../frame/page.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import { changesPage } from './changes-page.js';
import { ChangesReader } from './changes.reader.js';
import { countedPage, reportPage } from './report-page.js';
import type { Address } from './report-query.js';
import { ReportReader } from './report.reader.js';

const ofFigures = { roles: ['performance', 'supervisor', 'admin'], about: 'figures' } as const;

/** The figures, each of which leads to exactly the rows that it counts. */
@Controller()
export class ReportController {
  constructor(
    private readonly reports: ReportReader,
    private readonly changes: ChangesReader,
  ) {}

  @Page(reportPage, { at: 'report', ...ofFigures })
  async read(@Query() address: Address, @CurrentPrincipal() { roles }: Principal) {
    const mayList = roles.includes('performance') || roles.includes('supervisor');
    return reportPage.with(await this.reports.page(address, mayList));
  }

  @NoPage('get', { at: 'report.csv', ...ofFigures })
  async file(@Query() address: Address, @Res({ passthrough: true }) response: Response): Promise<string> {
    const file = await this.reports.file(address);
    if (!file) throw new NoSuchPage();
    response.attachment(file.name);
    response.type('text/csv; charset=utf-8; header=present');
    return file.text;
  }

  @Page(countedPage, { at: 'report/rows', roles: ['performance', 'supervisor'], about: 'cases' })
  async rows(@Query() address: Address, @CurrentPrincipal() { roles }: Principal) {
    return countedPage.with(await this.reports.rows(address, roles.includes('supervisor')));
  }

  @Page(changesPage, { at: 'report/changes', roles: ['performance', 'supervisor'], about: 'cases' })
  async changed(@Query() address: Address, @CurrentPrincipal() { roles }: Principal) {
    return changesPage.with(await this.changes.page(address, roles.includes('supervisor')));
  }
}
