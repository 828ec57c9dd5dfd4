import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '@kept-informed/access';
import { AssignCase, CloseCase, ReopenCase, type CaseResult } from '@kept-informed/case-work';
import { asked } from '../http/asked.js';
import { ExpectedVersion } from '../http/if-match.js';
import { RecordedResponse } from '../alerts/alert.response.js';
import { ContactRecordedResponse } from './contact.responses.js';
import { ArisenResponse, MilestoneResponse } from './case.responses.js';
import { ReachMilestoneRequest, RecordContactRequest } from './case.requests.js';
import { Desk } from './desk.js';

/** What is recorded on a case as a whole. */
@ApiTags('Cases')
@Roles('desk', 'supervisor', 'service')
@Controller('cases/:caseId')
export class CaseRecordingController {
  constructor(
    private readonly desk: Desk,
    private readonly bus: CommandBus,
  ) {}

  @Post('contacts')
  @ApiOperation({
    summary: 'Record a contact or an attempt; the answer says what it discharged and what is still owed',
  })
  @ApiCreatedResponse({ type: ContactRecordedResponse })
  async contact(
    @Param('caseId') caseId: string,
    @Body() body: RecordContactRequest,
    @ExpectedVersion() seen: number | undefined,
  ): Promise<ContactRecordedResponse> {
    const answer = await this.desk.recordContact(caseId, body, seen);
    const stillOpen = await this.desk.stillOpen(caseId, body.participantIds);
    const alsoOn = answer.alsoOn.map(({ discharged, ...other }) => ({ ...other, discharged: [...discharged] }));
    return { ...answer, discharged: [...answer.discharged], stillOpen, alsoOn };
  }

  @Post('milestones')
  @ApiOperation({ summary: 'Record that something happened; the answer says what is owed because of it' })
  @ApiCreatedResponse({ type: MilestoneResponse })
  async milestone(
    @Param('caseId') caseId: string,
    @Body() body: ReachMilestoneRequest,
    @ExpectedVersion() seen: number | undefined,
  ): Promise<MilestoneResponse> {
    const { milestoneId, ...answer } = await this.desk.reachMilestone(caseId, body, seen);
    return { milestoneId, ...(await this.desk.arisen(answer)) };
  }

  @Post('owner')
  @ApiOperation({ summary: 'Make somebody answerable for the case' })
  @ApiCreatedResponse({ type: RecordedResponse })
  async owner(
    @Param('caseId') caseId: string,
    @Body() body: AssignCase,
    @ExpectedVersion('required') seen: number,
  ): Promise<RecordedResponse> {
    const { version, position }: CaseResult = await this.bus.execute(
      Object.assign(body, { caseId, asked: asked(seen) }),
    );
    return { version, position };
  }

  @Post('closure')
  @HttpCode(201)
  @ApiOperation({ summary: 'Close the case; what is owed stays owed' })
  @ApiCreatedResponse({ type: ArisenResponse })
  async close(
    @Param('caseId') caseId: string,
    @Body() body: CloseCase,
    @ExpectedVersion('required') seen: number,
  ): Promise<ArisenResponse> {
    return this.desk.arisen(await this.bus.execute(Object.assign(body, { caseId, asked: asked(seen) })));
  }

  @Post('reopening')
  @ApiOperation({ summary: 'Reopen the case; periodic duties start again' })
  @ApiCreatedResponse({ type: ArisenResponse })
  async reopen(
    @Param('caseId') caseId: string,
    @Body() body: ReopenCase,
    @ExpectedVersion('required') seen: number,
  ): Promise<ArisenResponse> {
    return this.desk.arisen(await this.bus.execute(Object.assign(body, { caseId, asked: asked(seen) })));
  }
}
