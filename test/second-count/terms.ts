import type { CalendarVersion, LocalDate } from '@kept-informed/calendar';
import type { Terms } from '@kept-informed/commitments';
import { endOfLondonDay, dayAfter } from '../oracle/london.js';

/** A bank holiday: since when it was known, and since when it was known to be called off. */
export interface Holiday {
  readonly date: LocalDate;
  readonly title: string;
  readonly knownFrom: LocalDate;
  readonly withdrawnFrom?: LocalDate;
}

/**
 * What a force went by that never activated anything: its file's editions, and the holidays, each from the day on which it
 * became known (rules.md, Counting time). What was published with its year was known for as long as anybody counted with it.
 */
export function termsOf(adopted: readonly string[], holidays: readonly Holiday[]): Terms[] {
  const learnt = holidays.flatMap((one) => [...(isSpecial(one, holidays) ? [one.knownFrom] : []), ...calledOff(one)]);
  const days = ['0001-01-01', ...[...new Set(learnt)].sort()];
  return days.map((day, index) => ({
    id: `known-on-${day}`,
    policy: 'force-file',
    from: index === 0 ? '0001-01-01T00:00:00.000Z' : endOfLondonDay(dayAfter(day, -1)),
    reach: { to: index === 0 ? 'new-only' : 'recompute-all' },
    adopted: new Set(adopted),
    calendar: calendarOn(day, holidays),
    dayKinds: none,
    anchors: none,
    targets: none,
    ladder: [],
    lateAfterHours: 72,
    concernAfterAttempts: 3,
    enhancedUnassessed: seriousCrime,
    enhancedAges: children,
    counter: { maySay: [], because: '' },
    retention: unkept,
  }));
}

/** Groups of offences of which somebody unassessed has the enhanced limit (rules.md, Entitlement). */
const seriousCrime: readonly string[] = [
  'arson-with-intent',
  'attempted-murder',
  'death-by-driving',
  'domestic-abuse',
  'false-imprisonment',
  'hate-crime',
  'homicide',
  'human-trafficking',
  'kidnap',
  'rape',
  'sexual-offences',
  'stalking-and-harassment',
  'terrorism',
];

/** By edition: up to which age at the offence they have it too. */
const children = {
  'victims-code-2006': 'under-17',
  'victims-code-2013': 'under-18',
  'victims-code-2015': 'under-18',
  'victims-code-2020': 'under-18',
} as const;
/** No figure goes by it. */
const unkept = { people: { crime: '', incident: '', enquiry: '', feedback: '' }, looks: '', messages: '' };

/** The same of all terms, so that no activation seems to have changed them. */
const none = {};

const calledOff = ({ withdrawnFrom }: Holiday): LocalDate[] => (withdrawnFrom === undefined ? [] : [withdrawnFrom]);

/** Known later than the first of its year. */
const isSpecial = ({ date, knownFrom }: Holiday, all: readonly Holiday[]): boolean =>
  all.some((one) => one.date.slice(0, 4) === date.slice(0, 4) && one.knownFrom < knownFrom);

function calendarOn(day: LocalDate, all: readonly Holiday[]): CalendarVersion {
  const known = all.filter((one) => {
    if (isSpecial(one, all) && one.knownFrom > day) return false;
    return one.withdrawnFrom === undefined || one.withdrawnFrom > day;
  });
  return {
    id: `known-on-${day}`,
    division: 'england-and-wales',
    years: { from: 1995, to: 2028 },
    holidays: new Map(known.map((one) => [one.date, one])),
    rows: all,
    week: new Set([1, 2, 3, 4, 5] as const),
    workedDates: new Set(),
  };
}
