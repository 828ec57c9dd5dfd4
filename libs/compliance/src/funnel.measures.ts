import { funnelLimits, partOf, type Interval } from '@kept-informed/statistics';
import { displayed, type Dimension } from './compliance.measures.js';
import { ratedIn, type RatedCounts } from './rated-counts.measures.js';

/** What groups can be set side by side by: those that are no time. */
export const groupedDimensions = [
  'commitment',
  'edition',
  'standard',
  'body',
  'kind',
  'bcu',
  'lpt',
  'team',
  'owner',
  'offenceGroup',
  'entitlement',
] as const satisfies readonly Dimension[];
export type GroupedDimension = (typeof groupedDimensions)[number];
/** Where a group's rate lies in a funnel. `low` and `high` are more than chance, `perhaps-…` one in twenty would be by chance. */
export const funnelPlaces = ['low', 'perhaps-low', 'no-more-than-chance', 'perhaps-high', 'high'] as const;
export type FunnelPlace = (typeof funnelPlaces)[number];

/** A group's rate between the limits within which chance alone would keep it. Parts of 1 to four places. */
export interface FunnelPoint {
  readonly group: string | null;
  readonly met: number;
  readonly rated: number;
  readonly rate: number;
  readonly display: string;
  /** Within which 95 in 100, and 998 in 1,000 of such groups lie by chance. */
  readonly warning: Interval;
  readonly action: Interval;
  readonly place: FunnelPlace;
}

/** Groups of one dimension against the rate of all of them together; null where none fell due. */
export interface FunnelView {
  readonly rate: number | null;
  readonly display: string;
  readonly points: readonly FunnelPoint[];
}

/** Whether any group's rate is further from that of all together than chance takes a group of its size; without a rate it has no place. */
export function funnelOf(groups: readonly (RatedCounts & { readonly name: string | null })[]): FunnelView {
  const all = groups.reduce((sum, group) => ({ met: sum.met + group.met, rated: sum.rated + ratedIn(group) }), {
    met: 0,
    rated: 0,
  });
  const rate = partOf(all.met, all.rated);
  const points = groups.filter((group) => ratedIn(group) > 0).map((group) => pointOf(group, all.met / all.rated));
  return { rate, display: displayed(rate), points };
}

function pointOf({ name, ...counts }: RatedCounts & { readonly name: string | null }, expected: number): FunnelPoint {
  const { met } = counts;
  const rated = ratedIn(counts);
  const { warning, action } = funnelLimits(expected, rated);
  const rate = partOf(met, rated)!;
  const shown = ([from, to]: Interval): Interval => [Number(from.toFixed(4)), Number(to.toFixed(4))];
  const place = placeIn(met / rated, warning, action);
  return {
    group: name,
    met,
    rated,
    rate,
    display: displayed(rate),
    warning: shown(warning),
    action: shown(action),
    place,
  };
}

function placeIn(rate: number, warning: Interval, action: Interval): FunnelPlace {
  if (rate < action[0]) return 'low';
  if (rate > action[1]) return 'high';
  if (rate < warning[0]) return 'perhaps-low';
  return rate > warning[1] ? 'perhaps-high' : 'no-more-than-chance';
}
