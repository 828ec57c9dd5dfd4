import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { ReadModel, requesterOf, SampleDraws, ShownSamples } from '@kept-informed/case-work';
import { DipSamples } from '@kept-informed/dip-samples';
import type { Request, Response } from 'express';
import { cursors } from '../http/cursor.js';
import { showOnce } from '../http/idempotency.js';
import { defaultLimit, pageOf, PageQuery } from '../http/page.js';
import { withLocation } from '../openapi/headers.js';
import { Refuses } from '../openapi/refuses.js';
import { DipOpeningRequest, DipReviewRequest, DipSampleRequest } from './dip-sample.request.js';
import {
  DipSamplePage,
  DipSampleResponse,
  OpenedObligationResponse,
  RedrawResponse,
  WholeDipSampleResponse,
} from './dip-sample.response.js';

const place = cursors('dip-samples', ['instant', 'text']);

/** Samples of what fell due, which two people look through, each not knowing what the other says. */
@ApiTags('Compliance')
@Roles('performance', 'supervisor')
@About('cases')
@Controller('dip-samples')
export class DipSamplesController {
  constructor(
    private readonly samples: DipSamples,
    private readonly draws: SampleDraws,
    private readonly shown: ShownSamples,
    private readonly reading: ReadModel,
  ) {}

  @Post()
  @Roles('performance')
  @About('figures')
  @ApiOperation({ summary: 'Draw a sample of what fell due in a period, by strata and by a seed' })
  @ApiCreatedResponse({ type: DipSampleResponse, headers: withLocation })
  @Refuses({ 422: ['ends-before-it-begins', 'nothing-counted'], 503: ['sweep-behind'] })
  async drawDipSample(
    @Body() body: DipSampleRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DipSampleResponse> {
    const { draw, drawnAt, drawnBy } = await this.draws.draw(body, requesterOf());
    const { dipSampleId, from, to } = draw;
    response.setHeader('Location', `/api/v1/dip-samples/${dipSampleId}`);
    return { dipSampleId, from, to, drawnAt, drawnBy };
  }

  @Get()
  @About('figures')
  @ApiOperation({ summary: 'Samples, the newest first' })
  @ApiOkResponse({ type: DipSamplePage })
  async listDipSamples(
    @Query() { limit = defaultLimit, cursor }: PageQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DipSamplePage> {
    const [drawnAt, dipSampleId] = place.read(cursor) ?? [];
    const before = drawnAt && dipSampleId ? { drawnAt, dipSampleId } : undefined;
    const found = await this.samples.list(before, limit + 1);
    const next = (last: DipSampleResponse) => place.write([last.drawnAt, last.dipSampleId]);
    return pageOf(found, limit, await this.reading.position(), next, { request, response });
  }

  @Get(':dipSampleId')
  @ApiOperation({ summary: 'A sample with what who asks judged, and what both did where two have' })
  @ApiOkResponse({ type: WholeDipSampleResponse })
  async readDipSample(@Param('dipSampleId') dipSampleId: string): Promise<WholeDipSampleResponse> {
    return this.shown.read(await this.samples.find(dipSampleId), requesterOf().by);
  }

  @Get(':dipSampleId/redraw')
  @About('figures')
  @ApiOperation({ summary: 'Whether the same is drawn again by the same seed, as known at the same time' })
  @ApiOkResponse({ type: RedrawResponse })
  @Refuses({ 503: ['sweep-behind'] })
  async redrawDipSample(@Param('dipSampleId') dipSampleId: string): Promise<RedrawResponse> {
    return this.draws.again(await this.samples.find(dipSampleId));
  }

  @Post(':dipSampleId/openings')
  @HttpCode(200)
  @About('cases', 'people')
  @ApiOperation({ summary: 'Look at whom an obligation of a sample is owed to and what they were told, with a reason' })
  @ApiOkResponse({ type: OpenedObligationResponse })
  @Refuses({ 404: ['unknown-obligation'], 503: ['busy'] })
  async openSampledObligation(
    @Param('dipSampleId') dipSampleId: string,
    @Body() body: DipOpeningRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OpenedObligationResponse> {
    showOnce(response, 'person', 'contacts');
    return this.shown.open(await this.samples.find(dipSampleId), body, requesterOf());
  }

  @Post(':dipSampleId/reviews')
  @HttpCode(204)
  @ApiOperation({ summary: 'Judge one obligation of a sample, not knowing what somebody else says' })
  @ApiNoContentResponse()
  @Refuses({ 404: ['unknown-obligation'], 409: ['already-reviewed'], 503: ['busy'] })
  async reviewDipSample(@Param('dipSampleId') dipSampleId: string, @Body() body: DipReviewRequest): Promise<void> {
    const { obligationId, ...answers } = body;
    await this.shown.requireInSight(await this.samples.find(dipSampleId), obligationId);
    await this.samples.review(dipSampleId, { obligationId, answers }, requesterOf());
  }
}
