import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { EthnicityFigures } from '@kept-informed/case-work';
import { ethnicityPlaces, type EthnicityPlace } from '@kept-informed/compliance';
import { Code, field } from '@kept-informed/fields';
import { asText } from '../http/page.js';
import { ofFigures, Refuses } from '../openapi/refuses.js';
import { EthnicityResponse } from './ethnicity.response.js';
import { quarter } from './spans.fields.js';

/** A quarter and no other period: of two periods that overlap the difference could be one person. */
class EthnicityQuery {
  @field(quarter, {
    fromText: true,
    description: 'Of the due date. Told from 28 days after its end.',
    example: '2026-Q3',
  })
  quarter: string;

  @Code(ethnicityPlaces, { ...asText, description: 'By what else the groups are told apart.' })
  by?: EthnicityPlace;
}

/** Whether people are kept informed alike, whoever they are. */
@ApiTags('Compliance')
@Roles('performance')
@About('figures')
@Controller('compliance/ethnicity')
export class EthnicityController {
  constructor(private readonly figures: EthnicityFigures) {}

  @Get()
  @ApiOperation({
    summary: 'The rate in time by ethnic group, small ones hidden, and whether the difference is chance',
  })
  @ApiOkResponse({ type: EthnicityResponse })
  @Refuses(ofFigures, { 503: ['people-unreadable', 'people-keys-away'] })
  reportEthnicity(@Query() { quarter, by }: EthnicityQuery): Promise<EthnicityResponse> {
    return this.figures.of(quarter, by);
  }
}
