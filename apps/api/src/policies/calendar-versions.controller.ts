import { Body, Controller, Delete, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '@kept-informed/access';
import {
  ActivateCalendar,
  DiscardCalendarDraft,
  DraftCalendar,
  type ActivationResult,
  type CalendarDraftResult,
} from '@kept-informed/commitments';
import type { Request, Response } from 'express';
import { RecordedResponse } from '../alerts/alert.response.js';
import { asked } from '../http/asked.js';
import { ExpectedVersion } from '../http/if-match.js';
import { CalendarDraftRequest, FeedQuery, fedCalendar, typedCalendar } from './calendar-versions.request.js';
import { CalendarDraftedResponse } from './calendar-versions.response.js';
import { PreviewQuery } from './policy.request.js';
import { PreviewReader } from './preview.reader.js';
import { ActivatedResponse, PreviewAnswerPage, VersionsPage, WholeVersionResponse } from './version.response.js';
import { VersionsReader } from './versions.reader.js';

/** The bank holidays that working days are counted by, in dated versions: one drafts, another activates. */
@ApiTags('Calendar')
@Roles('supervisor', 'performance', 'admin')
@Controller('calendar/versions')
export class CalendarVersionsController {
  constructor(
    private readonly versions: VersionsReader,
    private readonly previews: PreviewReader,
    private readonly bus: CommandBus,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The calendars that hold or held, and drafts' })
  @ApiOkResponse({ type: VersionsPage })
  list(): Promise<VersionsPage> {
    return this.versions.all('calendar');
  }

  @Post('drafts')
  @Roles('admin')
  @ApiOperation({ summary: 'Draft a calendar by hand; the answer warns of dates on which no holiday regularly falls' })
  @ApiCreatedResponse({ type: CalendarDraftedResponse })
  draft(@Body() body: CalendarDraftRequest, @ExpectedVersion('required') seen: number): Promise<CalendarDraftResult> {
    return this.bus.execute(Object.assign(new DraftCalendar(), typedCalendar(body), { asked: asked(seen) }));
  }

  @Post('drafts/feed')
  @Roles('admin')
  @ApiOperation({ summary: 'Draft a calendar from gov.uk’s bank-holidays.json; refused where it is cut short or odd' })
  @ApiBody({ schema: { type: 'object' }, description: 'The file as it is published.' })
  @ApiCreatedResponse({ type: CalendarDraftedResponse })
  feed(
    @Body() body: object,
    @Query() query: FeedQuery,
    @ExpectedVersion('required') seen: number,
  ): Promise<CalendarDraftResult> {
    return this.bus.execute(Object.assign(new DraftCalendar(), fedCalendar(body, query), { asked: asked(seen) }));
  }

  @Get('drafts/:versionId')
  @ApiOperation({ summary: 'A draft, or what became of it, with every holiday' })
  @ApiOkResponse({ type: WholeVersionResponse })
  one(@Param('versionId') versionId: string): Promise<WholeVersionResponse> {
    return this.versions.calendar(versionId);
  }

  @Get('drafts/:versionId/preview')
  @ApiOperation({ summary: 'What activating a draft now would change, obligation by obligation; nothing is written' })
  @ApiOkResponse({ type: PreviewAnswerPage })
  preview(
    @Param('versionId') versionId: string,
    @Query() query: PreviewQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PreviewAnswerPage> {
    return this.previews.page('calendar', versionId, query, { request, response });
  }

  @Post('drafts/:versionId/activation')
  @Roles('supervisor', 'admin')
  @ApiOperation({ summary: 'Let a draft of somebody else hold from now on' })
  @ApiCreatedResponse({ type: ActivatedResponse })
  activate(
    @Param('versionId') versionId: string,
    @Body() body: ActivateCalendar,
    @ExpectedVersion('required') seen: number,
  ): Promise<ActivationResult> {
    return this.bus.execute(Object.assign(body, { versionId, asked: asked(seen) }));
  }

  @Delete('drafts/:versionId')
  @Roles('admin')
  @ApiOperation({ summary: 'Give up a draft; it stays readable' })
  @ApiOkResponse({ type: RecordedResponse })
  async discard(
    @Param('versionId') versionId: string,
    @ExpectedVersion('required') seen: number,
  ): Promise<RecordedResponse> {
    const command = Object.assign(new DiscardCalendarDraft(), { versionId, asked: asked(seen) });
    const { version, position }: RecordedResponse = await this.bus.execute(command);
    return { version, position };
  }
}
