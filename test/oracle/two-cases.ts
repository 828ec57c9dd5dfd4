import type { Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import {
  advance,
  mergeCases,
  puttingRight,
  reconcile,
  type FollowUp,
  type FollowUpEvent,
} from '@kept-informed/follow-up';
import type { PastFact } from '../support/facts.js';
import { given } from '../support/given.js';
import { gaveWayWith, isPutRight, type RightFact } from '../support/put-right.js';
import { interpret } from './interpret.js';
import type { Absorbed, Fact, History } from './history.js';
import { historyOf, recordedAt } from './lives.js';
import { left } from './merger.js';
import { derived } from './compare.js';
import type { Duty } from './duty.js';

/** Two cases of one matter: what was recorded of each, and when the one was merged into the other, and how. */
export interface TwoCases {
  readonly from: readonly PastFact[];
  readonly into: readonly PastFact[];
  readonly at: Instant;
  readonly asked: Omit<Parameters<typeof mergeCases>[2], 'into'>;
  /** Recorded on the other since. */
  readonly since: readonly PastFact[];
}

/** What both interpreters say of both cases at an instant. */
export interface Readings {
  readonly here: readonly Duty[];
  readonly there: readonly Duty[];
}

/** What the product makes of it. */
export function derivedTogether(cases: TwoCases, book: Rulebook, now: Instant): Readings {
  const { at, since } = cases;
  const [from, into] = [settled(cases.from, book, at), settled(cases.into, book, at)];
  const facts = mergeCases(
    { case: from.case!, facts: streamOf(cases.from), obligations: from.obligations, disputes: from.disputes },
    { case: into.case!, obligations: into.obligations },
    { ...cases.asked, into: into.case!.caseId } as Parameters<typeof mergeCases>[2],
    { now: at, book },
  );
  const recorded = (fact: object) => ({ fact, recorded: at }) as PastFact;
  const told = (before: readonly PastFact[], added: readonly object[]) => [...before, ...added.map(recorded)];
  const ids = [into, from].map((state) => state.case!.caseId) as [string, string];
  const logs = new Map([
    [ids[0], told(cases.into, facts.into)],
    [ids[1], told(cases.from, facts.from)],
  ]);
  for (const one of since) record(logs, ids[0], one, book);
  const [here, there] = ids.map((id) => derived({ told: logs.get(id)!, book }, now)) as [Duty[], Duty[]];
  return { here, there };
}

/** Records in a case what was told; what puts a contact right, as the product does, in the cases through which that came as well. */
export function record(logs: Map<string, PastFact[]>, caseId: string, one: PastFact, book: Rulebook): void {
  const { fact, recorded } = one;
  if (!isPutRight(fact)) {
    logs.get(caseId)!.push(one);
    return;
  }
  const here = settled(logs.get(caseId)!, book, recorded);
  const through = gaveWayWith(fact, here);
  const gaveWay = through.map((id) => settled(logs.get(id)!, book, recorded));
  const facts = puttingRight.throughout([placedIn(here, fact)], here, gaveWay, { now: recorded, book });
  const added = [facts.here, ...facts.gaveWay];
  for (const [index, id] of [caseId, ...through].entries())
    for (const fact of added[index]!) logs.get(id)!.push({ fact, recorded } as PastFact);
}

/** What is put right of a contact that came with a merger still says from where. */
function placedIn(here: FollowUp, fact: RightFact): RightFact {
  if (fact.type !== 'ContactCorrected') return fact;
  const { carriedFrom, origin } = here.case!.contacts.find(({ contactId }) => contactId === fact.data.contactId)!;
  if (carriedFrom === undefined) return fact;
  return { ...fact, data: { ...fact.data, carriedFrom, ...(origin && { origin }) } };
}

/** What the second interpreter makes of it. */
export function readTogether(cases: TwoCases, book: Rulebook, now: Instant): Readings {
  const { at, since, asked } = cases;
  // A suspect who is not said to be the other stays another, whatever they are called.
  const suspects = cases.into.flatMap(({ fact }) => (fact as unknown as Fact).data.suspect ?? []);
  const apart = Object.fromEntries(suspects.map((suspect) => [suspect, `${suspect}@c2`]));
  const names = { ...asked.participants, ...apart };
  const placed = cases.from.map(({ fact, recorded }) => ({ fact: renamed(fact, names), recorded }));
  const absorbed: Absorbed = { at, there: historyOf(placed, book, at), same: asked.milestones ?? {} };
  const merger = { fact: { type: 'CaseAbsorbed', data: { caseId: 'c2' }, occurred: at }, recorded: at } as PastFact;
  const history: History = { ...historyOf([...cases.into, merger, ...since], book, now), absorbed: [absorbed] };
  const here = historyOf(cases.into, book, at);
  const back = Object.fromEntries(Object.entries(asked.participants).map(([theirs, ours]) => [ours, theirs]));
  const version = cases.into.length + 1;
  const known = history.facts.filter((fact) => fact.version > version);
  const there = left(here, absorbed, interpret, known, now).map((duty) => {
    const [commitment, person, ...rest] = duty.key.split(' ');
    return { ...duty, key: [commitment, back[person!] ?? person, ...rest].join(' ') };
  });
  return { here: interpret(history), there };
}

export function settled(told: readonly PastFact[], book: Rulebook, at: Instant): FollowUp {
  const state = given(...told);
  advance(state, reconcile(state, book, at).facts, recordedAt(at));
  return state;
}

/** The facts as a stream holds them. */
export const streamOf = (told: readonly PastFact[]): FollowUpEvent[] =>
  told.map(({ fact, recorded }, index) => ({ ...fact, recorded, version: index + 1 }) as unknown as FollowUpEvent);

function renamed(fact: PastFact['fact'], places: Readonly<Record<string, string>>): PastFact['fact'] {
  const place = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(place) : typeof value === 'string' ? (places[value] ?? value) : value;
  const ofDuty = (key: string) => key.split(' ').map(place).join(' ');
  const data = Object.fromEntries(
    Object.entries((fact as unknown as Fact).data).map(([name, value]) => [
      name,
      name === 'key' ? ofDuty(value as string) : place(value),
    ]),
  );
  return { ...fact, data } as PastFact['fact'];
}
