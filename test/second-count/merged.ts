import type { Duty } from '../oracle/duty.js';
import { of, type Absorbed, type Fact, type History } from '../oracle/history.js';
import { interpret } from '../oracle/interpret.js';
import { left } from '../oracle/merger.js';

/** What was recorded of each case, by its id. */
export type Cases = ReadonlyMap<string, readonly Fact[]>;

type Names = Readonly<Record<string, string>>;

/** The case that was merged into this one, as it was by then; none was: undefined. */
export function absorbedIn(history: History, cases: Cases): Absorbed | undefined {
  const [merger, another] = of('CaseAbsorbed', history);
  if (!merger) return undefined;
  if (another) throw new Error('Two cases were merged into one: that is not read here');
  const there = cases.get(merger.data.caseId)!;
  const { version, data } = there.find(({ type }) => type === 'CaseMerged')!;
  const suspects = new Map(
    of('MilestoneReached', history)
      .filter((fact) => fact.data.carriedFrom === merger.data.caseId)
      .map((fact) => [fact.data.milestoneId, fact.data.suspect]),
  );
  // A link names the other case, and nothing is owed because of it.
  const facts = there
    .filter((fact) => fact.version < version && fact.type !== 'CaseLinked')
    .map((fact) => ({ ...fact, data: placed(fact.data, data.participants, suspects) }));
  const isMilestone = ([id]: [string, unknown]) => suspects.has(id);
  const same = Object.fromEntries(Object.entries<string>(merger.data.same ?? {}).filter(isMilestone));
  return { at: merger.occurred, there: { ...history, facts, now: merger.occurred, absorbed: undefined }, same };
}

/** What a case owes that was merged into another, its participants by their own names; undefined where it was not. */
export function leftIn(history: History, cases: Cases): Duty[] | undefined {
  const merger = of('CaseMerged', history)[0];
  if (!merger) return undefined;
  const { into, participants } = merger.data;
  const other = cases.get(into)!;
  const { version } = other.find(({ type, data }) => type === 'CaseAbsorbed' && isOf(data.caseId, history))!;
  const whole = { ...history, absorbed: undefined };
  const absorbed = absorbedIn({ ...whole, facts: other }, cases)!;
  const here = { ...whole, facts: other.filter((fact) => fact.version < version), now: merger.occurred };
  const back = Object.fromEntries(Object.entries<string>(participants).map(([theirs, ours]) => [ours, theirs]));
  return left(here, absorbed, interpret).map((duty) => {
    const [commitment, person, ...rest] = duty.key.split(' ') as [string, string, ...string[]];
    return { ...duty, key: [commitment, back[person] ?? person, ...rest].join(' ') };
  });
}

/** The name that a duty of a merged case has in the other one, by its key; undefined where the case was not merged. */
export function nameElsewhere(facts: readonly Fact[]): { into: string; of: (key: string) => string } | undefined {
  const merger = facts.find(({ type }) => type === 'CaseMerged');
  if (!merger) return undefined;
  const { into, participants } = merger.data;
  return {
    into,
    of: (key) => {
      const [commitment, person, ...rest] = key.split(' ') as [string, string, ...string[]];
      return [commitment, participants[person] ?? person, ...rest].join(' ');
    },
  };
}

const isOf = (caseId: string, history: History): boolean => of('CaseOpened', history)[0]!.data.caseId === caseId;

/** Participants and suspects as the other case has them. */
function placed(data: object, participants: Names, suspects: ReadonlyMap<string, string>): object {
  const place = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(place) : typeof value === 'string' ? (participants[value] ?? value) : value;
  const found = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, place(value)]));
  const suspect = suspects.get(found['milestoneId'] as string);
  return { ...found, ...(suspect !== undefined && { suspect }) };
}
