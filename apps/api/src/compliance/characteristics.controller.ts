import { Controller, Get, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { CharacteristicFigures, characteristicTable } from '@kept-informed/case-work';
import {
  type ComparedCharacteristic,
  comparedCharacteristics,
  type GroupPlace,
  groupPlaces,
} from '@kept-informed/compliance';
import { Code, field } from '@kept-informed/fields';
import type { Request, Response } from 'express';
import { asText } from '../http/page.js';
import { AnswersTable, inAskedForm } from '../http/table-answer.js';
import { ofFigures, Refuses } from '../openapi/refuses.js';
import { CharacteristicsResponse } from './characteristics.response.js';
import { quarter } from './spans.fields.js';

/** A quarter and no other period: of two periods that overlap the difference could be one person. */
class CharacteristicsQuery {
  @field(quarter, {
    fromText: true,
    description: 'Of the due date. Told from 28 days after its end.',
    example: '2026-Q3',
  })
  quarter: string;

  @Code(comparedCharacteristics, { ...asText, description: 'By what people are told apart; `ethnicity` if left out.' })
  of?: ComparedCharacteristic;

  @Code(groupPlaces, { ...asText, description: 'By what else the groups are told apart.' })
  by?: GroupPlace;
}

/** Whether people are kept informed alike, whoever they are. */
@ApiTags('Compliance')
@Roles('performance')
@About('figures')
@Controller('compliance/characteristics')
export class CharacteristicsController {
  constructor(private readonly figures: CharacteristicFigures) {}

  @Get()
  @ApiOperation({
    summary:
      'The rate in time by ethnicity, disability, sex or age, small groups hidden, and whether differences are chance',
  })
  @AnswersTable(CharacteristicsResponse)
  @Refuses(ofFigures, { 503: ['people-unreadable', 'people-keys-away'] })
  async reportCharacteristics(
    @Query() { quarter, of = 'ethnicity', by }: CharacteristicsQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CharacteristicsResponse | StreamableFile> {
    const answer = await this.figures.of({ quarter, of, by });
    return inAskedForm(answer, (report) => characteristicTable(report, by), { request, response });
  }
}
