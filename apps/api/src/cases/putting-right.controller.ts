import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import {
  CorrectCaseDetailsRequest,
  CorrectParticipantDetailsRequest,
  PuttingRight,
  ReasonRequest,
  TransferCaseRequest,
} from '@kept-informed/case-work';
import type { Requester } from '@kept-informed/decisions';
import { WhoAsks } from '../http/if-match.js';
import { atInstant, ofParticipant, onCase, Refuses, type Refusals } from '../openapi/refuses.js';
import { ArisenResponse, TransferredResponse } from './case.responses.js';
import { PersonHistoryResponse } from './person.responses.js';

const nothingChanges: Refusals = { 422: ['nothing-to-correct', 'changes-nothing'] };

/** What was typed wrongly of a case or a participant. What it was stays in the history (rules.md, Wrong details). */
@ApiTags('Cases')
@Roles('desk', 'supervisor')
@About('case')
@Controller('cases/:caseId')
export class PuttingRightController {
  constructor(private readonly right: PuttingRight) {}

  @Post('details')
  @ApiOperation({
    summary: 'Put right what of a case was typed wrongly',
    description: 'What is owed is worked out again; where that would better a miss, the miss stands, disputed.',
  })
  @ApiCreatedResponse({ type: ArisenResponse })
  @Refuses(onCase, nothingChanges, {
    409: ['reference-taken'],
    422: [
      'reference-misshapen',
      'unknown-offence-group',
      'unknown-area',
      'in-the-future',
      'opened-too-early',
      'after-it-happened',
    ],
  })
  correctCaseDetails(
    @Param('caseId') caseId: string,
    @Body() body: CorrectCaseDetailsRequest,
    @WhoAsks('required') requester: Requester,
  ): Promise<ArisenResponse> {
    return this.right.caseDetails(caseId, body, requester);
  }

  @Post('participants/:participantId/details')
  @ApiOperation({ summary: 'Put right what of a participant was typed wrongly' })
  @ApiCreatedResponse({ type: ArisenResponse })
  @Refuses(onCase, ofParticipant, nothingChanges, {
    422: ['in-the-future', 'represents-nobody', 'not-a-representative'],
  })
  correctParticipantDetails(
    @Param('caseId') caseId: string,
    @Param('participantId') participantId: string,
    @Body() body: CorrectParticipantDetailsRequest,
    @WhoAsks('required') requester: Requester,
  ): Promise<ArisenResponse> {
    return this.right.participantDetails(caseId, participantId, body, requester);
  }

  @Delete('participants/:participantId/death')
  @ApiOperation({
    summary: 'Take back that they died, or that it was on that date',
    description: 'What they are owed is worked out again; of what fell due meanwhile a supervisor decides.',
  })
  @ApiOkResponse({ type: ArisenResponse })
  @Refuses(onCase, ofParticipant, { 422: ['changes-nothing'] })
  retractDeath(
    @Param('caseId') caseId: string,
    @Param('participantId') participantId: string,
    @Body() body: ReasonRequest,
    @WhoAsks('required') requester: Requester,
  ): Promise<ArisenResponse> {
    return this.right.retractDeath(caseId, participantId, body, requester);
  }

  @Get('participants/:participantId/history')
  @About('case', 'people')
  @ApiOperation({
    summary:
      'What was known of a participant before it was put right, and how they were reached before, the latest first',
  })
  @ApiOkResponse({ type: PersonHistoryResponse })
  @Refuses(ofParticipant)
  readParticipantHistory(
    @Param('caseId') caseId: string,
    @Param('participantId') participantId: string,
  ): Promise<PersonHistoryResponse> {
    return this.right.history(caseId, participantId);
  }

  @Post('void')
  @Roles('supervisor')
  @ApiOperation({
    summary: 'Record that the case was recorded in error',
    description:
      'It is cancelled, and what it made owed is voided; what was missed stays, disputed, until somebody else decides. ' +
      'A duplicate is merged instead.',
  })
  @ApiCreatedResponse({ type: ArisenResponse })
  @Refuses(onCase, { 409: ['already-voided'] })
  voidCase(
    @Param('caseId') caseId: string,
    @Body() body: ReasonRequest,
    @WhoAsks('required') requester: Requester,
  ): Promise<ArisenResponse> {
    return this.right.voidCase(caseId, body, requester);
  }

  @Post('transfer')
  @ApiOperation({
    summary: 'Close a case that another force has accepted',
    description: 'What is open is that force’s from then on, what was missed stays, and the victim is told.',
  })
  @ApiCreatedResponse({ type: TransferredResponse })
  @Refuses(onCase, atInstant, { 409: ['already-closed'] })
  transferCase(
    @Param('caseId') caseId: string,
    @Body() body: TransferCaseRequest,
    @WhoAsks('required') requester: Requester,
  ): Promise<TransferredResponse> {
    return this.right.transfer(caseId, body, requester);
  }
}
