import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import {
  AssignCase,
  AssignCaseRequest,
  CaseRecording,
  CloseCase,
  CloseCaseRequest,
  ContactRecording,
  ReachMilestoneRequest,
  RecordContactRequest,
  ReopenCase,
  ReopenCaseRequest,
} from '@kept-informed/case-work';
import type { Requester } from '@kept-informed/decisions';
import { RecordedResponse } from '../alerts/alert.response.js';
import { MayBeDry } from '../http/dry-run.js';
import { WhoAsks } from '../http/if-match.js';
import { ArisenResponse, MilestoneResponse } from './case.responses.js';
import { ContactRecordedResponse } from './contact.responses.js';
import { atInstant, ofContact, onCase, Refuses } from '../openapi/refuses.js';

/** What is recorded on a case as a whole. */
@ApiTags('Cases')
@Roles('desk', 'supervisor', 'cases:write')
@About('case')
@Controller('cases/:caseId')
export class CaseRecordingController {
  constructor(
    private readonly recording: CaseRecording,
    private readonly contacts: ContactRecording,
    private readonly bus: CommandBus,
  ) {}

  @Post('contacts')
  @Roles('desk', 'supervisor', 'contacts:write')
  @MayBeDry()
  @ApiOperation({
    summary: 'Record a contact or an attempt; the answer says what it discharged and what is still owed',
  })
  @ApiCreatedResponse({ type: ContactRecordedResponse })
  @Refuses(onCase, atInstant, ofContact, {
    422: ['late-reason-required', 'same-case', 'unknown-case', 'confirmation-required'],
  })
  recordContact(
    @Param('caseId') caseId: string,
    @Body() body: RecordContactRequest,
    @WhoAsks() requester: Requester,
  ): Promise<ContactRecordedResponse> {
    return this.contacts.record(caseId, body, requester);
  }

  @Post('milestones')
  @Roles('desk', 'supervisor', 'milestones:write')
  @MayBeDry()
  @ApiOperation({
    summary: 'Record that something happened; the answer says what is owed because of it, or why nothing is',
  })
  @ApiCreatedResponse({ type: MilestoneResponse })
  @Refuses(onCase, atInstant, {
    422: [
      'unknown-trigger',
      'is-a-crime',
      'known-before-it-happened',
      'not-a-decision',
      'decided-after-it-happened',
      'unknown-participant',
      'whom-does-it-concern',
      'left-out-without-reason',
      'nobody-left-out',
    ],
  })
  recordMilestone(
    @Param('caseId') caseId: string,
    @Body() body: ReachMilestoneRequest,
    @WhoAsks() requester: Requester,
  ): Promise<MilestoneResponse> {
    return this.recording.reachMilestone(caseId, body, requester);
  }

  @Post('owner')
  @ApiOperation({ summary: 'Make somebody answerable for the case' })
  @ApiCreatedResponse({ type: RecordedResponse })
  @Refuses(onCase, atInstant, { 422: ['unknown-staff', 'owner-left-out'] })
  async assignCase(
    @Param('caseId') caseId: string,
    @Body() body: AssignCaseRequest,
    @WhoAsks('required') requester: Requester,
  ): Promise<RecordedResponse> {
    const { version, position } = await this.bus.execute(new AssignCase(caseId, body, requester));
    return { version, position };
  }

  @Post('closure')
  @MayBeDry()
  @HttpCode(201)
  @ApiOperation({ summary: 'Close the case; what is owed stays owed' })
  @ApiCreatedResponse({ type: ArisenResponse })
  @Refuses(onCase, atInstant, { 409: ['already-closed'], 422: ['decided-after-it-happened'] })
  async closeCase(
    @Param('caseId') caseId: string,
    @Body() body: CloseCaseRequest,
    @WhoAsks('required') requester: Requester,
  ): Promise<ArisenResponse> {
    return this.recording.arisen(await this.bus.execute(new CloseCase(caseId, body, requester)));
  }

  @Post('reopening')
  @ApiOperation({ summary: 'Reopen the case; periodic duties start again' })
  @ApiCreatedResponse({ type: ArisenResponse })
  @Refuses(onCase, atInstant, { 409: ['not-closed'] })
  async reopenCase(
    @Param('caseId') caseId: string,
    @Body() body: ReopenCaseRequest,
    @WhoAsks('required') requester: Requester,
  ): Promise<ArisenResponse> {
    return this.recording.arisen(await this.bus.execute(new ReopenCase(caseId, body, requester)));
  }
}
