import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { complianceCsv, Figures } from '@kept-informed/case-work';
import { About, Roles } from '@kept-informed/access';
import { never } from '@kept-informed/calendar';
import type { Request, Response } from 'express';
import { AnswersAsKnown } from '../http/known-at.js';
import { cursors } from '../http/cursor.js';
import { defaultLimit, pageOf } from '../http/page.js';
import { chosenType, Produces } from '../http/produced.js';
import { ComplianceResponse, CountedObligationPage } from './compliance.response.js';
import { SilencePage } from './silence.response.js';
import { NoLimitResponse, NotRecordedHereResponse } from './other-lists.response.js';
import { ComplianceQuery, CountedObligationsQuery, SilenceQuery } from './compliance.request.js';
import { ofFigures, Refuses } from '../openapi/refuses.js';

/** A cursor keeps the times of its first page, so that all pages together are one report. */
const countedPlace = cursors('compliance-obligations:dueAt', ['instant', 'text', 'instant', 'instant']);
const silencePlace = cursors('compliance-silence:since', ['instant', 'text', 'instant', 'instant']);

/** As RFC 4180 names a file with a line of heads. */
const csv = 'text/csv; charset=utf-8; header=present';
const reportTypes = ['application/json', csv] as const;

@ApiTags('Compliance')
@ApiExtraModels(ComplianceResponse)
@Roles('performance', 'supervisor', 'admin')
@About('figures')
@Controller('compliance')
export class ComplianceController {
  constructor(private readonly figures: Figures) {}

  @Get()
  @AnswersAsKnown()
  @Produces(...reportTypes)
  @ApiOperation({
    summary: 'What became of the obligations that fell due in a period, grouped, with rates and their intervals',
  })
  @ApiOkResponse({
    description: 'As JSON, or as CSV where that is asked for by Accept: a line per row, without the total.',
    content: {
      'application/json': { schema: { $ref: getSchemaPath(ComplianceResponse) } },
      'text/csv': { schema: { type: 'string' } },
    },
  })
  @Refuses(ofFigures, { 422: ['too-many-months'] })
  async reportCompliance(
    @Query() query: ComplianceQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ComplianceResponse | string> {
    const answer = await this.figures.report(query);
    response.vary('Accept');
    if (chosenType(request, reportTypes) !== csv) return answer;
    response.attachment(`compliance-${answer.from}-to-${answer.to}.csv`);
    response.type(csv);
    return complianceCsv(answer, [...new Set(query.groupBy)]);
  }

  @Get('no-limit')
  @AnswersAsKnown()
  @ApiOperation({
    summary: 'Duties for which no limit is printed that arose in a period: done or not, and in how many days',
  })
  @ApiOkResponse({ type: NoLimitResponse })
  @Refuses(ofFigures)
  noLimit(@Query() query: ComplianceQuery): Promise<NoLimitResponse> {
    return this.figures.noLimit(query);
  }

  @Get('not-recorded-here')
  @AnswersAsKnown()
  @ApiOperation({ summary: 'What fell due from bodies that do not record here, which is in no rate' })
  @ApiOkResponse({ type: NotRecordedHereResponse })
  @Refuses(ofFigures, { 422: ['too-many-months'] })
  notRecordedHere(@Query() query: ComplianceQuery): Promise<NotRecordedHereResponse> {
    return this.figures.notRecordedHere(query);
  }

  @Get('obligations')
  @Roles('performance', 'supervisor')
  @About('cases')
  @AnswersAsKnown()
  @ApiOperation({ summary: 'The obligations behind a cell of the report, in the order in which they fell due' })
  @ApiOkResponse({ type: CountedObligationPage })
  @Refuses(ofFigures)
  async listCounted(
    @Query() query: CountedObligationsQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CountedObligationPage> {
    const { limit = defaultLimit, cursor } = query;
    const [dueAt, obligationId, asOf, knownAt] = (countedPlace.read(cursor) ?? []) as string[];
    const after = dueAt && obligationId ? { dueAt, obligationId } : undefined;
    const asked = { ...query, asOf: query.asOf ?? asOf, knownAt: query.knownAt ?? knownAt };
    const { items, position, times, withheld } = await this.figures.behind(asked, after, limit);
    const place = (last: (typeof items)[number]) =>
      countedPlace.write([last.dueAt ?? never, last.obligationId, times.asOf, times.knownAt]);
    return { ...times, withheld, ...pageOf(items, limit, position, place, { request, response }) };
  }

  @Get('silence')
  @AnswersAsKnown()
  @Roles('performance', 'supervisor')
  @About('cases')
  @ApiOperation({
    summary: 'Victims and enquirers of open cases who have had no update for so many days, whether or not one was due',
  })
  @ApiOkResponse({ type: SilencePage })
  @Refuses(ofFigures)
  async listSilence(
    @Query() query: SilenceQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SilencePage> {
    const { limit = defaultLimit, cursor } = query;
    const [since, participantId, asOf, knownAt] = (silencePlace.read(cursor) ?? []) as string[];
    const after = since && participantId ? { since, participantId } : undefined;
    const asked = { ...query, asOf: query.asOf ?? asOf, knownAt: query.knownAt ?? knownAt };
    const found = await this.figures.silence(asked, after, limit);
    const place = (last: (typeof found.items)[number]) =>
      silencePlace.write([last.since, last.participantId, found.asOf, found.knownAt]);
    const page = pageOf(found.items, limit, found.position, place, { request, response });
    return { days: found.days, asOf: found.asOf, knownAt: found.knownAt, ...page };
  }
}
