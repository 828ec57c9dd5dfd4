import { type SvgPicture, funnelDrawing, monthsDrawing } from '@kept-informed/charts';
import type { FunnelPlace, FunnelView, MonthSeries } from '@kept-informed/compliance';

/** `2026-10` is October 2026. */
export function monthInWords(month: string): string {
  const name = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' });
  return name.format(new Date(`${month}-01T00:00:00Z`));
}

export const placeWords: Readonly<Record<FunnelPlace, string>> = {
  low: 'Lower than chance explains',
  'perhaps-low': 'Low, but one in twenty is by chance',
  'no-more-than-chance': 'No more than chance',
  'perhaps-high': 'High, but one in twenty is by chance',
  high: 'Higher than chance explains',
};

/** A rate by month; each point leads where it is said to. */
export function monthsPicture(
  { points, limits, verdict }: MonthSeries,
  hrefOf?: (month: string) => string,
): SvgPicture {
  return monthsDrawing({
    id: 'months',
    title: 'The rate by month',
    description: verdict,
    limits,
    points: points.map(({ month, rate, display, signal }) => {
      const words = `${monthInWords(month)}: ${display}${signal ? ', more than chance' : ''}`;
      return { month, rate, isSignal: signal !== null, words, href: hrefOf?.(month) ?? null };
    }),
  });
}

interface FunnelNames {
  /** What is in a group. */
  readonly of: string;
  readonly nameOf: (group: string | null) => string;
  readonly hrefOf?: (group: string | null) => string;
}

/** Groups beside the limits of their size; each point leads where it is said to. */
export function funnelPicture(view: FunnelView, { of, nameOf, hrefOf }: FunnelNames): SvgPicture {
  const sum = (key: 'met' | 'rated'): number => view.points.reduce((total, point) => total + point[key], 0);
  return funnelDrawing({
    id: 'funnel',
    title: `${of}: rates by how many fell due`,
    description: funnelVerdict(view),
    rate: sum('rated') === 0 ? 0 : sum('met') / sum('rated'),
    points: view.points.map(({ group, rated, rate, display, place }) => ({
      rated,
      rate,
      isSignal: isSignal(place),
      words: `${nameOf(group)}: ${display} of ${rated}, ${placeWords[place].toLowerCase()}`,
      href: hrefOf?.(group) ?? null,
    })),
  });
}

const isSignal = (place: FunnelPlace): boolean => place === 'low' || place === 'high';

export function funnelVerdict({ points, display }: FunnelView): string {
  if (points.length === 0) return 'Nothing fell due.';
  const signals = points.filter(({ place }) => isSignal(place)).length;
  const all = `All together: ${display}.`;
  return signals === 0
    ? `${all} No group differs from that by more than chance.`
    : `${all} ${signals} of ${points.length} ${signals === 1 ? 'differs' : 'differ'} from that by more than chance.`;
}
