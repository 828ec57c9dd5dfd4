import type { LocalDate } from '@kept-informed/calendar';
import type { CountedEnd, DueObligation } from './due-in-period.js';

/** As it was, and as it would have been. */
export const sides = ['before', 'after'] as const;
export type Sides<Counts> = Record<(typeof sides)[number], Counts>;

/** How what fell due ended, counted. */
export interface EndCounts extends Record<CountedEnd, number> {
  fellDue: number;
  notDueYet: number;
}

/** What is due in a period on one case, by id, and what was raised, by name. */
export interface CaseFigures {
  readonly due: readonly DueObligation[];
  readonly raised: readonly string[];
}

/** All that is counted of some cases: numbers alone, so that those of others can be added, and that it can be sent. */
export interface PeriodTally {
  /** Lived through, and of those how many are otherwise. */
  readonly cases: { all: number; changed: number };
  readonly totals: Sides<EndCounts>;
  readonly commitments: Map<string, Sides<EndCounts>>;
  readonly teams: Map<string | null, Sides<EndCounts>>;
  /** By team and date; no name of a team has a line break in it. */
  readonly days: Map<string, Sides<number>>;
  readonly alerts: Map<string, Sides<number>>;
  readonly changed: { arisen: number; gone: number; moved: number; better: number; worse: number };
}

export function emptyTally(): PeriodTally {
  return {
    cases: { all: 0, changed: 0 },
    totals: bothSides(noEnds),
    commitments: new Map(),
    teams: new Map(),
    days: new Map(),
    alerts: new Map(),
    changed: { arisen: 0, gone: 0, moved: 0, better: 0, worse: 0 },
  };
}

/** Counts a case; changes the given tally. */
export function countCase(tally: PeriodTally, figures: Sides<CaseFigures>): void {
  const { before, after } = figures;
  tally.cases.all += 1;
  for (const side of sides) {
    const { due, raised } = figures[side];
    for (const one of due) countDue(tally, one, side);
    for (const rung of raised) placeIn(tally.alerts, rung, nothing)[side] += 1;
  }
  if (isSame(before, after)) return;
  tally.cases.changed += 1;
  compare(before.due, after.due, tally.changed);
}

/** Whether a case comes to the same. */
export const isSame = (one: CaseFigures, other: CaseFigures): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

/** Adds what was counted of other cases; changes the first. */
export function addTally(tally: PeriodTally, other: PeriodTally): void {
  addCounts(tally.cases, other.cases);
  addCounts(tally.changed, other.changed);
  addSides(tally.totals, other.totals);
  addEach(tally.commitments, other.commitments, addSides, () => bothSides(noEnds));
  addEach(tally.teams, other.teams, addSides, () => bothSides(noEnds));
  addEach(tally.days, other.days, addCounts, nothing);
  addEach(tally.alerts, other.alerts, addCounts, nothing);
}

/** The key of a day of a team. */
const dayKey = (team: string | null, date: LocalDate): string => `${date}\n${team ?? ''}`;

export function dayOf(key: string): { readonly team: string | null; readonly date: LocalDate } {
  const [date, team] = key.split('\n') as [LocalDate, string];
  return { team: team === '' ? null : team, date };
}

function countDue(tally: PeriodTally, { commitment, team, dueOn, as }: DueObligation, side: keyof Sides<number>): void {
  const { totals, commitments, teams, days } = tally;
  const of = [
    totals,
    placeIn(commitments, commitment, () => bothSides(noEnds)),
    placeIn(teams, team, () => bothSides(noEnds)),
  ];
  for (const { [side]: counts } of of) {
    if (as === null) counts.notDueYet += 1;
    else {
      counts.fellDue += 1;
      counts[as] += 1;
    }
  }
  placeIn(days, dayKey(team, dueOn), nothing)[side] += 1;
}

function compare(
  before: readonly DueObligation[],
  after: readonly DueObligation[],
  changed: PeriodTally['changed'],
): void {
  const then = new Map(before.map((one) => [one.obligationId, one]));
  for (const one of after) {
    const was = then.get(one.obligationId);
    then.delete(one.obligationId);
    const change = was ? changeOf(was, one) : 'arisen';
    if (change) changed[change] += 1;
  }
  changed.gone += then.size;
}

function changeOf(was: DueObligation, is: DueObligation): keyof PeriodTally['changed'] | undefined {
  if (was.dueOn !== is.dueOn) return 'moved';
  if ((was.as === 'met') === (is.as === 'met')) return undefined;
  return is.as === 'met' ? 'better' : 'worse';
}

const noEnds = (): EndCounts => ({
  fellDue: 0,
  notDueYet: 0,
  met: 0,
  'met-late': 0,
  missed: 0,
  excused: 0,
  waived: 0,
  voided: 0,
  superseded: 0,
});

const nothing = (): Sides<number> => ({ before: 0, after: 0 });
const bothSides = <Counts>(made: () => Counts): Sides<Counts> => ({ before: made(), after: made() });

function placeIn<Key, Value>(places: Map<Key, Value>, key: Key, made: () => Value): Value {
  const found = places.get(key) ?? made();
  places.set(key, found);
  return found;
}

function addEach<Key, Value>(
  places: Map<Key, Value>,
  other: ReadonlyMap<Key, Value>,
  add: (one: Value, other: Value) => void,
  made: () => Value,
): void {
  for (const [key, value] of other) add(placeIn(places, key, made), value);
}

function addSides(one: Sides<EndCounts>, other: Sides<EndCounts>): void {
  for (const side of sides) addCounts(one[side], other[side]);
}

function addCounts<Name extends string>(one: Record<Name, number>, other: Readonly<Record<Name, number>>): void {
  for (const name of Object.keys(other) as Name[]) one[name] += other[name];
}
