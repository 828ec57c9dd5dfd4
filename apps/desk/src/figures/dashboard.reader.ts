import { Injectable } from '@nestjs/common';
import { addMonths } from '@kept-informed/calendar';
import { monthInWords, type PartSeries, ReadModel, Variation } from '@kept-informed/case-work';
import { sparkDrawing } from '@kept-informed/charts';
import { OwnForce, standards, type Standard } from '@kept-informed/commitments';
import type { ComplianceRow } from '@kept-informed/compliance';
import { sentence } from '../cases/words.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import { changeInWords } from './rate-words.js';
import { itemsOf } from './report-choices.js';
import { type Address, addressOf, lastMonth, monthEnds } from './report-query.js';
import { standardInWords } from './report-words.js';
import type { DashboardModel, StandardPanel } from './variation-page.js';

/** So many months before the one that is looked at stand beside it. */
const before = 23;

/** How each of the six standards was kept in a month. */
@Injectable()
export class DashboardReader {
  constructor(
    private readonly variation: Variation,
    private readonly force: OwnForce,
    private readonly reading: ReadModel,
  ) {}

  /** Of the last whole month where the address names none. */
  async page(address: Address): Promise<DashboardModel> {
    const last = lastMonth(this.reading.now, this.force.zone).from;
    const months = Array.from({ length: before + 2 }, (_, back) => addMonths(last, 1 - back).slice(0, 7));
    const month = address['month'] === undefined ? last.slice(0, 7) : String(address['month']);
    if (!months.includes(month)) throw new NoSuchPage();
    const { from, to } = monthEnds(month);
    const asked = { from: addMonths(from, -before), to };
    const { parts, knownAt, definition } = await this.variation.monthsOfEach('standard', asked);
    return {
      month: monthInWords(month),
      choices: itemsOf(
        months.map((one) => [one, monthInWords(one)]),
        month,
      ),
      hasLimits: parts.some(({ limits }) => limits !== null),
      standards: standards.map((standard) =>
        panelOf(
          standard,
          month,
          asked,
          parts.find(({ part }) => part === standard),
        ),
      ),
      knownAt,
      definition,
    };
  }
}

function panelOf(
  standard: Standard,
  month: string,
  period: { readonly from: string; readonly to: string },
  series: PartSeries | undefined,
): StandardPanel {
  const row = series?.counted.get(month);
  const earlier = addMonths(`${month}-01`, -1).slice(0, 7);
  const name = standardInWords(standard);
  const verdict = series?.verdict ?? 'Nothing fell due in two years.';
  return {
    name,
    rate: sentence(row?.display ?? 'none due'),
    of: row ? ofInWords(row) : null,
    spark: sparkDrawing({
      id: standard,
      title: `${name}, the last 24 months`,
      description: verdict,
      limits: series?.limits ?? null,
      points: (series?.points ?? []).map(({ month: of, rate, signal }) => {
        return { month: of, rate, isSignal: signal !== null, words: of, href: null };
      }),
    }),
    change: changeInWords(row, series?.counted.get(earlier), earlier),
    verdict,
    report: addressOf('/report', { ...monthEnds(month), standard, by: 'commitment' }),
    months: addressOf('/report/months', { ...period, standard }),
  };
}

const percent = (part: number): string => `${(part * 100).toFixed(0)}%`;

function ofInWords({ interval, met, metLate, missed, excused }: ComplianceRow): string | null {
  if (!interval) return null;
  const rated = met + metLate + missed + excused;
  return `${met} of ${rated} in time; allowing for chance between ${percent(interval[0])} and ${percent(interval[1])}`;
}
