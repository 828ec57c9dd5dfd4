import { Injectable } from '@nestjs/common';
import { addDays, addMonths, localDate } from '@kept-informed/calendar';
import {
  CharacteristicFigures,
  characteristicTable,
  groupNames,
  groupingTitle,
  ReadModel,
} from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import {
  type CharacteristicTable,
  comparedCharacteristics,
  type GroupPlace,
  groupPlaces,
} from '@kept-informed/compliance';
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
    private readonly figures: CharacteristicFigures,
    private readonly force: OwnForce,
    private readonly reading: ReadModel,
  ) {}

  /** The last quarter that is told, where the address names none of those offered. */
  async page(address: Address): Promise<AlikeModel> {
    const quarters = this.#quarters;
    const { quarter = quarters[0]!, of, by } = askedOf(address, quarters);
    const { rows, totals, knownAt, definition } = await this.figures.of({ quarter, of, by });
    const places = rows.map(({ place }) => place);
    const name = by ? await groupNames(by, places, this.force) : () => 'All';
    const shown = [...(by ? rows.map((row) => ({ ...row, place: name(row.place) })) : []), { place: 'All', ...totals }];
    return {
      quarter: itemsOf(
        quarters.map((one) => [one, one]),
        quarter,
      ),
      of: itemsOf(comparedCharacteristics.map(inWords), of),
      by: itemsOf([['', 'All together'], ...groupPlaces.map(titled)], by ?? ''),
      where: by ? groupingTitle(by) : 'Where',
      lines: shown.flatMap(({ place, groups }) => groups.map((group) => lineOf(place, group))),
      verdicts: shown.flatMap(({ place, groups: [first], comparisons }) =>
        comparisons.map(({ group, comparison }) => ({
          place,
          groups: `${titleOf(first!.group)}, and ${titleOf(group).toLowerCase()}`,
          text: comparison?.verdict ?? 'One of the two is hidden: they are not compared.',
        })),
      ),
      knownAt,
      definition,
      files: filesAt('/report/alike', { quarter, of, by }),
    };
  }

  /** The same for a file. */
  async table(address: Address) {
    const { quarter, of, by } = askedOf(address, this.#quarters);
    if (!quarter) throw new NoSuchPage();
    return characteristicTable(await this.figures.of({ quarter, of, by }), by);
  }

  get #quarters(): readonly string[] {
    const since = addDays(localDate(this.reading.now, this.force.zone), -28);
    return Array.from({ length: offered }, (_, index) => quarterOf(addMonths(since, -3 * (index + 1))));
  }
}

const askedOf = (address: Address, quarters: readonly string[]) => ({
  quarter: quarters.find((one) => one === address['quarter']),
  of: comparedCharacteristics.find((one) => one === address['of']) ?? 'ethnicity',
  by: groupPlaces.find((one) => one === address['by']),
});

const titled = (place: GroupPlace) => [place, groupingTitle(place)] as const;

/** The quarter of a date. */
const quarterOf = (date: string): string => `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;

const titleOf = (group: string): string => sentence(group.replaceAll('-', ' '));

const inWords = (characteristic: string) => [characteristic, sentence(characteristic)] as const;

function lineOf(place: string, group: CharacteristicTable['totals']['groups'][number]) {
  const title = titleOf(group.group);
  if (group.hidden) return { place, group: title, figures: ['Hidden', 'Hidden', 'Hidden', ''] };
  const between = group.interval ? `${group.interval.map((end) => (end * 100).toFixed(0)).join('–')}%` : '';
  return { place, group: title, figures: [String(group.met), String(group.rated), sentence(group.display), between] };
}
