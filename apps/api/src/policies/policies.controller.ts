import { Body, Controller, Delete, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '@kept-informed/access';
import {
  ActivatePolicy,
  DiscardPolicyDraft,
  DraftPolicy,
  type ActivationResult,
  type DraftResult,
} from '@kept-informed/commitments';
import type { Request, Response } from 'express';
import { RecordedResponse } from '../alerts/alert.response.js';
import { asked } from '../http/asked.js';
import { ExpectedVersion } from '../http/if-match.js';
import { contentOf, PolicyDraftRequest, PreviewQuery } from './policy.request.js';
import { PreviewReader } from './preview.reader.js';
import {
  ActivatedResponse,
  DraftedResponse,
  PreviewAnswerPage,
  VersionsPage,
  WholeVersionResponse,
} from './version.response.js';
import { VersionsReader } from './versions.reader.js';

/** What the force goes by, in dated versions: one drafts, another activates. */
@ApiTags('Policies')
@Roles('supervisor', 'performance', 'admin')
@Controller('policies')
export class PoliciesController {
  constructor(
    private readonly versions: VersionsReader,
    private readonly previews: PreviewReader,
    private readonly bus: CommandBus,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'The policies that hold or held, and drafts: since when, who drafted and who activated them',
  })
  @ApiOkResponse({ type: VersionsPage })
  list(): Promise<VersionsPage> {
    return this.versions.all('policy');
  }

  @Post('drafts')
  @Roles('admin')
  @ApiOperation({ summary: 'Draft a whole policy; it holds once somebody else activates it' })
  @ApiCreatedResponse({ type: DraftedResponse })
  draft(@Body() body: PolicyDraftRequest, @ExpectedVersion('required') seen: number): Promise<DraftResult> {
    return this.bus.execute(Object.assign(new DraftPolicy(), { content: contentOf(body), asked: asked(seen) }));
  }

  @Get('drafts/:versionId')
  @ApiOperation({ summary: 'A draft, or what became of it, with all that it says' })
  @ApiOkResponse({ type: WholeVersionResponse })
  one(@Param('versionId') versionId: string): Promise<WholeVersionResponse> {
    return this.versions.policy(versionId);
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
    return this.previews.page('policy', versionId, query, { request, response });
  }

  @Post('drafts/:versionId/activation')
  @Roles('supervisor', 'admin')
  @ApiOperation({ summary: 'Let a draft of somebody else hold from now on' })
  @ApiCreatedResponse({ type: ActivatedResponse })
  activate(
    @Param('versionId') versionId: string,
    @Body() body: ActivatePolicy,
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
    const command = Object.assign(new DiscardPolicyDraft(), { versionId, asked: asked(seen) });
    const { version, position }: RecordedResponse = await this.bus.execute(command);
    return { version, position };
  }
}
