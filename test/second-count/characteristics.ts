import { listOf, type Period, rounded, wilson, wilsonOf } from './figures.js';
import { recordedCases, type Query } from './log.js';
import { owedIn, type Book } from './owed.js';

/** Of what was said, or that nothing was, which group it is of, and which of them is compared with which others. */
const dividing: Record<
  string,
  { of(said: string, lastDay: string): string; first: string; others: readonly string[] }
> = {
  ethnicity: { of: (code) => (/^W\d$/.test(code) ? 'white' : 'minority'), first: 'white', others: ['minority'] },
  disability: {
    of: (word) => (word === 'yes' ? 'disabled' : 'not-disabled'),
    first: 'not-disabled',
    others: ['disabled'],
  },
  sex: { of: (word) => word, first: 'male', others: ['female', 'other'] },
  age: { of: ageGroup, first: '18-to-64', others: ['under-18', '65-and-over'] },
};
const unsaid = ['refused', 'not-asked', 'erased'];

/** By birthdays gone by on the last day. */
function ageGroup(born: string, lastDay: string): string {
  const years = Number(lastDay.slice(0, 4)) - Number(born.slice(0, 4)) - (lastDay.slice(5) < born.slice(5) ? 1 : 0);
  if (years < 18) return 'under-18';
  return years < 65 ? '18-to-64' : '65-and-over';
}

interface Counts {
  met: number;
  rated: number;
}

/** What a database is counted by: nothing that people say of themselves is in its facts, so that it is given by whoever recorded it. */
interface CharacteristicCount {
  readonly query: Query;
  readonly book: Book;
  readonly of: string;
  /** By participant: what was said; nobody else was asked. */
  readonly said: ReadonlyMap<string, string>;
  readonly period: Period;
}

const inRate = ['met', 'met-late', 'missed', 'excused'];

/** Of what fell due to people of each group in a period how much is in the rate and was met in time, from facts alone. */
async function counted({ query, book, of, said, period }: CharacteristicCount): Promise<Map<string, Counts>> {
  const cases = await recordedCases(query);
  const { of: groupOf, first, others } = dividing[of]!;
  const found = new Map([first, ...others, ...unsaid].map((group) => [group, { met: 0, rated: 0 }]));
  for (const facts of cases.values())
    for (const one of owedIn(facts, { book, cases }, period.asOf).standing) {
      const { key, dueOn, status } = one.duty;
      const [commitment, person] = key.split(' ') as [string, string];
      const { bodies } = book.catalogue.find(({ id }) => id === commitment)!;
      if (dueOn === null || dueOn < period.from || dueOn > period.to || !inRate.includes(status)) continue;
      if (listOf(one, period.asOf) !== 'fellDue' || !bodies.some((body) => book.recordHere.has(body))) continue;
      const theirs = said.get(person) ?? 'not-asked';
      const counts = found.get(unsaid.includes(theirs) ? theirs : groupOf(theirs, period.to))!;
      counts.rated += 1;
      if (status === 'met') counts.met += 1;
    }
  return found;
}

/** So few that they could be known. */
const isSmall = (count: number): boolean => count > 0 && count < 5;

/** Newcombe's interval of the difference of two shares, from Wilson's of each (Newcombe 1998, method 10). */
function newcombe(one: Counts, other: Counts): readonly [number, number] {
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
export async function unlikeCharacteristic(count: CharacteristicCount, totals: any): Promise<readonly string[]> {
  const ours = await counted(count);
  const differences: string[] = [];
  const unlike = (what: string, a: unknown, b: unknown): void => {
    const [oracle, product] = [JSON.stringify(a), JSON.stringify(b)];
    if (oracle !== product) differences.push(`${what}: oracle ${oracle}, product ${product}`);
  };
  const hidden: string[] = [];
  unlike(
    'the groups',
    [...ours.keys()].toSorted(),
    totals.groups.map(({ group }: { group: string }) => group).toSorted(),
  );
  for (const { group, hidden: isHidden, ...shown } of totals.groups) {
    const { met, rated } = ours.get(group)!;
    const mustHide = [met, rated - met, rated].some(isSmall);
    if (isHidden) hidden.push(group);
    if (isHidden) unlike(`what is said of ${group}`, {}, shown);
    else if (mustHide) differences.push(`${group} is shown with ${met} of ${rated}`);
    else {
      const rate = rated === 0 ? null : rounded(met / rated);
      const interval = rated === 0 ? null : wilson(met, rated);
      unlike(
        group,
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
  const { first, others } = dividing[count.of]!;
  for (const group of others) {
    const { comparison } = totals.comparisons.find((one: { group: string }) => one.group === group);
    const [one, other] = [ours.get(first)!, ours.get(group)!];
    if (hidden.includes(first) || hidden.includes(group)) unlike(`the comparison with ${group}`, null, comparison);
    else if (one.rated === 0 || other.rated === 0) unlike(`the difference from ${group}`, null, comparison.difference);
    else {
      const interval = newcombe(one, other);
      unlike(`the interval of the difference from ${group}`, interval, comparison.interval);
      const isChance = interval[0] <= 0 && interval[1] >= 0;
      unlike(`${group} beyond chance`, !isChance, /which is more than chance/.test(comparison.verdict));
    }
  }
  return differences;
}
