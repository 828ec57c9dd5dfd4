import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import {
  AddParticipantRequest,
  AgreeContactPlanRequest,
  AssessEntitlement,
  AssessEntitlementRequest,
  CaseRecording,
  EndAuthority,
  EndAuthorityRequest,
  RecordDeath,
  RecordDeathRequest,
  ReasonRequest,
  RouteRequest,
  SafeContact,
} from '@kept-informed/case-work';
import type { Requester } from '@kept-informed/decisions';
import { WhoAsks } from '../http/if-match.js';
import { ArisenResponse } from './case.responses.js';
import { PlanRecordedResponse } from './contact-plan.responses.js';
import { ParticipantAddedResponse } from './participant.responses.js';
import { RouteEndedResponse, RouteEnteredResponse } from './route.responses.js';
import { atInstant, ofParticipant, onCase, Refuses } from '../openapi/refuses.js';

/** What is recorded of a participant of a case. */
@ApiTags('Participants')
@Roles('desk', 'supervisor', 'cases:write')
@About('case')
@Controller('cases/:caseId/participants')
export class ParticipantsController {
  constructor(
    private readonly recording: CaseRecording,
    private readonly bus: CommandBus,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Add a participant; the answer says what they are owed' })
  @ApiCreatedResponse({ type: ParticipantAddedResponse })
  @Refuses(onCase, atInstant, { 422: ['not-a-representative', 'represents-nobody'] })
  addParticipant(
    @Param('caseId') caseId: string,
    @Body() body: AddParticipantRequest,
    @WhoAsks() requester: Requester,
  ): Promise<ParticipantAddedResponse> {
    return this.recording.addParticipant(caseId, body, requester);
  }

  @Post(':participantId/entitlement')
  @ApiOperation({ summary: 'Record an assessment: standard or enhanced, with its grounds' })
  @ApiCreatedResponse({ type: ArisenResponse })
  @Refuses(onCase, ofParticipant, atInstant)
  async assessEntitlement(
    @Param('caseId') caseId: string,
    @Param('participantId') participantId: string,
    @Body() body: AssessEntitlementRequest,
    @WhoAsks() requester: Requester,
  ): Promise<ArisenResponse> {
    const command = new AssessEntitlement(caseId, { ...body, participantId }, requester);
    return this.recording.arisen(await this.bus.execute(command));
  }

  @Post(':participantId/contact-plan')
  @ApiOperation({ summary: 'Record how often and how they want to be updated' })
  @ApiCreatedResponse({ type: PlanRecordedResponse })
  @Refuses(onCase, ofParticipant, atInstant, {
    422: ['frequency-not-positive', 'ends-before-it-begins', 'unknown-contact'],
  })
  agreeContactPlan(
    @Param('caseId') caseId: string,
    @Param('participantId') participantId: string,
    @Body() body: AgreeContactPlanRequest,
    @WhoAsks() requester: Requester,
  ): Promise<PlanRecordedResponse> {
    return this.recording.agreeContactPlan(caseId, participantId, body, requester);
  }

  @Post(':participantId/authority-end')
  @ApiOperation({ summary: 'Record that a representative may no longer receive for whom they represented' })
  @ApiCreatedResponse({ type: ArisenResponse })
  @Refuses(onCase, ofParticipant, atInstant, { 409: ['already-ended'], 422: ['not-a-representative'] })
  async endAuthority(
    @Param('caseId') caseId: string,
    @Param('participantId') participantId: string,
    @Body() body: EndAuthorityRequest,
    @WhoAsks() requester: Requester,
  ): Promise<ArisenResponse> {
    const command = new EndAuthority(caseId, { ...body, participantId }, requester);
    return this.recording.arisen(await this.bus.execute(command));
  }

  @Post(':participantId/death')
  @ApiOperation({
    summary: 'Record that they died',
    description:
      'What they are owed ends with that day; what was missed by then stays. Relatives join as participants.',
  })
  @ApiCreatedResponse({ type: ArisenResponse })
  @Refuses(onCase, ofParticipant, atInstant, { 409: ['already-recorded'] })
  async recordDeath(
    @Param('caseId') caseId: string,
    @Param('participantId') participantId: string,
    @Body() body: RecordDeathRequest,
    @WhoAsks() requester: Requester,
  ): Promise<ArisenResponse> {
    const command = new RecordDeath(caseId, { ...body, participantId }, requester);
    return this.recording.arisen(await this.bus.execute(command));
  }
}

/** By which way a participant can be reached, and whether that is safe. */
@ApiTags('Participants')
@Roles('desk', 'supervisor', 'cases:write')
@About('case')
@Controller('cases/:caseId/participants')
export class RoutesController {
  constructor(private readonly safety: SafeContact) {}

  @Post(':participantId/routes')
  @ApiOperation({
    summary: 'Add a route, or say anew whether a known one is safe; the answer says what may be on its way to them',
    description:
      'That a route is safe which was marked unsafe needs a reason, is a fact with its author, and is not for a client with the role `service` to say.',
  })
  @ApiCreatedResponse({ type: RouteEnteredResponse })
  @Refuses(onCase, ofParticipant, { 422: ['in-the-future', 'reason-required', 'not-by-a-service'] })
  addRoute(
    @Param('caseId') caseId: string,
    @Param('participantId') participantId: string,
    @Body() route: RouteRequest,
    @WhoAsks() requester: Requester,
  ): Promise<RouteEnteredResponse> {
    return this.safety.addRoute({ caseId, participantId }, route, requester);
  }

  @Delete(':participantId/routes/:routeId')
  @Roles('desk', 'supervisor')
  @ApiOperation({
    summary: 'Record that a route is theirs no longer; what went by it before stays as it was',
    description: 'The answer says what may still be on its way by it.',
  })
  @ApiOkResponse({ type: RouteEndedResponse })
  @Refuses({ 404: ['unknown-route'] })
  endRoute(
    @Param('caseId') caseId: string,
    @Param('participantId') participantId: string,
    @Param('routeId') routeId: string,
    @Body() reason: ReasonRequest,
    @WhoAsks() requester: Requester,
  ): Promise<RouteEndedResponse> {
    return this.safety.endRoute({ caseId, participantId }, routeId, reason, requester);
  }
}
