import { Controller, Query } from '@nestjs/common';
import { idIn } from '../cases/addressed.js';
import { Page } from '../frame/page.js';
import { AheadReader } from './ahead.reader.js';
import type { Address } from './report-query.js';
import { workloadPage } from './workload-page.js';

/** What a supervisor plans by. */
@Controller()
export class AheadController {
  constructor(private readonly ahead: AheadReader) {}

  @Page(workloadPage, { at: 'board/workload', roles: ['supervisor'], about: 'figures' })
  async workload(@Query() { team, days }: Address) {
    return workloadPage.with(await this.ahead.workload(idIn(team), Number(days)));
  }
}
