import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { MeasuredFigures } from '@kept-informed/case-work';
import { measureDefinitions } from '@kept-informed/compliance';
import type { Request, Response } from 'express';
import { cursors } from '../http/cursor.js';
import { AnswersAsKnown } from '../http/known-at.js';
import { defaultLimit, pageOf } from '../http/page.js';
import { ofFigures, Refuses } from '../openapi/refuses.js';
import { MeasuredItemsQuery, ShareQuery } from './measures.request.js';
import { MeasureDefinitionsResponse, MeasuredItemPage, ShareResponse } from './measures.response.js';

/** A cursor keeps the times of its first page, so that all pages together are one measure. */
const measuredPlace = cursors('compliance-measured:at', ['instant', 'text', 'instant', 'instant']);

/** What the figures are called, mean and come to, and the parts of wholes among them. */
@ApiTags('Compliance')
@Roles('performance', 'supervisor', 'admin')
@About('figures')
@Controller('compliance')
export class MeasuresController {
  constructor(private readonly measured: MeasuredFigures) {}

  @Get('measures')
  @ApiOperation({ summary: 'What each measure means, with an example that is worked as every report works it' })
  @ApiOkResponse({ type: MeasureDefinitionsResponse })
  listMeasures(): MeasureDefinitionsResponse {
    return { items: measureDefinitions.map(({ id, title, sentence, example }) => ({ id, title, sentence, example })) };
  }

  @Get('shares')
  @AnswersAsKnown()
  @ApiOperation({ summary: 'A measure that is a part of a whole, grouped, with its interval' })
  @ApiOkResponse({ type: ShareResponse })
  @Refuses(ofFigures, { 422: ['not-of-this-measure'] })
  reportShare(@Query() { measure, ...query }: ShareQuery): Promise<ShareResponse> {
    return this.measured.report(measure, query);
  }

  @Get('shares/rows')
  @Roles('performance', 'supervisor')
  @About('cases')
  @AnswersAsKnown()
  @ApiOperation({ summary: 'What a measure counts, one by one, in the order of their times' })
  @ApiOkResponse({ type: MeasuredItemPage })
  @Refuses(ofFigures, { 422: ['not-of-this-measure'] })
  async listMeasured(
    @Query() { measure, limit = defaultLimit, cursor, ...query }: MeasuredItemsQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<MeasuredItemPage> {
    const [at, id, asOf, knownAt] = (measuredPlace.read(cursor) ?? []) as string[];
    const asked = { ...query, asOf: query.asOf ?? asOf, knownAt: query.knownAt ?? knownAt };
    const after = at && id ? { at, id } : undefined;
    const { items, position, times, withheld } = await this.measured.behind(measure, asked, after, limit);
    const place = (last: (typeof items)[number]) => measuredPlace.write([last.at, last.id, times.asOf, times.knownAt]);
    return { ...times, withheld, ...pageOf(items, limit, position, place, { request, response }) };
  }
}
