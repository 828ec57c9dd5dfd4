import { Controller, Get, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { EthnicityFigures, ethnicityTable } from '@kept-informed/case-work';
import { ethnicityPlaces, type EthnicityPlace } from '@kept-informed/compliance';
import { Code, field } from '@kept-informed/fields';
import type { Request, Response } from 'express';
import { asText } from '../http/page.js';
import { AnswersTable, inAskedForm } from '../http/table-answer.js';
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
  @AnswersTable(EthnicityResponse)
  @Refuses(ofFigures, { 503: ['people-unreadable', 'people-keys-away'] })
  async reportEthnicity(
    @Query() { quarter, by }: EthnicityQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<EthnicityResponse | StreamableFile> {
    const answer = await this.figures.of(quarter, by);
    return inAskedForm(answer, (report) => ethnicityTable(report, by), { request, response });
  }
}
