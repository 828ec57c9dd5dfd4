import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { AllowUnsafeRouteRequest, ReasonRequest, SafeContact } from '@kept-informed/case-work';
import type { Requester } from '@kept-informed/decisions';
import { RecordedResponse } from '../alerts/alert.response.js';
import { WhoAsks } from '../http/if-match.js';
import { onCase, Refuses } from '../openapi/refuses.js';

export class AllowanceResponse extends RecordedResponse {
  @ApiProperty()
  readonly allowanceId: string;
}

/** Cases on which every contact is confirmed to be safe, and unsafe routes that may be used all the same. */
@ApiTags('Cases')
@Roles('desk', 'supervisor')
@About('case')
@Controller('cases/:caseId')
export class SafetyController {
  constructor(private readonly safety: SafeContact) {}

  @Post('high-risk')
  @HttpCode(201)
  @ApiOperation({
    summary: 'Mark the case as one of high risk',
    description:
      'A contact that goes out says from then on whether it was confirmed before that it was safe (`confirmedSafe`); one that was not is recorded, with its alert.',
  })
  @ApiCreatedResponse({ type: RecordedResponse })
  @Refuses(onCase, { 422: ['changes-nothing'] })
  markHighRisk(
    @Param('caseId') caseId: string,
    @Body() body: ReasonRequest,
    @WhoAsks() requester: Requester,
  ): Promise<RecordedResponse> {
    return this.safety.markRisk(caseId, true, body, requester);
  }

  @Delete('high-risk')
  @Roles('supervisor')
  @ApiOperation({ summary: 'Record that the case is one of high risk no longer' })
  @ApiOkResponse({ type: RecordedResponse })
  @Refuses(onCase, { 422: ['changes-nothing'] })
  liftHighRisk(
    @Param('caseId') caseId: string,
    @Body() body: ReasonRequest,
    @WhoAsks() requester: Requester,
  ): Promise<RecordedResponse> {
    return this.safety.markRisk(caseId, false, body, requester);
  }

  @Post('participants/:participantId/routes/:routeId/allowance')
  @HttpCode(201)
  @Roles('supervisor')
  @ApiOperation({
    summary: 'Let somebody be contacted by a route that is marked unsafe, with a reason and for a while',
    description: 'What goes by it meets nothing all the same, and raises its alert; it says that it was allowed.',
  })
  @ApiCreatedResponse({ type: AllowanceResponse })
  @Refuses(onCase, {
    404: ['unknown-route'],
    422: ['changes-nothing', 'ends-before-it-begins', 'too-far-ahead'],
  })
  allowUnsafeRoute(
    @Param('caseId') caseId: string,
    @Param('participantId') participantId: string,
    @Param('routeId') routeId: string,
    @Body() body: AllowUnsafeRouteRequest,
    @WhoAsks() requester: Requester,
  ): Promise<AllowanceResponse> {
    return this.safety.allow({ caseId, participantId, routeId }, body, requester);
  }
}
