import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '@kept-informed/access';
import { RequestReply, WithdrawReplyRequest, type CaseResult } from '@kept-informed/case-work';
import { RecordedResponse } from '../alerts/alert.response.js';
import { asked } from '../http/asked.js';
import { ExpectedVersion } from '../http/if-match.js';
import { ArisenResponse, FeedbackResponse } from './case.responses.js';
import { ReceiveFeedbackRequest } from './case.requests.js';
import { Desk } from './desk.js';

/** Feedback, and the reply it may ask for. */
@ApiTags('Feedback')
@Roles('desk', 'supervisor', 'service')
@Controller('cases/:caseId/feedback')
export class FeedbackController {
  constructor(
    private readonly desk: Desk,
    private readonly bus: CommandBus,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Record feedback; with a reply requested, one is owed within ten days' })
  @ApiCreatedResponse({ type: FeedbackResponse })
  async receive(
    @Param('caseId') caseId: string,
    @Body() body: ReceiveFeedbackRequest,
    @ExpectedVersion() seen: number | undefined,
  ): Promise<FeedbackResponse> {
    const { feedbackId, ...answer } = await this.desk.receiveFeedback(caseId, body, seen);
    return { feedbackId, ...(await this.desk.arisen(answer)) };
  }

  @Post(':feedbackId/reply-request')
  @ApiOperation({ summary: 'Record that a reply was asked for after all; the ten days count from then' })
  @ApiCreatedResponse({ type: ArisenResponse })
  async requestReply(
    @Param('caseId') caseId: string,
    @Param('feedbackId') feedbackId: string,
    @Body() body: RequestReply,
    @ExpectedVersion() seen: number | undefined,
  ): Promise<ArisenResponse> {
    const command = Object.assign(body, { caseId, feedbackId, asked: asked(seen) });
    return this.desk.arisen(await this.bus.execute(command));
  }

  @Post(':feedbackId/withdrawal')
  @ApiOperation({ summary: 'Record that a reply is no longer wanted; what was owed is voided' })
  @ApiCreatedResponse({ type: RecordedResponse })
  async withdraw(
    @Param('caseId') caseId: string,
    @Param('feedbackId') feedbackId: string,
    @Body() body: WithdrawReplyRequest,
    @ExpectedVersion() seen: number | undefined,
  ): Promise<RecordedResponse> {
    const command = Object.assign(body, { caseId, feedbackId, asked: asked(seen) });
    const { version, position }: CaseResult = await this.bus.execute(command);
    return { version, position };
  }
}
