import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import {
  CounterEnquiries,
  CounterMessages,
  CounterReader,
  EnquiryRequest,
  IdentityQuery,
  MessageRequest,
} from '@kept-informed/case-work';
import type { Requester } from '@kept-informed/decisions';
import { WhoAsks } from '../http/if-match.js';
import { ofParticipant, onCase, Refuses } from '../openapi/refuses.js';
import { EnquiryLoggedResponse, MaySayResponse, MessageLeftResponse } from './counter.responses.js';

/** What the counter asks and records. It is told nothing of what is recorded on a case. */
@ApiTags('Counter')
@Roles('desk', 'counter', 'supervisor')
@About('case')
@Controller('cases/:caseId')
export class CounterController {
  constructor(
    private readonly reading: CounterReader,
    private readonly messages: CounterMessages,
    private readonly enquiries: CounterEnquiries,
  ) {}

  @Get('participants/:participantId/may-say')
  @About('case', 'people')
  @ApiOperation({
    summary: 'What may be said to them at the counter, what not, and by which rule',
    description:
      'Sentences to be read out. Of what they proved who they are by it is said what, and never what they answered; unless by two things, nothing is confirmed.',
  })
  @ApiOkResponse({ type: MaySayResponse })
  @Refuses(ofParticipant)
  tellWhatMayBeSaid(
    @Param('caseId') caseId: string,
    @Param('participantId') participantId: string,
    @Query() { checked = [] }: IdentityQuery,
  ): Promise<MaySayResponse> {
    return this.reading.maySay(caseId, participantId, checked);
  }

  @Post('messages')
  @ApiOperation({
    summary: 'Leave a message for whoever has the case; where nobody does, for the supervisor of the area',
  })
  @ApiCreatedResponse({ type: MessageLeftResponse })
  @Refuses(onCase, {
    422: ['unknown-participant', 'ends-before-it-begins', 'too-far-ahead', 'unknown-route', 'unsafe-route'],
  })
  leaveMessage(
    @Param('caseId') caseId: string,
    @Body() body: MessageRequest,
    @WhoAsks() requester: Requester,
  ): Promise<MessageLeftResponse> {
    return this.messages.leave(caseId, body, requester);
  }

  @Post('enquiries')
  @ApiOperation({ summary: 'Record that they asked something, or why they have heard nothing: an inbound contact' })
  @ApiCreatedResponse({ type: EnquiryLoggedResponse })
  @Refuses(onCase, { 422: ['unknown-participant', 'outcome-does-not-fit', 'before-case'] })
  logEnquiry(
    @Param('caseId') caseId: string,
    @Body() body: EnquiryRequest,
    @WhoAsks() requester: Requester,
  ): Promise<EnquiryLoggedResponse> {
    return this.enquiries.log(caseId, body, requester);
  }
}
