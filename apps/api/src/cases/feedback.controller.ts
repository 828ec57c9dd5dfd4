import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import {
  CaseRecording,
  ReceiveFeedbackRequest,
  RequestReplyRequest,
  RequestReply,
  WithdrawalRequest,
  WithdrawReplyRequest,
} from '@kept-informed/case-work';
import type { Requester } from '@kept-informed/decisions';
import { RecordedResponse } from '../alerts/alert.response.js';
import { WhoAsks } from '../http/if-match.js';
import { ArisenResponse, FeedbackResponse } from './case.responses.js';
import { atInstant, onCase, Refuses } from '../openapi/refuses.js';

/** Feedback, and the reply it may ask for. */
@ApiTags('Feedback')
@Roles('desk', 'supervisor', 'cases:write')
@About('case')
@Controller('cases/:caseId/feedback')
export class FeedbackController {
  constructor(
    private readonly recording: CaseRecording,
    private readonly bus: CommandBus,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Record feedback; with a reply requested, one is owed within ten days' })
  @ApiCreatedResponse({ type: FeedbackResponse })
  @Refuses(onCase, atInstant, { 422: ['unknown-participant', 'known-before-it-happened'] })
  receiveFeedback(
    @Param('caseId') caseId: string,
    @Body() body: ReceiveFeedbackRequest,
    @WhoAsks() requester: Requester,
  ): Promise<FeedbackResponse> {
    return this.recording.receiveFeedback(caseId, body, requester);
  }

  @Post(':feedbackId/reply-request')
  @ApiOperation({ summary: 'Record that a reply was asked for after all; the ten days count from then' })
  @ApiCreatedResponse({ type: ArisenResponse })
  @Refuses(onCase, atInstant, { 404: ['unknown-feedback'], 409: ['reply-already-requested'] })
  async requestReply(
    @Param('caseId') caseId: string,
    @Param('feedbackId') feedbackId: string,
    @Body() body: RequestReplyRequest,
    @WhoAsks() requester: Requester,
  ): Promise<ArisenResponse> {
    const command = new RequestReply(caseId, { ...body, feedbackId }, requester);
    return this.recording.arisen(await this.bus.execute(command));
  }

  @Post(':feedbackId/withdrawal')
  @ApiOperation({ summary: 'Record that a reply is no longer wanted; what was owed is voided' })
  @ApiCreatedResponse({ type: RecordedResponse })
  @Refuses(onCase, atInstant, { 404: ['unknown-feedback'], 409: ['nothing-to-withdraw', 'already-withdrawn'] })
  async withdrawReplyRequest(
    @Param('caseId') caseId: string,
    @Param('feedbackId') feedbackId: string,
    @Body() body: WithdrawalRequest,
    @WhoAsks() requester: Requester,
  ): Promise<RecordedResponse> {
    const command = new WithdrawReplyRequest(caseId, { ...body, feedbackId }, requester);
    const { version, position } = await this.bus.execute(command);
    return { version, position };
  }
}
