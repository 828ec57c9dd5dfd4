import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Figures, Variation } from '@kept-informed/case-work';
import { About, Roles } from '@kept-informed/access';
import { comparisonOf } from '@kept-informed/compliance';
import { refuse } from '@kept-informed/decisions';
import { AnswersAsKnown } from '../http/known-at.js';
import { ofFigures, Refuses } from '../openapi/refuses.js';
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
  @ApiOkResponse({ type: MonthSeriesResponse })
  @Refuses(ofFigures, { 422: ['too-many-months'] })
  reportMonths(@Query() query: FellDueQuery): Promise<MonthSeriesResponse> {
    return this.variation.months(query);
  }

  @Get('funnel')
  @AnswersAsKnown()
  @ApiOperation({ summary: 'Groups beside the limits within which chance keeps a group of their size' })
  @ApiOkResponse({ type: FunnelResponse })
  @Refuses(ofFigures)
  reportFunnel(@Query() { by, ...query }: FunnelQuery): Promise<FunnelResponse> {
    return this.variation.funnel(by, query);
  }

  @Get('comparison')
  @AnswersAsKnown()
  @ApiOperation({ summary: 'Whether the rates of two groups differ by more than chance, in words' })
  @ApiOkResponse({ type: ComparisonResponse })
  @Refuses(ofFigures, { 422: ['nothing-counted'] })
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
