import { Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@kept-informed/access';
import { asFile } from '@kept-informed/exports';
import { NoPage, Page } from '../frame/page.js';
import { changesPage } from './changes-page.js';
import { ChangesReader } from './changes.reader.js';
import { endingIn } from './file-links.js';
import { countedPage, reportPage } from './report-page.js';
import type { Address } from './report-query.js';
import { ReportReader } from './report.reader.js';
import { reportChoices } from './report-words.js';

export const ofFigures = { roles: ['performance', 'supervisor', 'admin'], about: 'figures' } as const;

export const ofCases = { roles: ['performance', 'supervisor'], about: 'cases' } as const;

/** The figures, each of which leads to exactly the rows that it counts. */
@Controller()
export class ReportController {
  constructor(
    private readonly reports: ReportReader,
    private readonly changes: ChangesReader,
  ) {}

  @Page(reportPage, { at: 'report', choices: reportChoices, ...ofFigures })
  async read(@Query() address: Address, @CurrentPrincipal() { roles }: Principal) {
    const mayList = roles.includes('performance') || roles.includes('supervisor');
    return reportPage.with(await this.reports.page(address, mayList));
  }

  @NoPage('get', { at: 'report.:ending', ...ofFigures })
  async file(@Param('ending') ending: string, @Query() address: Address): Promise<StreamableFile> {
    return asFile(await this.reports.file(address, ending === 'pdf' ? ending : endingIn(ending)));
  }

  @Page(countedPage, { at: 'report/rows', ...ofCases })
  async rows(@Query() address: Address, @CurrentPrincipal() { roles }: Principal) {
    return countedPage.with(await this.reports.rows(address, roles.includes('supervisor')));
  }

  @NoPage('get', { at: 'report/rows.:ending', ...ofCases })
  async rowsFile(@Param('ending') ending: string, @Query() address: Address): Promise<StreamableFile> {
    return asFile(await this.reports.rowsFile(address, endingIn(ending)));
  }

  @Page(changesPage, { at: 'report/changes', ...ofCases })
  async changed(@Query() address: Address, @CurrentPrincipal() { roles }: Principal) {
    return changesPage.with(await this.changes.page(address, roles.includes('supervisor')));
  }
}
