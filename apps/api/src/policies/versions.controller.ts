import { Body, Delete, Get, Injectable, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Roles } from '@kept-informed/access';
import { ActivateDraft, DiscardDraft, type TermsKind } from '@kept-informed/commitments';
import type { Requester } from '@kept-informed/decisions';
import type { Request, Response } from 'express';
import { RecordedResponse } from '../alerts/alert.response.js';
import { WhoAsks } from '../http/if-match.js';
import { ActivateDraftRequest, PreviewQuery } from './activation.request.js';
import { PreviewReader } from './preview.reader.js';
import { ActivatedResponse, PreviewAnswerPage, VersionsPage, WholeVersionResponse } from './version.response.js';
import { VersionsReader } from './versions.reader.js';
import { ofReach, onTerms, Refuses } from '../openapi/refuses.js';

/** What is done alike with policies and with calendars. How they are drafted is each one's own. */
@Injectable()
export abstract class VersionsController {
  protected abstract readonly kind: TermsKind;

  constructor(
    private readonly versions: VersionsReader,
    private readonly previews: PreviewReader,
    protected readonly bus: CommandBus,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'The versions that hold or held, and drafts: since when, who drafted and who activated them',
  })
  @ApiOkResponse({ type: VersionsPage })
  listVersions(): Promise<VersionsPage> {
    return this.versions.all(this.kind);
  }

  @Get('drafts/:versionId')
  @ApiOperation({ summary: 'A draft, or what became of it, with all that it says' })
  @ApiOkResponse({ type: WholeVersionResponse })
  readDraft(@Param('versionId') versionId: string): Promise<WholeVersionResponse> {
    return this.versions.one(this.kind, versionId);
  }

  @Get('drafts/:versionId/preview')
  @ApiOperation({ summary: 'What activating a draft now would change, obligation by obligation; nothing is written' })
  @ApiOkResponse({ type: PreviewAnswerPage })
  @Refuses(onTerms, ofReach, { 409: ['draft-ended', 'draft-outdated'] })
  previewDraft(
    @Param('versionId') versionId: string,
    @Query() query: PreviewQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PreviewAnswerPage> {
    return this.previews.page(this.kind, versionId, query, { request, response });
  }

  @Post('drafts/:versionId/activation')
  @Roles('supervisor', 'admin')
  @ApiOperation({ summary: 'Let a draft of somebody else hold from now on' })
  @ApiCreatedResponse({ type: ActivatedResponse })
  @Refuses(onTerms, ofReach, { 409: ['draft-ended', 'draft-outdated', 'own-draft'] })
  activateDraft(
    @Param('versionId') versionId: string,
    @Body() body: ActivateDraftRequest,
    @WhoAsks('required') requester: Requester,
  ): Promise<ActivatedResponse> {
    return this.bus.execute(new ActivateDraft(this.kind, { ...body, versionId }, requester));
  }

  @Delete('drafts/:versionId')
  @Roles('admin')
  @ApiOperation({ summary: 'Give up a draft; it stays readable' })
  @ApiOkResponse({ type: RecordedResponse })
  @Refuses(onTerms, { 409: ['draft-ended'] })
  discardDraft(
    @Param('versionId') versionId: string,
    @WhoAsks('required') requester: Requester,
  ): Promise<RecordedResponse> {
    return this.bus.execute(new DiscardDraft(this.kind, versionId, requester));
  }
}
