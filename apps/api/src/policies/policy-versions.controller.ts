import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { contentOf, PolicyDraftRequest } from '@kept-informed/case-work';
import { DraftPolicy } from '@kept-informed/commitments';
import type { Requester } from '@kept-informed/decisions';
import { WhoAsks } from '../http/if-match.js';
import { DraftedResponse } from './version.response.js';
import { VersionsController } from './versions.controller.js';
import { onTerms, Refuses } from '../openapi/refuses.js';

/** What the force goes by, in dated versions: one drafts, another activates. */
@ApiTags('Policies')
@Roles('supervisor', 'performance', 'admin')
@About('no-case')
@Controller('policies')
export class PolicyVersionsController extends VersionsController {
  protected readonly kind = 'policy';

  @Post('drafts')
  @Roles('admin')
  @ApiOperation({ summary: 'Draft a whole policy; it holds once somebody else activates it' })
  @ApiCreatedResponse({ type: DraftedResponse })
  @Refuses(onTerms, { 422: ['policy-invalid'] })
  draftPolicy(@Body() body: PolicyDraftRequest, @WhoAsks('required') requester: Requester): Promise<DraftedResponse> {
    return this.bus.execute(new DraftPolicy(contentOf(body), requester));
  }
}
