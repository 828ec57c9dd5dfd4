import { Controller, Get, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Figures, funnelTable, monthsTable, Variation } from '@kept-informed/case-work';
import { About, Roles } from '@kept-informed/access';
import { comparisonOf } from '@kept-informed/compliance';
import { refuse } from '@kept-informed/decisions';
import type { Request, Response } from 'express';
import { AnswersAsKnown } from '../http/known-at.js';
import { AnswersTable, inAskedForm } from '../http/table-answer.js';
import { ofReports, Refuses } from '../openapi/refuses.js';
import { FellDueQuery } from './compliance.request.js';
import type { ComplianceResponse, ComplianceRowResponse } from './compliance.response.js';
import { ComparisonQuery, FunnelQuery, isNamed } from './variation.request.js';
import { ComparisonResponse, FunnelResponse, MonthSeriesResponse } from './variation.response.js';

/** What of the report's rates is more than chance, so that nobody is chased for it. */
@ApiTags('Compliance')
@Roles('performance', 'supervisor', 'admin')
@About('figures')
@Controller('compliance')
export class VariationController {
  constructor(
    private readonly figures: Figures,
    private readonly variation: Variation,
  ) {}

  @Get('months')
  @AnswersAsKnown()
  @ApiOperation({ summary: 'The rate by month between the limits within which chance keeps it' })
  @AnswersTable(MonthSeriesResponse)
  @Refuses(ofReports, { 422: ['too-many-months'] })
  async reportMonths(
    @Query() query: FellDueQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<MonthSeriesResponse | StreamableFile> {
    return inAskedForm(await this.variation.months(query), monthsTable, { request, response });
  }

  @Get('funnel')
  @AnswersAsKnown()
  @ApiOperation({ summary: 'Groups beside the limits within which chance keeps a group of their size' })
  @AnswersTable(FunnelResponse)
  @Refuses(ofReports)
  async reportFunnel(
    @Query() { by, ...query }: FunnelQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<FunnelResponse | StreamableFile> {
    const answer = await this.variation.funnel(by, query);
    return inAskedForm(answer, (view) => funnelTable(view, by), { request, response });
  }

  @Get('comparison')
  @AnswersAsKnown()
  @ApiOperation({ summary: 'Whether the rates of two groups differ by more than chance, in words' })
  @ApiOkResponse({ type: ComparisonResponse })
  @Refuses(ofReports, { 422: ['nothing-counted'] })
  async compareGroups(@Query() { by, one, other, ...query }: ComparisonQuery): Promise<ComparisonResponse> {
    const report = await this.figures.report({ ...query, groupBy: [by] });
    const found = (name: string, field: string) => {
      const row = report.rows.find((each) => isNamed(groupIn(each, by), name));
      if (!row) throw refuse('nothing-counted', field, 'Nothing in this period is counted for this group.');
      return row;
    };
    return { ...endsOf(report), ...comparisonOf(found(one, '?one'), found(other, '?other')) };
  }
}

const groupIn = ({ group }: ComplianceRowResponse, dimension: string): string | null =>
  (group as Record<string, string | null>)[dimension] ?? null;

/** What it is of, without what it counts. */
function endsOf({ from, to, asOf, knownAt, position, definition }: ComplianceResponse) {
  return { from, to, asOf, knownAt, position, definition };
}
