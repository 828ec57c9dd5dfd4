import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '@kept-informed/access';
import { VoidMilestone } from '@kept-informed/case-work';
import { asked } from '../http/asked.js';
import { ExpectedVersion } from '../http/if-match.js';
import { ArisenResponse } from './case.responses.js';
import { ContactCorrectedResponse } from './contact.responses.js';
import { CorrectionDesk } from './correction.desk.js';
import { CorrectionRequest, ReasonRequest } from './correction.requests.js';
import { Desk } from './desk.js';
import { Notes } from './notes.js';

/** What was recorded wrongly. Nothing is edited: a further fact says how it was, and what follows is worked out again. */
@ApiTags('Cases')
@Roles('desk', 'supervisor', 'service')
@Controller('cases/:caseId')
export class CorrectionsController {
  constructor(
    private readonly corrections: CorrectionDesk,
    private readonly desk: Desk,
    private readonly notes: Notes,
    private readonly bus: CommandBus,
  ) {}

  @Post('contacts/:contactId/correction')
  @ApiOperation({
    summary: 'Strike a contact out, move it to the case that it belongs to, or say how it really was',
    description: 'What it had discharged is worked out again: it may be open again, or missed, and alerts follow.',
  })
  @ApiCreatedResponse({ type: ContactCorrectedResponse })
  async contact(
    @Param('caseId') caseId: string,
    @Param('contactId') contactId: string,
    @Body() body: CorrectionRequest,
    @ExpectedVersion('required') seen: number,
  ): Promise<ContactCorrectedResponse> {
    const { reopened, discharged, movedTo, ...answer } = await this.corrections.correct(caseId, contactId, body, seen);
    const obligations = await this.desk.obligations([...discharged, ...reopened]);
    const moved = movedTo && {
      caseId: movedTo.caseId,
      contactId: movedTo.contactId,
      discharged: [...movedTo.discharged],
    };
    return { ...answer, discharged: [...discharged], obligations, ...(moved && { movedTo: moved }) };
  }

  @Post('milestones/:milestoneId/void')
  @ApiOperation({ summary: 'Record that something did not happen, or not in this case: what it made owed is voided' })
  @ApiCreatedResponse({ type: ArisenResponse })
  async milestone(
    @Param('caseId') caseId: string,
    @Param('milestoneId') milestoneId: string,
    @Body() { reason }: ReasonRequest,
    @ExpectedVersion() seen: number | undefined,
  ): Promise<ArisenResponse> {
    const noted = await this.notes.keep(caseId, 'milestone-void', reason);
    const command = Object.assign(new VoidMilestone(), { caseId, milestoneId, asked: asked(seen), ...noted });
    return this.desk.arisen(await this.bus.execute(command));
  }
}
