import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '@kept-informed/access';
import { Clock } from '@kept-informed/calendar';
import { AgreeContactPlan, AssessEntitlement, EndAuthority, type CaseResult } from '@kept-informed/case-work';
import { participantsOf } from '@kept-informed/follow-up';
import { People } from '@kept-informed/people';
import { asked } from '../http/asked.js';
import { ExpectedVersion } from '../http/if-match.js';
import { notFound } from '../http/problem.js';
import { ArisenResponse } from './case.responses.js';
import { Notes } from './notes.js';
import { ParticipantAddedResponse, PlanRecordedResponse, RouteAddedResponse } from './participant.responses.js';
import { AddParticipantRequest, AgreeContactPlanRequest, RouteRequest } from './case.requests.js';
import { Desk } from './desk.js';
import { Reading } from '../http/reading.js';

/** What is recorded of a participant of a case. */
@ApiTags('Participants')
@Roles('desk', 'supervisor', 'service')
@Controller('cases/:caseId/participants')
export class ParticipantsController {
  constructor(
    private readonly desk: Desk,
    private readonly bus: CommandBus,
    private readonly notes: Notes,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Add a participant; the answer says what they are owed' })
  @ApiCreatedResponse({ type: ParticipantAddedResponse })
  async add(
    @Param('caseId') caseId: string,
    @Body() body: AddParticipantRequest,
    @ExpectedVersion() seen: number | undefined,
  ): Promise<ParticipantAddedResponse> {
    const { participantId, ...answer } = await this.desk.addParticipant(caseId, body, seen);
    return { participantId, ...(await this.desk.arisen(answer)) };
  }

  @Post(':participantId/entitlement')
  @ApiOperation({ summary: 'Record an assessment: standard or enhanced, with its grounds' })
  @ApiCreatedResponse({ type: ArisenResponse })
  async assess(
    @Param('caseId') caseId: string,
    @Param('participantId') participantId: string,
    @Body() body: AssessEntitlement,
    @ExpectedVersion() seen: number | undefined,
  ): Promise<ArisenResponse> {
    const command = Object.assign(body, { caseId, participantId, asked: asked(seen) });
    return this.desk.arisen(await this.bus.execute(command));
  }

  @Post(':participantId/contact-plan')
  @ApiOperation({ summary: 'Record how often and how they want to be updated' })
  @ApiCreatedResponse({ type: PlanRecordedResponse })
  async plan(
    @Param('caseId') caseId: string,
    @Param('participantId') participantId: string,
    @Body() { safeTimes, ...body }: AgreeContactPlanRequest,
    @ExpectedVersion() seen: number | undefined,
  ): Promise<PlanRecordedResponse> {
    const noted = await this.notes.keepGiven(caseId, 'safe-times', safeTimes);
    const context = { caseId, participantId, asked: asked(seen), ...noted };
    const command = Object.assign(new AgreeContactPlan(), body, context);
    const { planId, ...answer }: CaseResult & { planId: string } = await this.bus.execute(command);
    return { planId, ...(await this.desk.arisen(answer)) };
  }

  @Post(':participantId/authority-end')
  @ApiOperation({ summary: 'Record that a representative may no longer receive for whom they represented' })
  @ApiCreatedResponse({ type: ArisenResponse })
  async endAuthority(
    @Param('caseId') caseId: string,
    @Param('participantId') participantId: string,
    @Body() body: EndAuthority,
    @ExpectedVersion() seen: number | undefined,
  ): Promise<ArisenResponse> {
    const command = Object.assign(body, { caseId, participantId, asked: asked(seen) });
    return this.desk.arisen(await this.bus.execute(command));
  }
}

/** By which way a participant can be reached, and whether that is safe. */
@ApiTags('Participants')
@Roles('desk', 'supervisor', 'service')
@Controller('cases/:caseId/participants')
export class RoutesController {
  constructor(
    private readonly people: People,
    private readonly reading: Reading,
    private readonly clock: Clock,
  ) {}

  @Post(':participantId/routes')
  @ApiOperation({ summary: 'Add a route, or say anew whether a known one is safe' })
  @ApiCreatedResponse({ type: RouteAddedResponse })
  async route(
    @Param('caseId') caseId: string,
    @Param('participantId') participantId: string,
    @Body() route: RouteRequest,
  ): Promise<RouteAddedResponse> {
    const participants = await participantsOf(this.reading.manager, caseId);
    if (!participants.some((each) => each.participantId === participantId)) throw notFound('participant on this case');
    return { routeId: await this.people.addRoute(participantId, caseId, route, this.clock.now()) };
  }
}
