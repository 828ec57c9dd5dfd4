import { funnelLimits, nearest, type Interval } from '@kept-informed/statistics';
import { dimensions, type Dimension } from './compliance.measures.js';
import { ratedIn, rateOf, type RatedCounts, type RateView } from './rate.measures.js';

const times = ['month', 'quarter', 'financialYear'] as const satisfies readonly Dimension[];
export type GroupedDimension = Exclude<Dimension, (typeof times)[number]>;
/** What groups can be set side by side by: those that are no time. */
export const groupedDimensions = dimensions.filter(
  (dimension): dimension is GroupedDimension => !times.some((time) => time === dimension),
);

/** Where a group's rate lies in a funnel. `low` and `high` are more than chance, `perhaps-…` one in twenty would be by chance. */
export const funnelPlaces = ['low', 'perhaps-low', 'no-more-than-chance', 'perhaps-high', 'high'] as const;
export type FunnelPlace = (typeof funnelPlaces)[number];

/** A group's rate between the limits within which chance alone would keep it. Parts of 1 to four places. */
export interface FunnelPoint extends RateView {
  readonly group: string | null;
  readonly rate: number;
  /** Within which 95 in 100, and 998 in 1,000 of such groups lie by chance. */
  readonly warning: Interval;
  readonly action: Interval;
  readonly place: FunnelPlace;
}

/** Groups of one dimension against the rate of all of them together; null where none fell due. */
export interface FunnelView extends Pick<RateView, 'rate' | 'display'> {
  readonly points: readonly FunnelPoint[];
}

/** Whether any group's rate is further from that of all together than chance takes a group of its size; without a rate it has no place. */
export function funnelOf(groups: readonly (RatedCounts & { readonly name: string | null })[]): FunnelView {
  const counted = groups.map((group) => ({ group: group.name, met: group.met, rated: ratedIn(group) }));
  const sum = (key: 'met' | 'rated'): number => counted.reduce((total, group) => total + group[key], 0);
  const [met, rated] = [sum('met'), sum('rated')];
  const { rate, display } = rateOf(met, rated);
  return {
    rate,
    display,
    points: counted.filter((group) => group.rated > 0).map((group) => pointOf(group, met / rated)),
  };
}

type CountedGroup = Pick<FunnelPoint, 'group' | 'met' | 'rated'>;

/** Of a group of which some fell due. */
function pointOf({ group, met, rated }: CountedGroup, expected: number): FunnelPoint {
  const { warning, action } = funnelLimits(expected, rated);
  const { rate, display } = rateOf(met, rated);
  const place = placeIn(met / rated, warning, action);
  return { group, met, rated, rate: rate!, display, warning: shown(warning), action: shown(action), place };
}

const shown = ([from, to]: Interval): Interval => [nearest(from, 4), nearest(to, 4)];

function placeIn(rate: number, warning: Interval, action: Interval): FunnelPlace {
  if (rate < action[0]) return 'low';
  if (rate > action[1]) return 'high';
  if (rate < warning[0]) return 'perhaps-low';
  return rate > warning[1] ? 'perhaps-high' : 'no-more-than-chance';
}
