import { naming } from '../oracle/brought.js';
import type { Duty } from '../oracle/duty.js';
import { cameAlong, of, type Absorbed, type Fact, type History } from '../oracle/history.js';
import { interpret } from '../oracle/interpret.js';
import { left } from '../oracle/merger.js';

/** What was recorded of each case, by its id. */
export type Cases = ReadonlyMap<string, readonly Fact[]>;

type Names = Readonly<Record<string, string>>;

/** The cases that were merged into this one, one after another, each as it was by then. */
export function absorbedIn(history: History, cases: Cases): Absorbed[] {
  return of('CaseAbsorbed', history).map((merger) => absorbedBy(merger, history, cases));
}

function absorbedBy({ data: absorbed, occurred: at }: Fact, history: History, cases: Cases): Absorbed {
  const all = cases.get(absorbed.caseId)!;
  const { version, data } = all.find(({ type }) => type === 'CaseMerged')!;
  const suspects = new Map(
    of('MilestoneReached', history)
      .filter((fact) => fact.data.carriedFrom === absorbed.caseId)
      .map((fact) => [fact.data.milestoneId, fact.data.suspect]),
  );
  const before = { ...history, facts: all.filter((fact) => fact.version < version), now: at };
  const there = renamed({ ...before, absorbed: absorbedIn(before, cases) }, data.participants, suspects);
  const isMilestone = ([id]: [string, unknown]) => suspects.has(id);
  const same = Object.fromEntries(Object.entries<string>(absorbed.same ?? {}).filter(isMilestone));
  return { at, there, same };
}

/** With participants and suspects as another case has them; a link names the other case, and nothing is owed because of it. */
function renamed(history: History, participants: Names, suspects: ReadonlyMap<string, string>): History {
  const facts = history.facts
    .filter(({ type }) => type !== 'CaseLinked')
    .map((fact) => ({ ...fact, data: placed(fact.data, participants, suspects) }));
  const absorbed = history.absorbed?.map((one) => ({ ...one, there: renamed(one.there, participants, suspects) }));
  return { ...history, facts, absorbed };
}

/** What a case owes that was merged into another, its participants by their own names; undefined where it was not. */
export function leftIn(history: History, cases: Cases): Duty[] | undefined {
  const merger = of('CaseMerged', history)[0];
  if (!merger) return undefined;
  const { into, participants } = merger.data;
  const other = { ...history, facts: cases.get(into)! };
  const { version } = of('CaseAbsorbed', other).find(({ data }) => isOf(data.caseId, history))!;
  const before = { ...other, facts: other.facts.filter((fact) => fact.version < version), now: merger.occurred };
  const absorbed = absorbedIn(other, cases).find(({ there }) => isOf(caseOf(there), history))!;
  const back = inverse(participants);
  const since = recordedSince(version, cases.get(into)!, cases).filter(({ recorded }) => recorded <= history.now);
  return left({ ...before, absorbed: absorbedIn(before, cases) }, absorbed, interpret, since, history.now).map(
    (duty) => {
      const [commitment, person, ...rest] = duty.key.split(' ') as [string, string, ...string[]];
      return { ...duty, key: [commitment, back[person] ?? person, ...rest].join(' ') };
    },
  );
}

/** What was recorded of a case after a version, and of that into which it was merged on, by the names that it has for people. */
function recordedSince(version: number, facts: readonly Fact[], cases: Cases): Fact[] {
  // What is put right in the last is recorded in those that it came through as well, and is brought with a merger.
  const own = facts.filter((fact) => fact.version > version && !fact.data.putRightIn && !cameAlong(fact));
  const merger = own.find(({ type }) => type === 'CaseMerged');
  if (!merger) return own;
  const { into, participants } = merger.data;
  const there = cases.get(into)!;
  const absorbed = there.find(({ type, data }) => type === 'CaseAbsorbed' && data.caseId === caseOf({ facts }))!;
  const back = inverse(participants);
  const named = naming(inverse(absorbed.data.same ?? {}));
  const onwards = recordedSince(absorbed.version, there, cases).map((fact) =>
    named({ ...fact, data: placed(fact.data, back) }),
  );
  return [...own, ...onwards];
}

const inverse = (names: Names): Names => Object.fromEntries(Object.entries(names).map(([one, other]) => [other, one]));

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

const caseOf = (history: Pick<History, 'facts'>): string => of('CaseOpened', history)[0]!.data.caseId;
const isOf = (caseId: string, history: History): boolean => caseOf(history) === caseId;

/** Participants and suspects as the other case has them. */
function placed(data: object, participants: Names, suspects: ReadonlyMap<string, string> = new Map()): object {
  const place = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(place) : typeof value === 'string' ? (participants[value] ?? value) : value;
  const ofDuty = (key: string) => key.split(' ').map(place).join(' ');
  const found = Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, name === 'key' ? ofDuty(value) : place(value)]),
  );
  const suspect = suspects.get(found['milestoneId'] as string);
  return { ...found, ...(suspect !== undefined && { suspect }) };
}
