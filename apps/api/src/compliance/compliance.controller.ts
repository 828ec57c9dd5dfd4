import { Controller, Get, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  countedTable,
  FigurePapers,
  Figures,
  noLimitTable,
  recordedElsewhereTable,
  reportTable,
  silenceTable,
} from '@kept-informed/case-work';
import { About, Roles } from '@kept-informed/access';
import { never } from '@kept-informed/calendar';
import { paperType } from '@kept-informed/papers';
import type { Request, Response } from 'express';
import { AnswersAsKnown } from '../http/known-at.js';
import { cursors } from '../http/cursor.js';
import { paperFile } from '../http/paper-file.js';
import { defaultLimit, pageOf } from '../http/page.js';
import { AnswersTable, askedForm, inAskedForm, tableAnswer } from '../http/table-answer.js';
import { ComplianceResponse, CountedObligationPage } from './compliance.response.js';
import { SilencePage } from './silence.response.js';
import { NoLimitResponse, NotRecordedHereResponse } from './other-lists.response.js';
import { ComplianceQuery, CountedObligationsQuery, SilenceQuery } from './compliance.request.js';
import { ofFigures, ofReports, Refuses } from '../openapi/refuses.js';

/** A cursor keeps the times of its first page, so that all pages together are one report. */
const countedPlace = cursors('compliance-obligations:dueAt', ['instant', 'text', 'instant', 'instant']);
const silencePlace = cursors('compliance-silence:since', ['instant', 'text', 'instant', 'instant']);

@ApiTags('Compliance')
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
  @ApiOperation({
    summary: 'What became of the obligations that fell due in a period, grouped, with rates and their intervals',
    description: 'As PDF it is PDF/UA-1, with a picture and what the figures mean.',
  })
  @AnswersTable(ComplianceResponse, [paperType])
  @Refuses(ofReports, { 422: ['too-many-months'], 501: ['no-typesetter'] })
  async reportCompliance(
    @Query() query: ComplianceQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ComplianceResponse | StreamableFile> {
    const form = askedForm({ request, response }, [paperType]);
    const answer = await this.figures.report(query);
    if (form === null) return answer;
    const groupBy = [...new Set(query.groupBy)];
    const table = reportTable(answer, groupBy);
    if (form === paperType) return paperFile(await this.papers.report(answer, groupBy, query), table.name);
    return tableAnswer(table, form, { request, response });
  }

  @Get('no-limit')
  @AnswersAsKnown()
  @ApiOperation({
    summary: 'Duties for which no limit is printed that arose in a period: done or not, and in how many days',
  })
  @AnswersTable(NoLimitResponse)
  @Refuses(ofFigures)
  async noLimit(
    @Query() query: ComplianceQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<NoLimitResponse | StreamableFile> {
    const groupBy = [...new Set(query.groupBy ?? ['commitment' as const])];
    const answer = await this.figures.noLimit({ ...query, groupBy });
    return inAskedForm(answer, (report) => noLimitTable(report, groupBy), { request, response });
  }

  @Get('not-recorded-here')
  @AnswersAsKnown()
  @ApiOperation({ summary: 'What fell due from bodies that do not record here, which is in no rate' })
  @AnswersTable(NotRecordedHereResponse)
  @Refuses(ofReports, { 422: ['too-many-months'] })
  async notRecordedHere(
    @Query() query: ComplianceQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<NotRecordedHereResponse | StreamableFile> {
    const answer = await this.figures.notRecordedHere(query);
    const tableOf = (report: typeof answer) => recordedElsewhereTable(report, [...new Set(query.groupBy)]);
    return inAskedForm(answer, tableOf, { request, response });
  }

  @Get('obligations')
  @Roles('performance', 'supervisor')
  @About('cases')
  @AnswersAsKnown()
  @ApiOperation({ summary: 'The obligations behind a cell of the report, in the order in which they fell due' })
  @AnswersTable(CountedObligationPage)
  @Refuses(ofFigures)
  async listCounted(
    @Query() query: CountedObligationsQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CountedObligationPage | StreamableFile> {
    const form = askedForm({ request, response });
    // A cursor and a limit are of pages: a file has all.
    if (form !== null) {
      const table = countedTable(await this.figures.inFull(query), this.figures.zone);
      return tableAnswer(table, form, { request, response });
    }
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
  @AnswersTable(SilencePage)
  @Refuses(ofFigures)
  async listSilence(
    @Query() query: SilenceQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SilencePage | StreamableFile> {
    const form = askedForm({ request, response });
    if (form !== null)
      return tableAnswer(silenceTable(await this.figures.silenceInFull(query)), form, { request, response });
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
