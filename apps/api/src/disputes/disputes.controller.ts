import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { DecideDisputeRequest, DisputeHandling, ReadModel } from '@kept-informed/case-work';
import type { Requester } from '@kept-informed/decisions';
import { requirePeriod } from '@kept-informed/compliance';
import { Both, Code, Flag, Id, Text } from '@kept-informed/fields';
import { listDisputes } from '@kept-informed/follow-up';
import type { Request, Response } from 'express';
import { cursors } from '../http/cursor.js';
import { AnswersAsKnown, KnownAtQuery } from '../http/known-at.js';
import { WhoAsks } from '../http/if-match.js';
import { asText, defaultLimit, pageOf, PageQuery } from '../http/page.js';
import { DisputeDecisionResponse, DisputePage } from './dispute.response.js';
import { asKnownThen, onCase, Refuses } from '../openapi/refuses.js';

/** Which disputes; everything given must hold. */
export class DisputesQuery extends Both(KnownAtQuery, PageQuery) {
  @Flag({
    ...asText,
    description: 'Decided, or waiting for a decision; if left out both, and those that ended before anybody decided.',
  })
  decided?: boolean;

  @Code(['supervisor', 'performance-unit'], { ...asText, description: 'Who is to decide it.' })
  with?: string;

  @Id(asText)
  caseId?: string;

  @Id(asText)
  obligationId?: string;

  @Text({ ...asText, max: 64, description: 'The case’s team now.' })
  team?: string;

  @Text({ ...asText, max: 100 })
  bcu?: string;

  @Text({ ...asText, max: 100 })
  lpt?: string;
}

const place = cursors('disputes:raisedAt', ['instant', 'text']);

/** What was recorded too late to change a figure by itself (rules.md, Corrections). */
@ApiTags('Disputes')
@Controller('disputes')
export class DisputesController {
  constructor(
    private readonly handling: DisputeHandling,
    private readonly reading: ReadModel,
  ) {}

  @Get()
  @AnswersAsKnown()
  @Roles('desk', 'supervisor', 'performance', 'read')
  @About('cases')
  @ApiOperation({ summary: 'Misses and late ones that something recorded afterwards says should stand otherwise' })
  @ApiOkResponse({ type: DisputePage })
  @Refuses(asKnownThen)
  async listDisputes(
    @Query() query: DisputesQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DisputePage> {
    const { limit = defaultLimit, cursor, knownAt, ...filter } = query;
    const { now } = this.reading;
    requirePeriod({ knownAt }, now);
    const [raisedAt, id] = (place.read(cursor) ?? []) as string[];
    const after = raisedAt && id ? { raisedAt, id } : undefined;
    const position = await this.reading.position();
    const sight = await this.reading.sight(knownAt);
    const question = { ...filter, after, sight };
    const found = await listDisputes(this.reading.as(knownAt), question, knownAt ?? now, limit + 1);
    const placeOf = (last: (typeof found)[number]) => place.write([last.raisedAt, last.disputeId]);
    return pageOf(found, limit, position, placeOf, { request, response });
  }

  @Post(':disputeId/decision')
  @HttpCode(201)
  @Roles('supervisor')
  @About('dispute')
  @ApiOperation({
    summary: 'Confirm or refuse what was recorded afterwards; never whose duty it is, nor who recorded it',
  })
  @ApiCreatedResponse({ type: DisputeDecisionResponse })
  @Refuses(onCase, {
    404: ['unknown-dispute'],
    409: ['already-decided', 'already-ended', 'decides-own-duty', 'decides-own-recording'],
  })
  decideDispute(
    @Param('disputeId') disputeId: string,
    @Body() body: DecideDisputeRequest,
    @WhoAsks() requester: Requester,
  ): Promise<DisputeDecisionResponse> {
    return this.handling.decide(disputeId, body, requester);
  }
}
