import { Controller, Get, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { About, Roles } from '@kept-informed/access';
import { measuredTable, MeasuredFigures, measureTable } from '@kept-informed/case-work';
import { measureDefinitions } from '@kept-informed/compliance';
import type { Request, Response } from 'express';
import { cursors } from '../http/cursor.js';
import { AnswersAsKnown } from '../http/known-at.js';
import { defaultLimit, pageOf } from '../http/page.js';
import { AnswersTable, askedForm, inAskedForm, tableAnswer } from '../http/table-answer.js';
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
  @AnswersTable(ShareResponse)
  @Refuses(ofFigures, { 422: ['not-of-this-measure'] })
  async reportShare(
    @Query() { measure, ...query }: ShareQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ShareResponse | StreamableFile> {
    const answer = await this.measured.report(measure, query);
    const tableOf = (report: typeof answer) => measureTable(report, [...new Set(query.groupBy)]);
    return inAskedForm(answer, tableOf, { request, response });
  }

  @Get('shares/rows')
  @Roles('performance', 'supervisor')
  @About('cases')
  @AnswersAsKnown()
  @ApiOperation({ summary: 'What a measure counts, one by one, in the order of their times' })
  @AnswersTable(MeasuredItemPage)
  @Refuses(ofFigures, { 422: ['not-of-this-measure'] })
  async listMeasured(
    @Query() { measure, limit = defaultLimit, cursor, ...query }: MeasuredItemsQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<MeasuredItemPage | StreamableFile> {
    const form = askedForm({ request, response });
    if (form !== null)
      return tableAnswer(measuredTable(await this.measured.inFull(measure, query)), form, { request, response });
    const [at, id, asOf, knownAt] = (measuredPlace.read(cursor) ?? []) as string[];
    const asked = { ...query, asOf: query.asOf ?? asOf, knownAt: query.knownAt ?? knownAt };
    const after = at && id ? { at, id } : undefined;
    const { items, position, times, withheld } = await this.measured.behind(measure, asked, after, limit);
    const place = (last: (typeof items)[number]) => measuredPlace.write([last.at, last.id, times.asOf, times.knownAt]);
    return { ...times, withheld, ...pageOf(items, limit, position, place, { request, response }) };
  }
}
