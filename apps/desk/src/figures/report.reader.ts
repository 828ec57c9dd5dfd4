import { Injectable } from '@nestjs/common';
import {
  type ComplianceReport,
  countedTable,
  FigurePapers,
  Figures,
  groupingTitle,
  groupNames,
  ReadModel,
  reportTable,
} from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import type { Dimension, Measure } from '@kept-informed/compliance';
import { type ExportFile, type FileEnding, fileOf } from '@kept-informed/exports';
import { postInWords, sentence } from '../cases/words.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import { paperOf } from './paper-file.js';
import { figuresAsked } from './figures-asked.js';
import { filesAt, paperAt } from './file-links.js';
import { itemsOf } from './report-choices.js';
import type { CountedModel, ReportLine, ReportModel } from './report-page.js';
import { type Address, addressOf, type AskedOfFigures, cellIn, lastMonth, markNames } from './report-query.js';
import { columns, groupings, inAddress, isGrouping, nameInWords } from './report-words.js';

/** Rows of a page of them. */
const atOnce = 50;

/** Reports, and the rows behind their figures, as pages show them: what the API answers, in words. */
@Injectable()
export class ReportReader {
  constructor(
    private readonly figures: Figures,
    private readonly force: OwnForce,
    private readonly reading: ReadModel,
    private readonly papers: FigurePapers,
  ) {}

  /** `mayList`: whether who looks may see what the figures count. */
  async page(address: Address, mayList: boolean): Promise<ReportModel> {
    const { now } = this.reading;
    const by = isGrouping(address['by']) ? address['by'] : 'commitment';
    const { shown, question } = figuresAsked(address, lastMonth(now, this.force.zone), { force: this.force, now });
    const model = { ...shown, by: itemsOf(groupings, by) };
    if (!question) return { ...model, report: null };
    const report = await this.figures.report({ ...question, groupBy: [by] });
    return { ...model, report: await this.#shown(report, question, { by, mayList }) };
  }

  /** The same as a file. */
  async file(address: Address, ending: FileEnding | 'pdf'): Promise<ExportFile> {
    const { groupBy, ...asked } = address;
    if (!isGrouping(groupBy)) throw new NoSuchPage();
    const cell = cellIn(asked);
    const report = await this.figures.report({ ...cell, groupBy: [groupBy] });
    const table = reportTable(report, [groupBy]);
    if (ending !== 'pdf') return fileOf(table, ending);
    return paperOf(await this.papers.report(report, [groupBy], cell), table.name);
  }

  /** All rows behind a figure as a file. */
  async rowsFile(address: Address, ending: FileEnding): Promise<ExportFile> {
    return fileOf(countedTable(await this.figures.inFull(cellIn(address)), this.figures.zone), ending);
  }

  async rows(address: Address, mayOpen: boolean): Promise<CountedModel> {
    const cell = cellIn(address);
    const [dueAt, obligationId] = typeof address['after'] === 'string' ? address['after'].split('~') : [];
    const after = dueAt && obligationId ? { dueAt, obligationId } : undefined;
    const { items, times, withheld } = await this.figures.behind(cell, after, atOnce);
    const shown = items.slice(0, atOnce);
    const last = shown.at(-1);
    const titles = await this.force.titles(shown.map(({ group }) => group.commitment!));
    const directory = this.force.directory.current;
    const marked = markNames.filter((name) => cell[name]);
    const said = Object.fromEntries(Object.entries(address).map(([name, value]) => [name, String(value)]));
    return {
      of: [cell.status ? sentence(cell.status.replaceAll('-', ' ')) : 'Fell due', ...marked.map(nameInWords)].join(
        ', ',
      ),
      knownAt: times.knownAt,
      rows: shown.map(({ group, dueOn, caseId, obligationId: id, status, ...row }) => ({
        caseId,
        obligationId: id,
        title: titles.get(group.commitment!)!,
        dueOn,
        status: sentence(status.replaceAll('-', ' ')),
        marks: markNames.filter((name) => row[name]).map(nameInWords),
        owner: group.owner ? postInWords(group.owner, directory) : 'Nobody of the force',
      })),
      withheld,
      mayOpen,
      files: filesAt('/report/rows', { ...said, after: undefined }),
      back: addressOf('/report', { from: times.from, to: times.to }),
      next:
        items.length > atOnce
          ? addressOf('/report/rows', { ...said, after: `${last!.dueAt}~${last!.obligationId}` })
          : null,
    };
  }

  async #shown(report: ComplianceReport, asked: AskedOfFigures, { by, mayList }: { by: Dimension; mayList: boolean }) {
    const name = await groupNames(
      by,
      report.rows.map(({ group }) => group[by] ?? null),
      this.force,
    );
    const of = { ...asked, knownAt: report.knownAt };
    const line = (title: string, measure: Measure, group: Partial<Record<Dimension, string>>): ReportLine => ({
      name: title,
      figures: columns.map(({ text, rows }) => {
        const isThere = rows && text(measure) !== '0';
        return {
          text: text(measure),
          href: mayList && isThere ? addressOf('/report/rows', { ...of, ...group, ...rows }) : null,
        };
      }),
    });
    return {
      of: groupingTitle(by),
      columns: columns.map(({ title }) => title),
      lines: report.rows.map(({ group, ...row }) =>
        line(name(group[by] ?? null), row, { [by]: inAddress(group[by] ?? null) }),
      ),
      total: line('All together', report.totals, {}),
      knownAt: report.knownAt,
      definition: report.definition,
      changes: mayList ? addressOf('/report/changes', { from: asked.from, to: asked.to }) : null,
      files: [...filesAt('/report', { ...of, groupBy: by }), paperAt({ ...of, groupBy: by })],
    };
  }
}
