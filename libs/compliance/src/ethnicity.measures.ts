import { hiddenCells, smallest, wilson } from '@kept-informed/statistics';
import { type ComparisonView, differenceOf } from './comparison.measures.js';
import { rateOf, type RateView } from './rate.measures.js';

/** As the paper compares them, and whoever said nothing that can be counted. */
export const ethnicGroups = ['white', 'minority', 'refused', 'not-asked', 'erased'] as const;
export type EthnicGroup = (typeof ethnicGroups)[number];

/** Of a code of self-defined ethnicity, or what stands where there is none. */
export function ethnicGroupOf(said: string): EthnicGroup {
  if (said.startsWith('W')) return 'white';
  return ethnicGroups.find((group) => group === said) ?? 'minority';
}

/** What fell due to one person, by where. */
export interface MetOfPerson {
  readonly participantId: string;
  readonly place: string | null;
  readonly met: number;
  readonly rated: number;
}

/** The rate of one group; hidden, all of it, where it is small or would give a small one away. */
export type EthnicGroupRate = { readonly ethnicity: EthnicGroup } & (
  | ({ readonly hidden: false; readonly interval: readonly [number, number] | null } & RateView)
  | { readonly hidden: true }
);

/** The groups of one place, and whether white people's rate and that of minorities differ by more than chance. */
export interface EthnicityRow {
  readonly groups: readonly EthnicGroupRate[];
  /** The first are white, the others minorities; null: one of the two is hidden. */
  readonly comparison: ComparisonView | null;
}

export interface EthnicityTable {
  readonly rows: readonly (EthnicityRow & { readonly place: string | null })[];
  readonly totals: EthnicityRow;
}

type CountsOfGroups = Record<EthnicGroup, { met: number; rated: number }>;

/**
 * Rates by ethnic group, of all and by place. What is hidden of all is hidden first; of the places so much more that with what
 * is shown of all, and with what everybody knows of a place, no hidden count can be worked out.
 */
export function ethnicityTableOf(persons: readonly MetOfPerson[], saidBy: ReadonlyMap<string, string>): EthnicityTable {
  const places = new Map<string | null, CountsOfGroups>();
  const all = none();
  for (const { participantId, place, met, rated } of persons) {
    const group = ethnicGroupOf(saidBy.get(participantId)!);
    const counted = places.get(place) ?? none();
    places.set(place, counted);
    for (const counts of [counted[group], all[group]]) {
      counts.met += met;
      counts.rated += rated;
    }
  }
  const split = (counted: CountsOfGroups) =>
    ethnicGroups.map((group) => ({ part: counted[group].met, rest: counted[group].rated - counted[group].met }));
  const [hiddenOfAll] = hiddenCells(
    [split(all)],
    ethnicGroups.map(() => false),
  );
  const hidden = hiddenCells(
    [...places.values()].map(split),
    hiddenOfAll!.map((isHidden) => !isHidden),
  );
  return {
    rows: [...places].map(([place, counted], index) => ({ place, ...rowOf(counted, hidden[index]!) })),
    totals: rowOf(all, hiddenOfAll!),
  };
}

const none = () => Object.fromEntries(ethnicGroups.map((group) => [group, { met: 0, rated: 0 }])) as CountsOfGroups;

function rowOf(counted: CountsOfGroups, hidden: readonly boolean[]): EthnicityRow {
  const groups = ethnicGroups.map((ethnicity, index): EthnicGroupRate => {
    if (hidden[index]) return { ethnicity, hidden: true };
    const { met, rated } = counted[ethnicity];
    return { ethnicity, hidden: false, ...rateOf(met, rated), interval: wilson({ successes: met, trials: rated }) };
  });
  const [white, minority] = groups as [EthnicGroupRate, EthnicGroupRate];
  return { groups, comparison: white.hidden || minority.hidden ? null : differenceOf(white, minority) };
}

/** What the figures mean, to stand beside them wherever they are shown. */
export const ethnicityDefinition = [
  'The rate in time of what fell due in a quarter, as known 28 days after its end, by what the person to whom it was owed said of',
  'their ethnicity (18+1), as it is kept now: white is W1 to W9, minority every other code; refused, not asked and erased stand by',
  `themselves. A group of which fewer than ${smallest} met, did not meet or fell due is hidden, and with it so many others that none`,
  'can be worked out. White is compared with minority by Newcombe’s interval at 95 %. Nothing else can be asked of it, for what is',
  'hidden in one answer could be worked out of the difference of two.',
].join(' ');
