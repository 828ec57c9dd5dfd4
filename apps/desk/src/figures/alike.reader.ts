import { Injectable } from '@nestjs/common';
import { addDays, addMonths, localDate } from '@kept-informed/calendar';
import { EthnicityFigures, ethnicityTable, groupNames, groupingTitle, ReadModel } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { type EthnicityPlace, ethnicityPlaces, type EthnicityTable } from '@kept-informed/compliance';
import { sentence } from '../cases/words.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import type { AlikeModel } from './alike-page.js';
import { filesAt } from './file-links.js';
import { itemsOf } from './report-choices.js';
import type { Address } from './report-query.js';

/** Quarters that the page offers. */
const offered = 8;

/** Whether people are kept informed alike, whoever they are, as a page shows it. */
@Injectable()
export class AlikeReader {
  constructor(
    private readonly figures: EthnicityFigures,
    private readonly force: OwnForce,
    private readonly reading: ReadModel,
  ) {}

  /** The last quarter that is told, where the address names none of those offered. */
  async page(address: Address): Promise<AlikeModel> {
    const quarters = this.#quarters;
    const { quarter = quarters[0]!, by } = askedOf(address, quarters);
    const { rows, totals, knownAt, definition } = await this.figures.of(quarter, by);
    const places = rows.map(({ place }) => place);
    const name = by ? await groupNames(by, places, this.force) : () => 'All';
    const shown = [...(by ? rows.map((row) => ({ ...row, place: name(row.place) })) : []), { place: 'All', ...totals }];
    return {
      quarter: itemsOf(
        quarters.map((one) => [one, one]),
        quarter,
      ),
      by: itemsOf([['', 'All together'], ...ethnicityPlaces.map(titled)], by ?? ''),
      of: by ? groupingTitle(by) : 'Where',
      lines: shown.flatMap(({ place, groups }) => groups.map((group) => lineOf(place, group))),
      verdicts: shown.map(({ place, comparison }) => ({
        place,
        text: comparison?.verdict ?? 'One of the two is hidden: they are not compared.',
      })),
      knownAt,
      definition,
      files: filesAt('/report/alike', { quarter, by }),
    };
  }

  /** The same for a file. */
  async table(address: Address) {
    const { quarter, by } = askedOf(address, this.#quarters);
    if (!quarter) throw new NoSuchPage();
    return ethnicityTable(await this.figures.of(quarter, by), by);
  }

  get #quarters(): readonly string[] {
    const since = addDays(localDate(this.reading.now, this.force.zone), -28);
    return Array.from({ length: offered }, (_, index) => quarterOf(addMonths(since, -3 * (index + 1))));
  }
}

const askedOf = (address: Address, quarters: readonly string[]) => ({
  quarter: quarters.find((one) => one === address['quarter']),
  by: ethnicityPlaces.find((one) => one === address['by']),
});

const titled = (place: EthnicityPlace) => [place, groupingTitle(place)] as const;

/** The quarter of a date. */
const quarterOf = (date: string): string => `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;

function lineOf(place: string, group: EthnicityTable['totals']['groups'][number]) {
  const title = sentence(group.ethnicity.replaceAll('-', ' '));
  if (group.hidden) return { place, group: title, figures: ['Hidden', 'Hidden', 'Hidden', ''] };
  const between = group.interval ? `${group.interval.map((end) => (end * 100).toFixed(0)).join('–')}%` : '';
  return { place, group: title, figures: [String(group.met), String(group.rated), sentence(group.display), between] };
}
