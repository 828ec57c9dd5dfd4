import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReadModel, requesterOf } from '@kept-informed/case-work';
import { About, CurrentPrincipal, Roles, type Principal } from '@kept-informed/access';
import { Clock } from '@kept-informed/calendar';
import { channels, listMessages, messageStates, messageWithAttempts, resend } from '@kept-informed/delivery';
import { Code, Id } from '@kept-informed/fields';
import type { Request, Response } from 'express';
import { ofAsker } from '../alerts/alert-filter.js';
import { cursors } from '../http/cursor.js';
import { asText, defaultLimit, pageOf, PageQuery } from '../http/page.js';
import { notFound, ProblemException } from '../http/problem.js';
import { MessagePage, MessageWithAttemptsResponse } from './delivery.response.js';
import { Refuses } from '../openapi/refuses.js';

/** Which messages; everything given must hold. */
export class DeliveriesQuery extends PageQuery {
  @Code(messageStates, asText)
  state?: string;

  @Code(channels, asText)
  channel?: string;

  @Id({ ...asText, description: 'Staff id, or the id of a webhook’s endpoint; `me` for who asks.' })
  recipient?: string;

  @Id(asText)
  alertId?: string;
}

const place = cursors('deliveries:newest', ['instant', 'text']);

/** Messages on their way out, for whoever operates the product. */
@ApiTags('Operation')
@Roles('admin')
@About('no-case')
@Controller('deliveries')
export class DeliveriesController {
  constructor(
    private readonly reading: ReadModel,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Messages, the newest first; dead letters by state=dead' })
  @ApiOkResponse({ type: MessagePage })
  async listMessages(
    @Query() query: DeliveriesQuery,
    @CurrentPrincipal() principal: Principal,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<MessagePage> {
    const { limit = defaultLimit, cursor, ...filter } = query;
    const position = await this.reading.position();
    const [createdAt, messageId] = place.read(cursor) ?? [];
    const after = cursor === undefined ? undefined : { createdAt: String(createdAt), messageId: String(messageId) };
    const found = await listMessages(this.reading.manager, { ...ofAsker(filter, principal.staffId), after }, limit + 1);
    const cursorAfter = (last: (typeof found)[number]) => place.write([last.createdAt, last.messageId]);
    return pageOf(found, limit, position, cursorAfter, { request, response });
  }

  @Get(':messageId')
  @ApiOperation({ summary: 'One message with every attempt' })
  @ApiOkResponse({ type: MessageWithAttemptsResponse })
  async readMessage(@Param('messageId') messageId: string): Promise<MessageWithAttemptsResponse> {
    const found = await messageWithAttempts(this.reading.manager, messageId);
    if (!found) throw notFound('message');
    return found;
  }

  @Post(':messageId/resend')
  @HttpCode(201)
  @ApiOperation({ summary: 'Send again what is dead, undeliverable or kept, under the id that it always had' })
  @ApiCreatedResponse({ type: MessageWithAttemptsResponse })
  @Refuses({ 409: ['not-to-be-resent'] })
  async resendMessage(@Param('messageId') messageId: string): Promise<MessageWithAttemptsResponse> {
    const again = await resend(this.reading.manager, messageId, requesterOf().by, this.clock.now());
    const found = await this.readMessage(messageId);
    if (again) return found;
    throw new ProblemException(409, 'not-to-be-resent', 'It conflicts with what is recorded', {
      detail: `Only what is dead, undeliverable or kept is sent again; this message is ${found.state}.`,
    });
  }
}
