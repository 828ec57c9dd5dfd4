import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { ReasonRequest, CaseRestrictions, RestrictionRequest } from '@kept-informed/case-work';
import type { Requester } from '@kept-informed/decisions';
import { RecordedResponse } from '../alerts/alert.response.js';
import { WhoAsks } from '../http/if-match.js';
import { onCase, Refuses } from '../openapi/refuses.js';

/** Cases that are seen by named staff alone, and how somebody sees one all the same. */
@ApiTags('Cases')
@Roles('desk', 'supervisor')
@About('case')
@Controller('cases/:caseId')
export class RestrictionsController {
  constructor(private readonly restricting: CaseRestrictions) {}

  @Post('restriction')
  @HttpCode(201)
  @ApiOperation({
    summary: 'Have the case seen by named staff, and whoever answers for them, alone',
    description: 'Said again, it names others. For everybody else the case is not there, wherever it could be shown.',
  })
  @ApiCreatedResponse({ type: RecordedResponse })
  @Refuses(onCase, { 422: ['unknown-staff', 'owner-left-out', 'changes-nothing'] })
  async restrictCase(
    @Param('caseId') caseId: string,
    @Body() body: RestrictionRequest,
    @WhoAsks() requester: Requester,
  ): Promise<RecordedResponse> {
    const { version, position } = await this.restricting.restrict(caseId, body, requester);
    return { version, position };
  }

  @Delete('restriction')
  @Roles('supervisor')
  @ApiOperation({ summary: 'Have the case seen as any other again' })
  @ApiOkResponse({ type: RecordedResponse })
  @Refuses(onCase, { 409: ['not-restricted'] })
  async liftRestriction(
    @Param('caseId') caseId: string,
    @Body() body: ReasonRequest,
    @WhoAsks() requester: Requester,
  ): Promise<RecordedResponse> {
    const { version, position } = await this.restricting.lift(caseId, body, requester);
    return { version, position };
  }

  @Post('break-glass')
  @HttpCode(201)
  @About('locked-case')
  @ApiOperation({
    summary: 'See a restricted case all the same, for an hour',
    description: 'Whoever answers for the staff whom it names is told at once.',
  })
  @ApiCreatedResponse({ type: RecordedResponse })
  @Refuses(onCase, { 409: ['not-restricted'] })
  async breakGlass(
    @Param('caseId') caseId: string,
    @Body() body: ReasonRequest,
    @WhoAsks() requester: Requester,
  ): Promise<RecordedResponse> {
    const { version, position } = await this.restricting.breakGlass(caseId, body, requester);
    return { version, position };
  }
}
