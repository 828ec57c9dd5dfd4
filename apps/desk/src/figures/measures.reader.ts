import { Injectable } from '@nestjs/common';
import { never } from '@kept-informed/calendar';
import { groupingTitle, groupNames, MeasuredFigures, type MeasureReport, ReadModel } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { type MeasuredDimension, measuredDimensions, measuredIds, measuredOf } from '@kept-informed/compliance';
import { postInWords, sentence } from '../cases/words.js';
import { figuresAsked } from './figures-asked.js';
import { filesAt } from './file-links.js';
import { isMeasure, measureIn, partIn } from './measures-asked.js';
import type { MeasuredModel, MeasuresModel } from './measures-page.js';
import { itemsOf } from './report-choices.js';
import type { ReportLine } from './report-page.js';
import { type Address, addressOf, type AskedOfFigures, lastMonth } from './report-query.js';
import { inAddress, isGrouping } from './report-words.js';

/** Rows of a page of them. */
const atOnce = 50;

const titles = { age: 'Whole days since due', daysToDue: 'Days to due when waived' } as const;
const isOfMeasures = (name: unknown): name is keyof typeof titles => name === 'age' || name === 'daysToDue';
const titleOf = (name: MeasuredDimension): string => (isOfMeasures(name) ? titles[name] : groupingTitle(name));

/** Measures that are a part of a whole, and the rows behind their figures, as pages show them. */
@Injectable()
export class MeasuresReader {
  constructor(
    private readonly measured: MeasuredFigures,
    private readonly force: OwnForce,
    private readonly reading: ReadModel,
  ) {}

  /** `mayList`: whether who looks may see what the figures count. */
  async page(address: Address, mayList: boolean): Promise<Omit<MeasuresModel, 'mayAskAlike'>> {
    const { now } = this.reading;
    const id = isMeasure(address['measure']) ? address['measure'] : 'in-time';
    const { dimensions } = measuredOf(id).source;
    const by = dimensions.find((name) => name === address['by']) ?? dimensions[0]!;
    const { shown, question } = figuresAsked(address, lastMonth(now, this.force.zone), { force: this.force, now });
    const known = measuredDimensions.filter((name) => dimensions.includes(name));
    const model = {
      ...shown,
      measure: itemsOf(
        measuredIds.map((one) => [one, measuredOf(one).title]),
        id,
      ),
      by: itemsOf(
        known.map((name) => [name, titleOf(name)]),
        by,
      ),
    };
    if (!question) return { ...model, shown: null };
    const faults = Object.keys(question)
      .filter((name) => isGrouping(name) && question[name] !== undefined && !dimensions.includes(name))
      .map((field) => ({ field, text: `“${measuredOf(id).title}” is not told apart by ${field}: choose All` }));
    if (faults.length > 0) return { ...model, faults, shown: null };
    const report = await this.measured.report(id, { ...question, groupBy: [by] });
    return { ...model, shown: await this.#shown(report, question, { by, mayList }) };
  }

  async rows(address: Address, mayOpen: boolean): Promise<MeasuredModel> {
    const { id: measure, asked } = measureIn(address);
    const { title, part: partTitle, whole } = measuredOf(measure);
    const part = partIn(address);
    const place = address['after'];
    const [at, id] = typeof place === 'string' ? place.split('~') : [];
    const found = await this.measured.behind(measure, { ...asked, part }, at && id ? { at, id } : undefined, atOnce);
    const { items, times, withheld } = found;
    const shown = items.slice(0, atOnce);
    const last = shown.at(-1);
    const promises = await this.force.titles(shown.flatMap(({ group }) => group.commitment ?? []));
    const said = Object.fromEntries(Object.entries(address).map(([name, value]) => [name, String(value)]));
    return {
      title,
      of: part ? partTitle : whole,
      knownAt: times.knownAt,
      partTitle,
      rows: shown.map(({ group, caseId, isPart, ...row }) => ({
        caseId,
        what: group.commitment ? promises.get(group.commitment)! : sentence(`${group.kind}`),
        at: row.at === never ? null : row.at,
        isPart,
        owner: group.owner ? postInWords(group.owner, this.force.directory.current) : 'Nobody of the force',
      })),
      withheld,
      mayOpen,
      files: filesAt('/report/measures/rows', { ...said, after: undefined }),
      back: addressOf('/report/measures', { from: times.from, to: times.to, measure }),
      next:
        items.length > atOnce
          ? addressOf('/report/measures/rows', { ...said, after: `${last!.at}~${last!.id}` })
          : null,
    };
  }

  async #shown(
    report: MeasureReport,
    asked: AskedOfFigures,
    { by, mayList }: { by: MeasuredDimension; mayList: boolean },
  ) {
    const { measure, title, definition, partTitle, wholeTitle, knownAt, rows, totals } = report;
    const groups = rows.map(({ group }) => group[by] ?? null);
    const name = isOfMeasures(by)
      ? (group: string | null) => group ?? 'None'
      : await groupNames(by, groups, this.force);
    const of = { ...asked, knownAt, measure };
    const line = (called: string, row: typeof totals, group: Readonly<Record<string, string>>): ReportLine => {
      const leading = (count: number, more: Readonly<Record<string, string>>) => ({
        text: String(count),
        href: mayList && count > 0 ? addressOf('/report/measures/rows', { ...of, ...group, ...more }) : null,
      });
      const between = row.interval ? row.interval.map((end) => (end * 100).toFixed(0)).join('–') + '%' : '';
      const figures = [leading(row.part, { part: 'yes' }), leading(row.whole, {})];
      return {
        name: called,
        figures: [...figures, ...[sentence(row.display), between].map((text) => ({ text, href: null }))],
      };
    };
    return {
      title,
      definition,
      of: titleOf(by),
      columns: [partTitle, wholeTitle, 'Rate', 'Between'],
      lines: rows.map(({ group, ...row }) =>
        line(name(group[by] ?? null), row, { [by]: inAddress(group[by] ?? null) }),
      ),
      total: line('All together', totals, {}),
      knownAt,
      files: filesAt('/report/measures', { ...of, groupBy: by }),
    };
  }
}
