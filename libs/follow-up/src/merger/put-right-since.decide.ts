import type { Instant } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import type { BroughtDutiesCorrected, MilestoneVoided, ParticipantDetailsCorrected } from '../case/case.events.js';
import { allOf } from '../case/same-milestone.rules.js';
import type { ContactCorrected, ContactStruckOut, ReceiptCame } from '../contact/contact.events.js';
import { correctContact, moveContact, strikeOutContact } from '../contact/contact.decide.js';
import type { OptOutVoided } from '../opt-out/opt-out.events.js';
import { cameThrough, gaveWayTo } from '../owing/came-together.rules.js';
import type { CaseHistory } from '../owing/case-history.state.js';
import type { DisputedCase } from '../reconcile/as-it-stood.rules.js';
import { heldDisputes } from '../dispute/dispute.state.js';
import { advance, fold, historyFrom, type FollowUp } from '../reconcile/follow-up.state.js';
import { decideThroughout } from './decided-throughout.decide.js';
import { broughtAnew } from './brought-anew.decide.js';
import type { MergerTime } from './merge.decide.js';

/** What is recorded as a contact is struck out or put right. */
export type ContactPutRight = NewFactOf<ContactStruckOut | ContactCorrected | ReceiptCame>;

/** Or as a wish is found never to have been theirs, something never to have happened, or somebody to be otherwise. */
export type PutRight = ContactPutRight | NewFactOf<OptOutVoided | MilestoneVoided | ParticipantDetailsCorrected>;

type PutRightFact = PutRight | NewFactOf<BroughtDutiesCorrected>;

/** What is recorded as a contact is put right: in its case, and in each of those through which it came, in their order. */
export interface PutRightThroughout {
  readonly here: readonly PutRightFact[];
  readonly gaveWay: readonly (readonly PutRightFact[])[];
}

/** The cases that gave way and through which a contact came into this one. */
export function gaveWayWith(contactId: string, state: CaseHistory): string[] {
  const found = state.contacts.find((contact) => contact.contactId === contactId);
  return found ? cameThrough(found, state) : [];
}

/** The same of a wish not to be told. */
export function gaveWayWithWish(optOutId: string, state: CaseHistory): string[] {
  const found = state.optOuts.find((wish) => wish.optOutId === optOutId);
  const origin = found && state.brought.get(found.version);
  return origin === undefined ? [] : cameThrough({ origin }, state);
}

/** The same of something that happened, which cases that gave way may have recorded each by itself. */
export function gaveWayWithMilestone(milestoneId: string, state: CaseHistory): string[] {
  const found = allOf(milestoneId, state).map(({ version }) => state.brought.get(version));
  return [...new Set(found.flatMap((origin) => (origin === undefined ? [] : cameThrough({ origin }, state))))];
}

/** The same of somebody who is on the case. */
export function gaveWayWithParticipant(participantId: string, { absorbed }: CaseHistory): string[] {
  const all = [...absorbed, ...absorbed.flatMap(({ before }) => before)];
  return all.filter(({ joined }) => joined[participantId] !== undefined).map(({ caseId }) => caseId);
}

/**
 * What came with a merger is put right where it was recorded, too, and what was brought because of it is worked out anew, from there to
 * this case (rules.md, Mergers).
 */
export function putRightThroughout(
  facts: readonly PutRight[],
  here: FollowUp,
  gaveWay: readonly FollowUp[],
  time: MergerTime,
): PutRightThroughout {
  const recorded = new Map<FollowUp, readonly PutRightFact[]>();
  const within = (state: FollowUp, right: readonly PutRight[]): void => {
    const brought = gaveWay.filter((one) => one.case!.merged!.into === state.case!.caseId);
    for (const from of brought) within(from, placedBack(right, from.case!, state.case!, time.now));
    recorded.set(state, [...right, ...brought.flatMap((from) => corrected(from, recorded.get(from)!, state, time))]);
  };
  within(here, facts);
  return { here: recorded.get(here)!, gaveWay: gaveWay.map((one) => recorded.get(one)!) };
}

/**
 * As the case that gave way knows it: by the ids that they have there. What is said to have been after the merger, or with
 * others alone, never was of that case.
 */
function placedBack(
  facts: readonly PutRight[],
  { caseId, merged, contacts, participants }: CaseHistory,
  { caseId: putRightIn, absorbed }: CaseHistory,
  now: Instant,
): PutRight[] {
  const [first] = facts;
  const people = inverse(merged!.participants);
  const names = inverse(absorbed.find((one) => one.caseId === caseId)!.same);
  if (first?.type === 'MilestoneVoided') {
    const { milestoneId } = first.data;
    return [{ ...first, data: { ...first.data, milestoneId: names[milestoneId] ?? milestoneId, putRightIn } }];
  }
  if (first?.type === 'ParticipantDetailsCorrected') return detailsThere(first, people, participants, putRightIn);
  if (first?.type !== 'ContactCorrected')
    return facts.map((fact) => ({ ...fact, data: { ...fact.data, putRightIn } }) as PutRight);
  const { contactId, carriedFrom: _, origin: __, ...details } = first.data;
  const participantIds = details.participantIds.flatMap((id) => people[id] ?? []);
  if (participantIds.length === 0 || first.occurred > merged!.at)
    return [{ type: 'ContactStruckOut', data: { contactId, putRightIn }, occurred: now }];
  const { carriedFrom, origin } = contacts.find((one) => one.contactId === contactId)!;
  const milestoneIds = details.milestoneIds?.map((id) => names[id] ?? id);
  const own = { ...details, contactId, participantIds, putRightIn };
  const provenance = { ...(carriedFrom && { carriedFrom }), ...(origin && { origin }) };
  return [
    { ...first, data: { ...own, ...provenance, ...(milestoneIds && { milestoneIds }) } },
    ...facts.slice(1).map((fact) => ({ ...fact, data: { ...fact.data, putRightIn } }) as PutRight),
  ];
}

/** What of it was typed wrongly there too. How old somebody was holds since the merger alone. */
function detailsThere(
  fact: NewFactOf<ParticipantDetailsCorrected>,
  people: Readonly<Record<string, string>>,
  participants: CaseHistory['participants'],
  putRightIn: string,
): PutRight[] {
  const there = participants.get(people[fact.data.participantId]!)!;
  const { role, business, authorityUntil = null, died } = there;
  const typed = { role, business, authorityUntil, diedOn: died?.on ?? null };
  const { ageAtOffence: _, ...after } = fact.data.after;
  const fields = (Object.keys(after) as (keyof typeof typed)[]).filter((field) => after[field] !== typed[field]);
  if (fields.length === 0) return [];
  const pick = (from: object) => Object.fromEntries(fields.map((field) => [field, (from as typeof typed)[field]]));
  const { participantId } = there;
  const data = { ...fact.data, participantId, before: pick(typed), after: pick(after), person: [], putRightIn };
  return [{ ...fact, data }];
}

const inverse = (ids: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(ids).map(([one, other]) => [other, one]));

/** What the case that gave way would have owed at the merger; nothing where that is what was brought. */
function corrected(
  from: FollowUp,
  facts: readonly PutRightFact[],
  { told, case: subject }: FollowUp,
  { now, book }: MergerTime,
): NewFactOf<BroughtDutiesCorrected>[] {
  if (facts.length === 0) return [];
  const { caseId, merged } = from.case!;
  const absorption = subject!.absorbed.find((one) => one.caseId === caseId)!;
  const { kept, running = [] } = absorption;
  const into = historyFrom(told.filter(({ version }) => version < absorption.version))!;
  const known = broughtAnew({ from: asItWas(from, facts, now), into, merged: merged!, absorption }, book);
  if (inOrder(known) === inOrder({ kept, running })) return [];
  return [{ type: 'BroughtDutiesCorrected', data: { caseId, ...known }, occurred: now }];
}

/** What was read from the store has its fields in another order than what was just worked out. */
const inOrder = (data: object): string =>
  JSON.stringify(data, (_, value: unknown) =>
    value instanceof Object && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(byName))
      : value,
  );

const byName = ([one]: [string, unknown], [other]: [string, unknown]): number => (one < other ? -1 : 1);

/** The case by its merger, with what is known of that time since. */
function asItWas(
  { told, case: subject, disputes }: FollowUp,
  facts: readonly PutRightFact[],
  now: Instant,
): DisputedCase {
  const { version } = subject!.merged!;
  // What was put right before now was since the merger, too.
  const state = fold(told.filter((fact) => fact.version !== version));
  advance(state, facts, { by: '', requestId: '', recorded: now });
  return { subject: state.case!, told: state.told, held: heldDisputes(disputes, version) };
}

/** What a contact was otherwise, or is decided of a dispute, and where that is recorded. */
export const puttingRight = {
  correct: correctContact,
  move: moveContact,
  strikeOut: strikeOutContact,
  gaveWayWith,
  gaveWayWithMilestone,
  gaveWayWithParticipant,
  gaveWayWithWish,
  gaveWayTo,
  throughout: putRightThroughout,
  decide: decideThroughout,
};
