import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { CaseRecording, OptBackIn, OptOutRequest, ReasonRequest } from '@kept-informed/case-work';
import type { Requester } from '@kept-informed/decisions';
import { WhoAsks } from '../http/if-match.js';
import { ArisenResponse } from './case.responses.js';
import { OptOutRecordedResponse } from './opt-out.responses.js';
import { atInstant, ofParticipant, onCase, Refuses } from '../openapi/refuses.js';

/** What a participant does not want to be told (rules.md, Opt-outs). */
@ApiTags('Participants')
@Roles('desk', 'supervisor', 'cases:write')
@About('case')
@Controller('cases/:caseId/participants/:participantId/opt-outs')
export class OptOutsController {
  constructor(
    private readonly recording: CaseRecording,
    private readonly bus: CommandBus,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Record that they do not want to be told; an event duty of a Code is covered only if it is named',
  })
  @ApiCreatedResponse({ type: OptOutRecordedResponse })
  @Refuses(onCase, ofParticipant, atInstant, {
    422: ['unknown-commitment', 'ends-before-it-begins', 'not-identified', 'no-authority'],
  })
  optOut(
    @Param('caseId') caseId: string,
    @Param('participantId') participantId: string,
    @Body() body: OptOutRequest,
    @WhoAsks() requester: Requester,
  ): Promise<OptOutRecordedResponse> {
    return this.recording.optOut(caseId, participantId, body, requester);
  }

  @Post(':optOutId/void')
  @Roles('supervisor')
  @ApiOperation({
    summary: 'Record that it never was their wish: what was waived under it is owed anew from now, with its full limit',
  })
  @ApiCreatedResponse({ type: ArisenResponse })
  @Refuses(onCase, { 404: ['unknown-opt-out'], 409: ['already-voided'] })
  voidOptOut(
    @Param('caseId') caseId: string,
    @Param('participantId') participantId: string,
    @Param('optOutId') optOutId: string,
    @Body() body: ReasonRequest,
    @WhoAsks() requester: Requester,
  ): Promise<ArisenResponse> {
    return this.recording.voidOptOut(caseId, { participantId, optOutId }, body, requester);
  }

  @Delete(':optOutId')
  @ApiOperation({
    summary: 'Record that they want to be told again: from now, what is not due yet and what can be made good',
  })
  @ApiOkResponse({ type: ArisenResponse })
  @Refuses(onCase, atInstant, { 404: ['unknown-opt-out'], 409: ['already-ended'] })
  async optBackIn(
    @Param('caseId') caseId: string,
    @Param('participantId') participantId: string,
    @Param('optOutId') optOutId: string,
    @WhoAsks() requester: Requester,
  ): Promise<ArisenResponse> {
    const command = new OptBackIn(caseId, { participantId, optOutId }, requester);
    return this.recording.arisen(await this.bus.execute(command));
  }
}
