import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import {
  CaseRecording,
  ContactCorrections,
  ContactReceipts,
  CorrectionRequest,
  ReasonRequest,
  ReceiptRequest,
} from '@kept-informed/case-work';
import type { Requester } from '@kept-informed/decisions';
import { WhoAsks } from '../http/if-match.js';
import { ArisenResponse } from './case.responses.js';
import { ContactCorrectedResponse, ReceiptResponse } from './contact.responses.js';
import { atInstant, ofContact, onCase, Refuses } from '../openapi/refuses.js';

/** What was recorded wrongly, and what became of it since. Nothing is edited: a further fact says how it was, and what follows is worked out again. */
@ApiTags('Cases')
@Roles('desk', 'supervisor')
@About('case')
@Controller('cases/:caseId')
export class CorrectionsController {
  constructor(
    private readonly corrections: ContactCorrections,
    private readonly receipts: ContactReceipts,
    private readonly recording: CaseRecording,
  ) {}

  @Post('contacts/:contactId/correction')
  @ApiOperation({
    summary: 'Strike a contact out, move it to the case that it belongs to, or say how it really was',
    description: 'What it had discharged is worked out again: it may be open again, or missed, and alerts follow.',
  })
  @ApiCreatedResponse({ type: ContactCorrectedResponse })
  @Refuses(onCase, atInstant, ofContact, {
    404: ['unknown-contact'],
    409: ['already-corrected'],
    422: ['nothing-to-correct', 'one-correction-at-a-time', 'same-case', 'unknown-case', 'late-reason-required'],
  })
  correctContact(
    @Param('caseId') caseId: string,
    @Param('contactId') contactId: string,
    @Body() body: CorrectionRequest,
    @WhoAsks('required') requester: Requester,
  ): Promise<ContactCorrectedResponse> {
    return this.corrections.correct(caseId, contactId, body, requester);
  }

  @Post('contacts/:contactId/receipt')
  @Roles('desk', 'supervisor', 'contacts:write')
  @ApiOperation({
    summary: 'Record that what was sent arrived, was read or came back',
    description:
      'A text that arrives reaches from then. What had been met by what came back is owed again, its limit counted anew; by that route nothing reaches until it is confirmed.',
  })
  @ApiCreatedResponse({ type: ReceiptResponse })
  @Refuses(onCase, {
    404: ['unknown-contact'],
    409: ['already-corrected', 'already-known'],
    422: ['in-the-future', 'before-it-was-sent', 'outcome-does-not-fit'],
  })
  recordReceipt(
    @Param('caseId') caseId: string,
    @Param('contactId') contactId: string,
    @Body() body: ReceiptRequest,
    @WhoAsks() requester: Requester,
  ): Promise<ReceiptResponse> {
    return this.receipts.record(caseId, contactId, body, requester);
  }

  @Post('milestones/:milestoneId/void')
  @ApiOperation({ summary: 'Record that something did not happen, or not in this case: what it made owed is voided' })
  @ApiCreatedResponse({ type: ArisenResponse })
  @Refuses(onCase, { 404: ['unknown-milestone'], 409: ['already-voided'] })
  voidMilestone(
    @Param('caseId') caseId: string,
    @Param('milestoneId') milestoneId: string,
    @Body() body: ReasonRequest,
    @WhoAsks() requester: Requester,
  ): Promise<ArisenResponse> {
    return this.recording.voidMilestone(caseId, milestoneId, body, requester);
  }
}
