import { Controller, Get, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { countedTable, FigurePapers, Figures, reportTable } from '@kept-informed/case-work';
import { About, Roles } from '@kept-informed/access';
import { never } from '@kept-informed/calendar';
import { asFile, csvType, definitionsFile, fileOf, metadataType, spreadsheetType } from '@kept-informed/exports';
import { paperType } from '@kept-informed/papers';
import type { Request, Response } from 'express';
import { AnswersAsKnown } from '../http/known-at.js';
import { cursors } from '../http/cursor.js';
import { paperFile } from '../http/paper-file.js';
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

const json = 'application/json';
const reportTypes = [json, csvType, spreadsheetType, paperType] as const;
const countedTypes = [json, csvType, spreadsheetType, metadataType] as const;
const files = {
  'text/csv': { schema: { type: 'string' } },
  [spreadsheetType]: { schema: { type: 'string', format: 'binary' } },
} as const;

@ApiTags('Compliance')
@ApiExtraModels(ComplianceResponse, CountedObligationPage)
@Roles('performance', 'supervisor', 'admin')
@About('figures')
@Controller('compliance')
export class ComplianceController {
  constructor(
    private readonly figures: Figures,
    private readonly papers: FigurePapers,
  ) {}

  @Get()
  @AnswersAsKnown()
  @Produces(...reportTypes)
  @ApiOperation({
    summary: 'What became of the obligations that fell due in a period, grouped, with rates and their intervals',
  })
  @ApiOkResponse({
    description:
      'As JSON, or where that is asked for by Accept as CSV or a spreadsheet (sheets Definitions and Data): a line per row, without the total; or as PDF/UA-1, with a picture and what the figures mean.',
    content: {
      [json]: { schema: { $ref: getSchemaPath(ComplianceResponse) } },
      ...files,
      [paperType]: { schema: { type: 'string', format: 'binary' } },
    },
  })
  @Refuses(ofFigures, { 422: ['too-many-months'], 501: ['no-typesetter'] })
  async reportCompliance(
    @Query() query: ComplianceQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ComplianceResponse | StreamableFile> {
    const answer = await this.figures.report(query);
    const type = chosenType(request, reportTypes);
    response.vary('Accept');
    if (type === json) return answer;
    const groupBy = [...new Set(query.groupBy)];
    const name = `compliance-${answer.from}-to-${answer.to}`;
    if (type === paperType) return paperFile(await this.papers.report(answer, groupBy, query), name);
    return asFile(await fileOf(reportTable(answer, groupBy), name, type === csvType ? 'csv' : 'xlsx'));
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
  @Produces(...countedTypes)
  @ApiOperation({ summary: 'The obligations behind a cell of the report, in the order in which they fell due' })
  @ApiOkResponse({
    description: [
      'As JSON by pages; or where that is asked for by Accept all of them, as CSV or a spreadsheet: up to 50,000 with a sheet of',
      `definitions, more as rows alone, beside which \`${metadataType}\` says what the columns mean. All are of one moment, \`knownAt\`; \`limit\` and \`cursor\` are of pages.`,
    ].join(' '),
    content: {
      [json]: { schema: { $ref: getSchemaPath(CountedObligationPage) } },
      ...files,
      [metadataType]: { schema: { type: 'object', additionalProperties: true } },
    },
  })
  @Refuses(ofFigures)
  async listCounted(
    @Query() query: CountedObligationsQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CountedObligationPage | StreamableFile> {
    const type = chosenType(request, countedTypes);
    response.vary('Accept');
    if (type !== json) return this.#countedFile(query, type, { request, response });
    const { limit = defaultLimit, cursor } = query;
    const [dueAt, obligationId, asOf, knownAt] = (countedPlace.read(cursor) ?? []) as string[];
    const after = dueAt && obligationId ? { dueAt, obligationId } : undefined;
    const asked = { ...query, asOf: query.asOf ?? asOf, knownAt: query.knownAt ?? knownAt };
    const { items, position, times, withheld } = await this.figures.behind(asked, after, limit);
    const place = (last: (typeof items)[number]) =>
      countedPlace.write([last.dueAt ?? never, last.obligationId, times.asOf, times.knownAt]);
    return { ...times, withheld, ...pageOf(items, limit, position, place, { request, response }) };
  }

  /** A cursor and a limit are of pages: a file has all. */
  async #countedFile(
    query: CountedObligationsQuery,
    type: string,
    { request, response }: { request: Request; response: Response },
  ): Promise<StreamableFile> {
    const found = await this.figures.inFull(query);
    const table = countedTable(found, this.figures.zone);
    const name = `obligations-${found.times.from}-to-${found.times.to}`;
    if (type === metadataType) return asFile(definitionsFile(table, name));
    response.setHeader('Link', `<${request.originalUrl}>; rel="describedby"; type="${metadataType}"`);
    return asFile(await fileOf(table, name, type === csvType ? 'csv' : 'xlsx'));
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
