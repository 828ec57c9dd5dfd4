import { Injectable } from '@nestjs/common';
import {
  type ComplianceRow,
  type Dimension,
  type FunnelView,
  funnelOf,
  type GroupedDimension,
  type MonthSeries,
  monthSeriesOf,
  requireMonths,
} from '@kept-informed/compliance';
import { type ComplianceReport, Figures } from './figures.js';
import type { ReportAsked } from './report-questions.js';

/** Of what a series or a comparison is, without what a report counts. */
export type ReportHead = Omit<ComplianceReport, 'rows' | 'totals'>;

/** One of the parts of a whole with its months. */
export interface PartSeries extends MonthSeries {
  readonly part: string | null;
  /** What was counted of a month, where anything was. */
  readonly counted: ReadonlyMap<string, ComplianceRow>;
}

/** What of the report's rates is more than chance, by the API, pages and papers alike. */
@Injectable()
export class Variation {
  constructor(private readonly figures: Figures) {}

  /** The rate by month. Refuses more months than anybody looks at. */
  async months(asked: ReportAsked): Promise<ReportHead & MonthSeries> {
    const months = requireMonths(asked.from, asked.to);
    const report = await this.figures.report({ ...asked, groupBy: ['month'] });
    return { ...endsOf(report), ...monthSeriesOf(byMonth(report.rows), months) };
  }

  /** The same of each part of a whole, all as known at one moment; those of which nothing fell due are not among them. */
  async monthsOfEach(
    by: Dimension,
    asked: ReportAsked,
  ): Promise<ReportHead & { readonly parts: readonly PartSeries[] }> {
    const months = requireMonths(asked.from, asked.to);
    const report = await this.figures.report({ ...asked, groupBy: [by, 'month'] });
    const parts = [...new Set(report.rows.map((row) => row.group[by] ?? null))].map((part) => {
      const counted = byMonth(report.rows.filter(({ group }) => (group[by] ?? null) === part));
      return { part, counted, ...monthSeriesOf(counted, months) };
    });
    return { ...endsOf(report), parts };
  }

  async funnel(by: GroupedDimension, asked: ReportAsked): Promise<ReportHead & FunnelView> {
    const report = await this.figures.report({ ...asked, groupBy: [by] });
    const groups = report.rows.map((row) => ({ ...row, name: row.group[by] ?? null }));
    return { ...endsOf(report), ...funnelOf(groups) };
  }
}

const byMonth = (rows: readonly ComplianceRow[]): ReadonlyMap<string, ComplianceRow> =>
  new Map(rows.map((row) => [row.group.month!, row]));

function endsOf({ from, to, asOf, knownAt, position, definition }: ComplianceReport): ReportHead {
  return { from, to, asOf, knownAt, position, definition };
}
