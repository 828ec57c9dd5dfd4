import { hiddenCells, smallest, wilson } from '@kept-informed/statistics';
import {
  type CharacteristicGroups,
  characteristicWords,
  type ComparedCharacteristic,
} from './characteristic-groups.rules.js';
import { type ComparisonView, differenceOf } from './comparison.measures.js';
import { rateOf, type RateView } from './rate.measures.js';

/** What fell due to one person, by where. */
export interface MetOfPerson {
  readonly participantId: string;
  readonly place: string | null;
  readonly met: number;
  readonly rated: number;
}

/** The rate of one group; hidden, all of it, where it is small or would give a small one away. */
export type GroupRate = { readonly group: string } & (
  | ({ readonly hidden: false; readonly interval: readonly [number, number] | null } & RateView)
  | { readonly hidden: true }
);

/** The first group beside another: `one` is the first's rate, `other` this group's. */
export interface GroupComparison {
  readonly group: string;
  /** Null: one of the two is hidden. */
  readonly comparison: ComparisonView | null;
}

/** The groups of one place, and whether the first group's rate and those of others differ by more than chance. */
export interface CharacteristicRow {
  readonly groups: readonly GroupRate[];
  readonly comparisons: readonly GroupComparison[];
}

export interface CharacteristicTable {
  readonly rows: readonly (CharacteristicRow & { readonly place: string | null })[];
  readonly totals: CharacteristicRow;
}

type CountsOfGroups = ReadonlyMap<string, { met: number; rated: number }>;

/**
 * Rates by group, of all and by place. What is hidden of all is hidden first; of the places so much more that with what is
 * shown of all, and with what everybody knows of a place, no hidden count can be worked out.
 */
export function characteristicTableOf(
  persons: readonly MetOfPerson[],
  saidBy: ReadonlyMap<string, string>,
  by: CharacteristicGroups,
): CharacteristicTable {
  const none = (): CountsOfGroups => new Map(by.names.map((group) => [group, { met: 0, rated: 0 }]));
  const places = new Map<string | null, CountsOfGroups>();
  const all = none();
  for (const { participantId, place, met, rated } of persons) {
    const group = by.of(saidBy.get(participantId)!);
    const counted = places.get(place) ?? none();
    places.set(place, counted);
    for (const counts of [counted.get(group)!, all.get(group)!]) {
      counts.met += met;
      counts.rated += rated;
    }
  }
  const [hiddenOfAll] = hiddenCells(
    [split(all)],
    by.names.map(() => false),
  );
  const hidden = hiddenCells(
    [...places.values()].map(split),
    hiddenOfAll!.map((isHidden) => !isHidden),
  );
  return {
    rows: [...places].map(([place, counted], index) => ({ place, ...rowOf(counted, hidden[index]!, by) })),
    totals: rowOf(all, hiddenOfAll!, by),
  };
}

const split = (counted: CountsOfGroups) =>
  [...counted.values()].map(({ met, rated }) => ({ part: met, rest: rated - met }));

function rowOf(counted: CountsOfGroups, hidden: readonly boolean[], by: CharacteristicGroups): CharacteristicRow {
  const groups = [...counted].map(([group, { met, rated }], index): GroupRate => {
    if (hidden[index]) return { group, hidden: true };
    return { group, hidden: false, ...rateOf(met, rated), interval: wilson({ successes: met, trials: rated }) };
  });
  const first = groups[0]!;
  const comparisons = by.compared.map((group) => {
    const other = groups.find((one) => one.group === group)!;
    return { group, comparison: first.hidden || other.hidden ? null : differenceOf(first, other) };
  });
  return { groups, comparisons };
}

/** What the figures mean, to stand beside them wherever they are shown. */
export const characteristicDefinition = (of: ComparedCharacteristic): string =>
  [
    `The rate in time of what fell due in a quarter, as known 28 days after its end, by ${characteristicWords[of]}, as it is kept now;`,
    'refused, not asked and erased stand by themselves.',
    `A group of which fewer than ${smallest} met, did not meet or fell due is hidden, and with it so many others that none can be`,
    'worked out. The first group is compared with each that said something else, by Newcombe’s interval at 95 %. Nothing else can be',
    'asked of it, for what is hidden in one answer could be worked out of the difference of two.',
  ].join(' ');
