import { Body, Controller, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { DraftCalendar } from '@kept-informed/commitments';
import type { Requester } from '@kept-informed/decisions';
import { WhoAsks } from '../http/if-match.js';
import { CalendarDraftRequest, FeedQuery, fedCalendar, typedCalendar } from './calendar-versions.request.js';
import { CalendarDraftedResponse } from './calendar-versions.response.js';
import { VersionsController } from './versions.controller.js';
import { onTerms, Refuses } from '../openapi/refuses.js';

/** The bank holidays that working days are counted by, in dated versions: one drafts, another activates. */
@ApiTags('Calendar')
@Roles('supervisor', 'performance', 'admin')
@About('no-case')
@Controller('calendar/versions')
export class CalendarVersionsController extends VersionsController {
  protected readonly kind = 'calendar';

  @Post('drafts')
  @Roles('admin')
  @ApiOperation({ summary: 'Draft a calendar by hand; the answer warns of dates on which no holiday regularly falls' })
  @ApiCreatedResponse({ type: CalendarDraftedResponse })
  @Refuses(onTerms, { 422: ['calendar-invalid'] })
  draftCalendar(
    @Body() body: CalendarDraftRequest,
    @WhoAsks('required') requester: Requester,
  ): Promise<CalendarDraftedResponse> {
    return this.bus.execute(new DraftCalendar(typedCalendar(body), requester));
  }

  @Post('drafts/feed')
  @Roles('admin')
  @ApiOperation({ summary: 'Draft a calendar from gov.uk’s bank-holidays.json; refused where it is cut short or odd' })
  @ApiBody({ schema: { type: 'object' }, description: 'The file as it is published.' })
  @ApiCreatedResponse({ type: CalendarDraftedResponse })
  @Refuses(onTerms, { 422: ['calendar-invalid'] })
  draftCalendarFromFeed(
    @Body() body: object,
    @Query() query: FeedQuery,
    @WhoAsks('required') requester: Requester,
  ): Promise<CalendarDraftedResponse> {
    return this.bus.execute(new DraftCalendar(fedCalendar(body, query), requester));
  }
}
