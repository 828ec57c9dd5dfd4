import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { CaseRecording, LinkCases, LinkCasesRequest, MergeCasesRequest } from '@kept-informed/case-work';
import type { Requester } from '@kept-informed/decisions';
import { RecordedResponse } from '../alerts/alert.response.js';
import { MayBeDry } from '../http/dry-run.js';
import { WhoAsks } from '../http/if-match.js';
import { MergedResponse } from './case.responses.js';
import { onCase, Refuses } from '../openapi/refuses.js';

/** Cases that are one matter, and cases that have to do with each other. */
@ApiTags('Cases')
@Roles('desk', 'supervisor', 'cases:write')
@About('case')
@Controller('cases/:caseId')
export class MergersController {
  constructor(
    private readonly recording: CaseRecording,
    private readonly bus: CommandBus,
  ) {}

  @Post('merger')
  @MayBeDry()
  @ApiOperation({
    summary: 'Follow the matter up in another case from now on',
    description:
      'What was recorded of participants is carried there and owed there; what was owed here is superseded. Contacts ' +
      'recorded here afterwards go to the other case; anything else is refused with its id.',
  })
  @ApiCreatedResponse({ type: MergedResponse })
  @Refuses(onCase, {
    409: ['already-closed', 'restricted-otherwise'],
    422: ['unknown-case', 'same-case', 'participant-not-placed', 'suspect-not-placed', 'milestone-not-placed'],
  })
  mergeCase(
    @Param('caseId') caseId: string,
    @Body() body: MergeCasesRequest,
    @WhoAsks('required') requester: Requester,
  ): Promise<MergedResponse> {
    return this.recording.merge(caseId, body, requester);
  }

  @Post('links')
  @ApiOperation({ summary: 'Say that another case has to do with this one; nothing is owed because of it' })
  @ApiCreatedResponse({ type: RecordedResponse })
  @Refuses(onCase, { 409: ['already-linked'], 422: ['unknown-case', 'same-case'] })
  async linkCases(
    @Param('caseId') caseId: string,
    @Body() body: LinkCasesRequest,
    @WhoAsks() requester: Requester,
  ): Promise<RecordedResponse> {
    const { version, position } = await this.bus.execute(new LinkCases(caseId, body, requester));
    return { version, position };
  }
}
