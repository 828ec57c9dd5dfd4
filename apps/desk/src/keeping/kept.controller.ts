import { Controller, Param } from '@nestjs/common';
import { Page } from '../frame/page.js';
import { KeptOfThemReader } from './kept-of-them.reader.js';
import { keptPage } from './kept-page.js';
import type { KeptAddress } from './kept-people.reader.js';

/** What is kept of somebody, where they ask for it: a supervisor reads it before it goes. */
@Controller()
export class KeptPagesController {
  constructor(private readonly reader: KeptOfThemReader) {}

  @Page(keptPage, {
    at: 'cases/:caseId/people/:participantId/kept',
    roles: ['supervisor'],
    about: 'case',
    people: true,
  })
  async read(@Param() address: KeptAddress) {
    return keptPage.with(await this.reader.page(address));
  }
}
