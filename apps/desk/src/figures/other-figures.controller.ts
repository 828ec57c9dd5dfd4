import { Controller, Query } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@kept-informed/access';
import { Page } from '../frame/page.js';
import { noLimitPage } from './no-limit-page.js';
import { NoLimitReader } from './no-limit.reader.js';
import { ofCases, ofFigures } from './report.controller.js';
import type { Address } from './report-query.js';
import { silencePage } from './silence-page.js';
import { SilenceReader } from './silence.reader.js';

/** What no rate tells: who hears nothing, and what is owed without a limit. */
@Controller()
export class OtherFiguresController {
  constructor(
    private readonly silence: SilenceReader,
    private readonly noLimit: NoLimitReader,
  ) {}

  @Page(silencePage, { at: 'silence', ...ofCases })
  async silent(@Query() address: Address, @CurrentPrincipal() { roles }: Principal) {
    return silencePage.with(await this.silence.page(address, roles.includes('supervisor')));
  }

  @Page(noLimitPage, { at: 'no-limit', ...ofFigures })
  async withoutLimit(@Query() address: Address) {
    return noLimitPage.with(await this.noLimit.page(address));
  }
}
