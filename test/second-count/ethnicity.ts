import { listOf, type Period, rounded, wilson, wilsonOf } from './figures.js';
import { recordedCases, type Query } from './log.js';
import { owedIn, type Book } from './owed.js';

const groups = ['white', 'minority', 'refused', 'not-asked', 'erased'] as const;
type Group = (typeof groups)[number];
type Counts = Record<Group, { met: number; rated: number }>;

/** What a database is counted by: nothing of ethnicity is in its facts, so that it is given by whoever recorded it. */
interface EthnicityCount {
  readonly query: Query;
  readonly book: Book;
  /** By participant: what was said; nobody else was asked. */
  readonly said: ReadonlyMap<string, string>;
  readonly period: Period;
}

/** W1 to W9 are white, every other code is a minority. */
function groupOf(said = 'not-asked'): Group {
  if (/^W\d$/.test(said)) return 'white';
  return groups.find((group) => group === said) ?? 'minority';
}

const inRate = ['met', 'met-late', 'missed', 'excused'];

/** Of what fell due to people of each group in a period how much is in the rate and was met in time, from facts alone. */
async function counted({ query, book, said, period }: EthnicityCount): Promise<Counts> {
  const cases = await recordedCases(query);
  const found = Object.fromEntries(groups.map((group) => [group, { met: 0, rated: 0 }])) as Counts;
  for (const facts of cases.values())
    for (const one of owedIn(facts, { book, cases }, period.asOf).standing) {
      const { key, dueOn, status } = one.duty;
      const [commitment, person] = key.split(' ') as [string, string];
      const { bodies } = book.catalogue.find(({ id }) => id === commitment)!;
      if (dueOn === null || dueOn < period.from || dueOn > period.to || !inRate.includes(status)) continue;
      if (listOf(one, period.asOf) !== 'fellDue' || !bodies.some((body) => book.recordHere.has(body))) continue;
      const counts = found[groupOf(said.get(person))];
      counts.rated += 1;
      if (status === 'met') counts.met += 1;
    }
  return found;
}

/** So few that they could be known. */
const isSmall = (count: number): boolean => count > 0 && count < 5;

/** Newcombe's interval of the difference of two shares, from Wilson's of each (Newcombe 1998, method 10). */
function newcombe(one: Counts[Group], other: Counts[Group]): readonly [number, number] {
  const [p, q] = [one, other].map(({ met, rated }) => met / rated) as [number, number];
  const [[low, high], [lowOther, highOther]] = [one, other].map(({ met, rated }) => wilsonOf(met, rated)) as [
    readonly [number, number],
    readonly [number, number],
  ];
  const below = Math.hypot(p - low, highOther - q);
  const above = Math.hypot(high - p, q - lowOther);
  return [rounded(p - q - below), rounded(p - q + above)];
}

/** What the product says otherwise of all together, what it shows that is small, and what it hides by itself. */
export async function unlikeEthnicity(count: EthnicityCount, totals: any): Promise<readonly string[]> {
  const ours = await counted(count);
  const differences: string[] = [];
  const unlike = (what: string, a: unknown, b: unknown): void => {
    const [oracle, product] = [JSON.stringify(a), JSON.stringify(b)];
    if (oracle !== product) differences.push(`${what}: oracle ${oracle}, product ${product}`);
  };
  const hidden: string[] = [];
  for (const { ethnicity, hidden: isHidden, ...shown } of totals.groups) {
    const { met, rated } = ours[ethnicity as Group];
    const mustHide = [met, rated - met, rated].some(isSmall);
    if (isHidden) hidden.push(ethnicity);
    if (isHidden) unlike(`what is said of ${ethnicity}`, {}, shown);
    else if (mustHide) differences.push(`${ethnicity} is shown with ${met} of ${rated}`);
    else {
      const rate = rated === 0 ? null : rounded(met / rated);
      const interval = rated === 0 ? null : wilson(met, rated);
      unlike(
        ethnicity,
        { met, rated, rate, interval },
        {
          met: shown.met,
          rated: shown.rated,
          rate: shown.rate,
          interval: shown.interval,
        },
      );
    }
  }
  // One alone is the rest of what everybody fell due.
  if (hidden.length === 1) differences.push(`${hidden[0]} alone is hidden`);
  if (hidden.includes('white') || hidden.includes('minority')) unlike('the comparison', null, totals.comparison);
  else {
    const interval = newcombe(ours.white, ours.minority);
    unlike('the interval of the difference', interval, totals.comparison.interval);
    const isChance = interval[0] <= 0 && interval[1] >= 0;
    unlike('beyond chance', !isChance, /which is more than chance/.test(totals.comparison.verdict));
  }
  return differences;
}
