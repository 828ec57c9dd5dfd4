import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { UpToDate } from '@kept-informed/case-work';
import { AnswersAsKnown, KnownAtQuery } from '../http/known-at.js';
import { DerivationResponse } from './derivation.response.js';
import { DerivationReader } from './derivation.reader.js';
import { ofPeriod, Refuses } from '../openapi/refuses.js';

@ApiTags('Obligations')
@Roles('desk', 'supervisor', 'performance', 'read')
@About('obligation')
@Controller('obligations')
export class DerivationController {
  constructor(
    private readonly derivations: DerivationReader,
    private readonly upToDate: UpToDate,
  ) {}

  @Get(':obligationId/derivation')
  @AnswersAsKnown()
  @ApiOperation({ summary: 'Why an obligation is due when it is: in a sentence, step by step, and how it changed' })
  @ApiOkResponse({ type: DerivationResponse })
  @Refuses(ofPeriod, { 404: ['unknown-obligation'] })
  async explainObligation(
    @Param('obligationId') obligationId: string,
    @Query() { knownAt }: KnownAtQuery,
  ): Promise<DerivationResponse> {
    await this.upToDate.soon({ obligationId });
    return this.derivations.of({ obligationId, knownAt });
  }
}
