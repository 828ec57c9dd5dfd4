import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, CurrentPrincipal, roleMissing, Roles, type Principal } from '@kept-informed/access';
import {
  ExcusalRequest,
  ExtensionRequest,
  isOfSupervisors,
  PauseRequest,
  ReadModel,
  ReasonRequest,
  ResumptionRequest,
  Rulings,
  WaiverRequest,
} from '@kept-informed/case-work';
import type { Requester } from '@kept-informed/decisions';
import { rulingsOn } from '@kept-informed/follow-up';
import { WhoAsks } from '../http/if-match.js';
import { RulingRecordedResponse } from './ruling.responses.js';
import { atInstant, onObligation, Refuses } from '../openapi/refuses.js';

/** What people decide about a clock or a duty. */
@ApiTags('Obligations')
@Roles('desk', 'supervisor')
@About('obligation')
@Controller('obligations/:obligationId')
export class RulingsController {
  constructor(
    private readonly rulings: Rulings,
    private readonly reading: ReadModel,
  ) {}

  @Post('pause')
  @ApiOperation({ summary: 'Stop the clock, for a reason that the commitment allows; nothing fires meanwhile' })
  @ApiCreatedResponse({ type: RulingRecordedResponse })
  @Refuses(onObligation, atInstant, {
    404: ['unknown-commitment'],
    409: ['already-ended', 'already-missed', 'already-paused', 'no-due-date', 'decides-own-duty'],
    422: ['pause-not-allowed', 'before-it-was-owed'],
  })
  async pauseObligation(
    @Param('obligationId') id: string,
    @Body() body: PauseRequest,
    @WhoAsks() requester: Requester,
    @CurrentPrincipal() { roles }: Principal,
  ): Promise<RulingRecordedResponse> {
    if (isOfSupervisors({ kind: 'pause', reason: body.reason }) && !roles.includes('supervisor')) throw roleMissing();
    return this.rulings.pause(id, body, requester);
  }

  @Post('resume')
  @ApiOperation({ summary: 'Start the clock again; the answer says by how much the due date moved' })
  @ApiCreatedResponse({ type: RulingRecordedResponse })
  @Refuses(onObligation, atInstant, { 409: ['not-paused'], 422: ['ends-before-it-begins'] })
  resumeObligation(
    @Param('obligationId') id: string,
    @Body() body: ResumptionRequest,
    @WhoAsks() requester: Requester,
  ): Promise<RulingRecordedResponse> {
    return this.rulings.resume(id, body, requester);
  }

  @Post('extension')
  @ApiOperation({ summary: 'Add to the limit, where the commitment says that it can be extended' })
  @ApiCreatedResponse({ type: RulingRecordedResponse })
  @Refuses(onObligation, {
    404: ['unknown-commitment'],
    409: ['already-ended', 'already-missed', 'extension-not-allowed', 'no-due-date'],
    422: ['extension-in-other-unit'],
  })
  extendObligation(
    @Param('obligationId') id: string,
    @Body() body: ExtensionRequest,
    @WhoAsks() requester: Requester,
  ): Promise<RulingRecordedResponse> {
    return this.rulings.extend(id, body, requester);
  }

  @Post('waiver')
  @ApiOperation({ summary: 'Record that the participant does not want it' })
  @ApiCreatedResponse({ type: RulingRecordedResponse })
  @Refuses(onObligation, atInstant, { 409: ['already-ended'], 422: ['before-it-was-owed', 'no-authority'] })
  waiveObligation(
    @Param('obligationId') id: string,
    @Body() body: WaiverRequest,
    @WhoAsks() requester: Requester,
  ): Promise<RulingRecordedResponse> {
    return this.rulings.waive(id, body, requester);
  }

  @Post('excusal')
  @Roles('supervisor')
  @ApiOperation({
    summary: 'Endorse that reasonable steps were taken and failed, or that there is a good reason not to tell',
  })
  @ApiCreatedResponse({ type: RulingRecordedResponse })
  @Refuses(onObligation, { 409: ['already-ended', 'no-attempts', 'decides-own-duty'] })
  excuseObligation(
    @Param('obligationId') id: string,
    @Body() body: ExcusalRequest,
    @WhoAsks() requester: Requester,
  ): Promise<RulingRecordedResponse> {
    return this.rulings.excuse(id, body, requester);
  }

  @Post('void')
  @Roles('supervisor')
  @ApiOperation({ summary: 'Find that it was never owed; history stays' })
  @ApiCreatedResponse({ type: RulingRecordedResponse })
  @Refuses(onObligation, { 409: ['already-ended'] })
  voidObligation(
    @Param('obligationId') id: string,
    @Body() body: ReasonRequest,
    @WhoAsks() requester: Requester,
  ): Promise<RulingRecordedResponse> {
    return this.rulings.void(id, body, requester);
  }

  @Post('rulings/:rulingId/undoing')
  @ApiOperation({ summary: 'Take a ruling back, as if it never was; of a supervisor’s only by a supervisor' })
  @ApiCreatedResponse({ type: RulingRecordedResponse })
  @Refuses(onObligation, { 404: ['unknown-ruling'], 409: ['paused-again'] })
  async undoRuling(
    @Param('obligationId') id: string,
    @Param('rulingId') rulingId: string,
    @Body() body: ReasonRequest,
    @WhoAsks() requester: Requester,
    @CurrentPrincipal() { roles }: Principal,
  ): Promise<RulingRecordedResponse> {
    const ruling = (await rulingsOn(this.reading.manager, id)).find((each) => each.rulingId === rulingId);
    if (ruling && isOfSupervisors(ruling) && !roles.includes('supervisor')) throw roleMissing();
    return this.rulings.undo(id, rulingId, body, requester);
  }
}
