import { Injectable } from '@nestjs/common';
import { complianceCsv, type ComplianceReport, Figures, ReadModel, type ReportAsked } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import type { Dimension, Measure } from '@kept-informed/compliance';
import { postInWords, sentence } from '../cases/words.js';
import { forMacro } from '../frame/strict.js';
import { knownAtIn } from '../cases/known-at.js';
import type { CountedModel, ReportLine, ReportModel } from './report-page.js';
import { type Address, addressOf, askedIn, cellIn, lastMonth, markNames } from './report-query.js';
import {
  columns,
  type GroupedReportDimension,
  groupings,
  inAddress,
  isGrouping,
  nameInWords,
  namesOf,
} from './report-words.js';

/** Rows of a page of them. */
const atOnce = 50;

/** Reports, and the rows behind their figures, as pages show them: what the API answers, in words. */
@Injectable()
export class ReportReader {
  constructor(
    private readonly figures: Figures,
    private readonly force: OwnForce,
    private readonly reading: ReadModel,
  ) {}

  /** `mayList`: whether who looks may see what the figures count. */
  async page(address: Address, mayList: boolean): Promise<ReportModel> {
    const { now } = this.reading;
    const asked = { ...lastMonth(now, this.force.zone), by: 'commitment', known: '', ...address };
    const question = askedIn(asked);
    const by = isGrouping(asked.by) ? asked.by : 'commitment';
    const model = {
      from: String(asked.from),
      to: String(asked.to),
      known: String(asked.known),
      ...this.#choices(asked, by),
    };
    if (!question) {
      const text = 'Enter two dates, such as 2026-10-01 and 2026-10-31, the first one first';
      return { ...model, faults: [{ field: 'from', text }], report: null };
    }
    const knownAt = knownAtIn(asked.known, now, this.force.zone);
    const report = await this.figures.report({ ...question, knownAt, groupBy: [by] });
    return { ...model, faults: [], report: await this.#shown(report, question, { by, mayList }) };
  }

  /** The same for a spreadsheet; undefined where the address asks for none. */
  async file(address: Address): Promise<{ name: string; text: string } | undefined> {
    const { groupBy, ...asked } = address;
    if (!isGrouping(groupBy)) return undefined;
    const report = await this.figures.report({ ...cellIn(asked), groupBy: [groupBy] });
    return { name: `compliance-${report.from}-to-${report.to}.csv`, text: complianceCsv(report, [groupBy]) };
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
      back: addressOf('/report', { from: times.from, to: times.to }),
      next:
        items.length > atOnce
          ? addressOf('/report/rows', { ...said, after: `${last!.dueAt}~${last!.obligationId}` })
          : null,
    };
  }

  async #shown(
    report: ComplianceReport,
    asked: Pick<ReportAsked, 'from' | 'to' | Dimension>,
    { by, mayList }: { by: GroupedReportDimension; mayList: boolean },
  ) {
    const name = await namesOf(report, by, this.force);
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
      of: groupings[by],
      columns: columns.map(({ title }) => title),
      lines: report.rows.map(({ group, ...row }) =>
        line(name(group[by] ?? null), row, { [by]: inAddress(group[by] ?? null) }),
      ),
      total: line('All together', report.totals, {}),
      knownAt: report.knownAt,
      definition: report.definition,
      changes: mayList ? addressOf('/report/changes', { from: asked.from, to: asked.to }) : null,
      file: addressOf('/report.csv', { ...of, groupBy: by }),
    };
  }

  #choices(asked: Address, by: GroupedReportDimension) {
    const directory = this.force.directory.current;
    const items = (name: string, values: readonly (readonly [value: string, text: string])[]) =>
      forMacro([
        { value: '', text: 'All', selected: !asked[name] },
        ...values.map(([value, text]) => ({ value, text, selected: asked[name] === value })),
      ]);
    return {
      by: forMacro(Object.entries(groupings).map(([value, text]) => ({ value, text, selected: value === by }))),
      commitment: items(
        'commitment',
        this.force.catalogue.map(({ id, title }) => [id, title]),
      ),
      bcu: items(
        'bcu',
        directory.bcus().map(({ name }) => [name, name]),
      ),
      team: items(
        'team',
        directory.teams().map(({ id, name }) => [id, name]),
      ),
    };
  }
}
