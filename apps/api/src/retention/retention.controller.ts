import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { KeepLongerRequest, ReadModel, requesterOf, Retentions } from '@kept-informed/case-work';
import type { Request, Response } from 'express';
import { cursors } from '../http/cursor.js';
import { defaultLimit, linkTo, PageQuery } from '../http/page.js';
import { ofParticipant, Refuses } from '../openapi/refuses.js';
import { KeptLongerResponse, PeoplePastTimePage, PersonRetentionResponse } from './retention.responses.js';

const place = cursors('retention', ['instant', 'text']);

/** How long people are kept. Nothing of them goes before somebody has looked through what is due. */
@ApiTags('People')
@Roles('supervisor')
@About('named-cases')
@Controller()
export class RetentionController {
  constructor(
    private readonly retentions: Retentions,
    private readonly reading: ReadModel,
  ) {}

  @Get('retention/due')
  @About('cases')
  @ApiOperation({
    summary: 'Who has been kept for as long as the policy says, to be looked through',
    description: 'Keep them longer, with a reason, or ask for an erasure with the basis `retention-ended`.',
  })
  @ApiOkResponse({ type: PeoplePastTimePage })
  async listDueForErasure(
    @Query() { limit = defaultLimit, cursor }: PageQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PeoplePastTimePage> {
    const position = await this.reading.position();
    const [closedAt, participantId] = (place.read(cursor) ?? []) as string[];
    const after = closedAt && participantId ? { closedAt, participantId } : undefined;
    const { items, next: last } = await this.retentions.due(limit, after);
    const next = last ? place.write([last.closedAt, last.participantId]) : null;
    if (next !== null) linkTo(next, { request, response });
    return { items, next, position };
  }

  @Get('participants/:participantId/retention')
  @ApiOperation({ summary: 'How long somebody is kept, and who keeps them longer' })
  @ApiOkResponse({ type: PersonRetentionResponse })
  @Refuses(ofParticipant)
  readRetention(@Param('participantId') participantId: string): Promise<PersonRetentionResponse> {
    return this.retentions.of(participantId);
  }

  @Post('participants/:participantId/retention')
  @ApiOperation({ summary: 'Keep somebody until the end of a date, whatever the policy says' })
  @ApiCreatedResponse({ type: KeptLongerResponse })
  @Refuses(ofParticipant, { 422: ['ends-before-it-begins', 'too-far-ahead'] })
  keepLonger(
    @Param('participantId') participantId: string,
    @Body() body: KeepLongerRequest,
  ): Promise<KeptLongerResponse> {
    return this.retentions.keepLonger(participantId, body, requesterOf());
  }
}
