import { Controller, Param, Query } from '@nestjs/common';
import { Page } from '../frame/page.js';
import { idOf } from './addressed.js';
import { timelinePage, whyPage } from './case-page.js';
import { TimelineReader } from './timeline.reader.js';
import { WhyReader } from './why.reader.js';

const onCase = { roles: ['desk', 'supervisor'], about: 'case', people: true } as const;

/** What was recorded of a case, and why things are due. */
@Controller()
export class CaseHistoryController {
  constructor(
    private readonly recorded: TimelineReader,
    private readonly whys: WhyReader,
  ) {}

  @Page(timelinePage, { at: 'cases/:caseId/timeline', ...onCase })
  async timeline(@Param('caseId') caseId: string, @Query() query: Readonly<Record<'before' | 'show', unknown>>) {
    const { before, show } = query;
    const at = typeof before === 'string' && /^\d{1,9}$/.test(before) ? Number(before) : undefined;
    return timelinePage.with(await this.recorded.page(idOf(caseId), { before: at, show }));
  }

  @Page(whyPage, { at: 'cases/:caseId/why/:obligationId', ...onCase })
  async why(@Param('caseId') caseId: string, @Param('obligationId') obligationId: string) {
    return whyPage.with(await this.whys.of(idOf(caseId), idOf(obligationId)));
  }
}
