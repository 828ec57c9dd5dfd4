import { dateInWords, dayInWords, type Zone } from '@kept-informed/calendar';
import type { OwnForce } from '@kept-informed/commitments';
import {
  type ComplianceRow,
  type Dimension,
  dimensions,
  funnelOf,
  groupedDimensions,
  measureDefinitions,
  monthSeriesOf,
  requireMonths,
} from '@kept-informed/compliance';
import type { Paper, PaperPart } from '@kept-informed/papers';
import { figureColumns, groupingTitle, groupNames } from './figure-words.js';
import type { ComplianceReport } from './figures.js';
import { funnelPicture, funnelVerdict, monthsPicture } from './pictures.js';

/** A report that goes on paper: grouped by what, and narrowed by what. */
interface PrintedReport {
  readonly report: Pick<ComplianceReport, 'from' | 'to' | 'rows' | 'totals'>;
  readonly groupBy: readonly Dimension[];
  readonly only: readonly (readonly [name: string, value: string])[];
}

/** A report on paper, with its picture and what its figures mean. */
export async function reportPaper(
  { report, ...printed }: Omit<PrintedReport, 'report'> & { readonly report: ComplianceReport },
  force: OwnForce,
): Promise<Paper> {
  const { from, to, asOf, knownAt, position, definition } = report;
  return {
    title: `Kept and missed promises, ${dayInWords(from)} to ${dayInWords(to)}`,
    force: force.directory.current.force.name,
    facts: [
      ['As known at', momentOf(knownAt, force.zone)],
      ['Statuses as of', momentOf(asOf, force.zone)],
      ['Position', position],
    ],
    note: null,
    parts: [await figuresPart('Figures', { report, ...printed }, force), definitionsPart([definition])],
    enclosure: null,
  };
}

export type NarrowedReport = { readonly [By in Dimension]?: string };

/** By what a report is narrowed, as it was asked. */
export const narrowedIn = (asked: NarrowedReport): readonly (readonly [string, string])[] =>
  dimensions.flatMap((by) => (asked[by] === undefined ? [] : [[groupingTitle(by).toLowerCase(), asked[by]] as const]));

/** An instant on paper, for people and to be compared. */
export const momentOf = (instant: string, zone: Zone): string => `${dateInWords(instant, zone)} (${instant})`;

/** The figures of a report with their picture. */
export async function figuresPart(
  heading: string,
  { report, groupBy, only }: PrintedReport,
  force: OwnForce,
): Promise<PaperPart> {
  const names = await Promise.all(
    groupBy.map((by) =>
      groupNames(
        by,
        report.rows.map(({ group }) => group[by] ?? null),
        force,
      ),
    ),
  );
  const nameOf = ({ group }: ComplianceRow): string =>
    groupBy.map((by, at) => names[at]!(group[by] ?? null)).join(', ') || 'All';
  const figures = (measure: ComplianceRow | ComplianceReport['totals']) =>
    figureColumns.map(({ text }) => text(measure));
  const picture = pictureOf(report, groupBy, names[0]);
  return {
    heading,
    said: [
      `What fell due from ${dayInWords(report.from)} to ${dayInWords(report.to)}.`,
      ...(picture ? [picture.said] : []),
    ],
    picture: picture && { drawing: picture.drawing, words: picture.said },
    table: {
      heads: [groupBy.map(groupingTitle).join(', ') || 'All', ...figureColumns.map(({ title }) => title)],
      lines: [
        ...report.rows.map((row) => [nameOf(row), ...figures(row)]),
        ...(groupBy.length > 0 ? [['All together', ...figures(report.totals)]] : []),
      ],
    },
    list: only.map(([name, value]) => [`Only ${name}`, value]),
  };
}

/** What figures mean, with every measure that there is. */
export const definitionsPart = (said: readonly string[]): PaperPart => ({
  heading: 'What these figures mean',
  said: [...new Set(said)],
  picture: null,
  table: null,
  list: measureDefinitions.map(({ title, sentence }) => [title, sentence]),
});

/** Months after one another, or groups beside each other; of a report by several dimensions there is none. */
function pictureOf(
  { from, to, rows }: PrintedReport['report'],
  groupBy: readonly Dimension[],
  nameOf: ((value: string | null) => string) | undefined,
) {
  const [by] = groupBy;
  if (groupBy.length !== 1 || !by || !nameOf || rows.length === 0) return null;
  if (by === 'month') {
    const series = monthSeriesOf(new Map(rows.map((row) => [row.group.month!, row])), requireMonths(from, to));
    return { drawing: monthsPicture(series), said: series.verdict };
  }
  if (!groupedDimensions.some((one) => one === by)) return null;
  const view = funnelOf(rows.map((row) => ({ ...row, name: row.group[by] ?? null })));
  return { drawing: funnelPicture(view, { of: groupingTitle(by), nameOf }), said: funnelVerdict(view) };
}
