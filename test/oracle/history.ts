import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { Commitment, Terms } from '@kept-informed/commitments';
import type { Met } from './duty.js';
import { earlier, endOfLondonDay, later } from './london.js';

/** A fact that people recorded, in the order of recording. */
export interface Fact {
  readonly type: string;
  readonly data: any;
  readonly occurred: Instant;
  readonly known?: Instant;
  readonly recorded: Instant;
  readonly by: string;
  readonly version: number;
  /** When it came from another case with a merger: a contact counts as recorded then, a milestone changes nothing before it. */
  readonly brought?: Instant;
}

/** Longer than any history. */
export const never: Instant = '9999-12-31T00:00:00.000Z';

/** Everything that is known by an instant: what people recorded, and the terms activated by then. */
export interface History {
  readonly facts: readonly Fact[];
  readonly catalogue: readonly Commitment[];
  readonly terms: readonly Terms[];
  readonly now: Instant;
  /** All that came to be known, where this is what was known before some of it. */
  readonly whole?: History;
  /** As it was typed, where something of it was put right since and is read as it really was. */
  readonly typed?: History;
  /** The cases that were merged into this one, one after another. */
  readonly absorbed?: readonly Absorbed[];
  /** When this, which is gone on with as though it had stayed apart, became one with others. */
  readonly merging?: readonly Instant[];
  /** The other case, of those of which the last made it one, gone on with as though it had stayed apart. */
  readonly apart?: OtherCase;
}

/** What of two cases that became one goes on in the other of them. */
export interface OtherCase {
  readonly since: Instant;
  /** It is the one in which both are followed up. */
  readonly isFollowedUp: boolean;
  /** Whether a series of a promise to somebody, or that of a plan, is read there. */
  readonly runs: (commitment: string, person: string, trigger: string) => boolean;
  readonly history: () => History;
}

/** Another case that was merged into this one, as it was by then, its participants by the names that they have here. */
export interface Absorbed {
  readonly at: Instant;
  readonly there: History;
  /** Its milestones that are milestones of this one, by their ids. */
  readonly same: Readonly<Record<string, string>>;
}

/** A case as it was by a merger, before anything was brought to it. */
export function beforeMerging(at: Instant, { facts, merging = [], ...history }: History): History {
  const first = facts.findIndex(({ brought }) => brought === at);
  const before = merging.filter((one) => one < at);
  return { ...history, facts: first < 0 ? facts : facts.slice(0, first), now: at, merging: before, apart: undefined };
}

/** Reads something of a history once, however often it is asked for while that is interpreted. */
export function readOnce<T>(read: (history: History) => T): (history: History) => T {
  const known = new WeakMap<History, T>();
  return (history) => {
    if (!known.has(history)) known.set(history, read(history));
    return known.get(history)!;
  };
}

export function of(type: string, { facts }: Pick<History, 'facts'>): readonly Fact[] {
  return facts.filter((fact) => fact.type === type);
}

/** Earliest first; of the same instant, first recorded first. */
export function inOrder(a: { at: Instant; version: number }, b: { at: Instant; version: number }): number {
  if (a.at === b.at) return a.version - b.version;
  return a.at < b.at ? -1 : 1;
}

export interface Heard {
  readonly id: string;
  readonly at: Instant;
  readonly recorded: Instant;
  /** When it was sent, where it arrived later. */
  readonly sent?: Instant;
  readonly version: number;
  readonly data: any;
  /** As it was believed to have been before it was corrected. */
  readonly once?: Heard;
  /** What told that it had arrived, by its version. */
  readonly arrival?: number;
  /** When a letter is known to have arrived. */
  readonly there?: Instant;
  /** When it was known to have come back after it was sent. */
  readonly returned?: Instant;
}

/** That it was recorded in another case, and came with a merger; what is put right since of a contact that came so did not. */
export const cameAlong = ({ type, data }: Fact): boolean =>
  data.carriedFrom !== undefined && (type !== 'ContactCorrected' || data.firstRecorded !== undefined);

/** When a fact was recorded, here or on the case that it was carried from. */
export const firstRecorded = ({ data, recorded }: Fact): Instant => data.firstRecorded ?? recorded;

/** The contacts as they are now believed to have been (rules.md, Putting right), earliest first. */
export const contacts = readOnce((history): readonly Heard[] => {
  const recordedFirst = [...of('ContactMade', history), ...of('ContactAttempted', history)];
  const found = recordedFirst.flatMap((made): Heard[] => {
    const { contactId } = made.data;
    if (of('ContactStruckOut', history).some(({ data }) => data.contactId === contactId)) return [];
    const corrected = of('ContactCorrected', history).find(({ data }) => data.contactId === contactId);
    const receipts = of('ReceiptCame', history).filter(({ data }) => data.contactId === contactId);
    const heard = (fact: Fact, since: readonly Fact[]): Heard => {
      const { data, occurred, version } = fact;
      return withReceipts({ id: contactId, at: occurred, recorded: firstRecorded(fact), version, data }, since);
    };
    if (!corrected) return [heard(made, receipts)];
    // rules.md, Putting right: what was put right later holds, of what became of it too.
    const isSince = ({ version }: Fact) => version > corrected.version;
    const once = heard(
      made,
      receipts.filter((one) => !isSince(one)),
    );
    return [{ ...heard(corrected, receipts.filter(isSince)), once }];
  });
  // One may be put right since to have been later.
  return found.filter(({ at }) => at <= history.now).sort(inOrder);
});

/** rules.md, What discharges: a receipt that comes later is a fact of its own; a text reaches when it arrives. */
function withReceipts(sent: Heard, receipts: readonly Fact[]): Heard {
  const returned = receipts.find(({ data }) => data.outcome === 'returned')?.occurred;
  const arrived = receipts.find(({ data }) => data.outcome !== 'returned');
  const isText = sent.data.method === 'sms' && sent.data.outcome === 'sent' && !sent.data.noReceipts;
  const there = arrived && (arrived.data.reachedAt ?? arrived.occurred);
  if (arrived === undefined || !isText) return { ...sent, ...(there && { there }), ...(returned && { returned }) };
  const { outcome } = arrived.data;
  const data = { ...sent.data, outcome };
  return {
    ...sent,
    data,
    at: there!,
    sent: sent.at,
    recorded: arrived.recorded,
    arrival: arrived.version,
    ...(returned && { returned }),
  };
}

/** What does so, each with when that was recorded: before a correction, where the contact did so then, at the same time. */
export function doing(found: readonly Heard[], does: (contact: Heard) => boolean): Met[] {
  const done = found.filter(does).map(({ once, ...contact }) => {
    const { recorded } = once && once.at === contact.at && does(beforeItCameBack(once)) ? once : contact;
    return { at: contact.at, by: contact.id, recorded, version: contact.arrival ?? contact.version };
  });
  return done.sort(inOrder);
}

export interface Person {
  readonly id: string;
  readonly at: Instant;
  readonly data: any;
}

export const people = readOnce((history): readonly Person[] =>
  of('ParticipantAdded', history).map(({ data, occurred }) => ({ id: data.participantId, at: occurred, data })),
);

/** When a representative's authority ends: at the end of its last day, or when it was ended before. */
export function authorityEnds({ id, data }: Person, history: History): Instant {
  const ended = of('AuthorityEnded', history).find((fact) => fact.data.participantId === id)?.occurred ?? never;
  const { on: died } = deathOf(id, history);
  return [data.authorityUntil, died].reduce((end, date) => (date ? earlier(end, endOfLondonDay(date)) : end), ended);
}

/** What is owed to somebody is over with the day of their death, or when it was recorded on that day (rules.md, Lives that change). */
export function dies({ id }: Person, history: History): { at: Instant; known: Instant; version: number } {
  const { on, fact } = deathOf(id, history);
  if (!on || !fact) return { at: never, known: never, version: 0 };
  const lastMoment = new Date(Date.parse(endOfLondonDay(on)) - 1).toISOString();
  const died = earlier(lastMoment, firstRecorded(fact));
  // rules.md, Mergers: what the other case brought changes nothing that was before it.
  return { at: later(died, fact.brought ?? died), known: fact.recorded, version: fact.version };
}

/** The day on which somebody died, by what was recorded of it last: it may have been put right, or taken back. */
export function deathOf(id: string, history: History): { on?: LocalDate | null; fact?: Fact } {
  const own = history.facts.filter(({ data }) => data.participantId === id);
  const fact = own.findLast(
    ({ type, data }) =>
      type === 'ParticipantDied' || (type === 'ParticipantDetailsCorrected' && data.after.diedOn !== undefined),
  );
  return { fact, on: fact?.type === 'ParticipantDied' ? fact.data.on : fact?.data.after.diedOn };
}

/** Whether a contact reached a participant: in person, or through somebody with authority at that time. */
export function reaches(contact: Heard, person: string, history: History): boolean {
  const told: readonly string[] = contact.data.participantIds;
  const represented = people(history).some(
    (one) =>
      one.data.represents === person &&
      told.includes(one.id) &&
      one.at <= contact.at &&
      contact.at < authorityEnds(one, history),
  );
  return told.includes(person) || represented;
}

/** rules.md, Reaching: what reaches by each method. A text that was only sent does by a number that gives no receipts. */
const reaching: Record<string, readonly string[]> = {
  phone: ['spoke', 'told-in-person'],
  'in-person': ['spoke', 'told-in-person'],
  counter: ['spoke', 'told-in-person'],
  video: ['spoke', 'told-in-person'],
  letter: ['sent', 'delivered'],
  email: ['sent', 'delivered', 'read'],
  portal: ['sent', 'delivered', 'read'],
  sms: ['delivered', 'read'],
};

/** rules.md, Who is told, Reaching, Routes, Automatic messages, Identity and Chases. */
export const discharging = (contact: Heard): boolean => contact.returned === undefined && seemedToReach(contact);

/** The same as it was believed before it came back. */
export const beforeItCameBack = (contact: Heard): Heard => ({ ...contact, returned: undefined });

/** Whether it reached them, as far as is known of when it was made. */
export function seemedToReach(contact: Heard): boolean {
  const { method, outcome, route, purpose, direction, tells, automatic, identityVerified, noReceipts } = contact.data;
  if (purpose === 'survey' || automatic) return false;
  if (route === 'dead' && direction === 'outbound') return false;
  if (route === 'unsafe' && direction === 'outbound' && purpose !== 'referral') return false;
  if (identityVerified === false && !isWritten(contact)) return false;
  const isTaken = method === 'sms' && outcome === 'sent' && noReceipts === true;
  if (!isTaken && !reaching[method]!.includes(outcome)) return false;
  return direction === 'outbound' || purpose === 'update' || tells.length > 0;
}

/** Told about the case, even if only "nothing new". */
export const isUpdate = (contact: Heard): boolean => discharging(contact) && tellsOfTheCase(contact);

function tellsOfTheCase({ data }: Heard): boolean {
  const { purpose, tells } = data;
  const about = ['update', 'initial-information', 'written-confirmation', 'result', 'reply'].includes(purpose);
  return about || tells.length > 0;
}

const isWritten = ({ data }: Heard): boolean => ['letter', 'email', 'sms', 'portal'].includes(data.method);

/** rules.md, Methods accepted. */
export const accepted = ({ methods }: Commitment, { data }: Heard): boolean => methods?.includes(data.method) ?? true;

export interface Assessed {
  readonly id?: string;
  readonly at: Instant;
  readonly recorded: Instant;
  readonly version: number;
  readonly entitlement: string;
  /** Nobody assessed them then: it holds because of a merger. */
  readonly byMerger: boolean;
}

/** How a participant joined, and then every assessment in order of time. */
export function assessments(person: string, history: History): Assessed[] {
  const read = (fact: Fact, id?: string): Assessed => ({
    id,
    at: fact.occurred,
    recorded: firstRecorded(fact),
    version: fact.version,
    entitlement: fact.data.entitlement,
    byMerger: fact.data.byMerger === true,
  });
  const joined = of('ParticipantAdded', history).find(({ data }) => data.participantId === person)!;
  const assessed = of('EntitlementAssessed', history).filter(({ data }) => data.participantId === person);
  return [read(joined), ...assessed.map((fact) => read(fact, fact.data.assessmentId)).sort(inOrder)];
}

export interface Closure {
  readonly id: string;
  readonly at: Instant;
  readonly recorded: Instant;
  readonly version: number;
  readonly cancelled: boolean;
  /** When it was decided, where that was before. */
  readonly decided?: Instant;
  /** Another force, which is named, has it from then on. */
  readonly transferred: boolean;
  readonly reopened: Instant;
  readonly reopenedBy?: string;
}

/** Each closure with the reopening that was recorded next after it. */
export const closures = readOnce((history): readonly Closure[] =>
  of('CaseClosed', history).map(({ data, occurred, recorded, version }) => {
    const reopening = of('CaseReopened', history).find((fact) => fact.version > version);
    return {
      id: data.closureId,
      at: occurred,
      recorded,
      version,
      cancelled: data.reason === 'cancelled',
      decided: data.decidedAt,
      transferred: data.transferredTo !== undefined,
      reopened: reopening?.occurred ?? never,
      reopenedBy: reopening?.data.reopeningId,
    };
  }),
);

export interface Plan {
  readonly id: string;
  readonly person: string;
  readonly at: Instant;
  readonly version: number;
  readonly frequency: string;
  readonly until?: LocalDate;
  readonly recorded: Instant;
  /** It names the contact in which it was agreed. */
  readonly isAgreed: boolean;
  /** Since when it holds, too, where another case brought it. */
  readonly brought?: Instant;
}

export const plans = readOnce((history): readonly Plan[] =>
  of('ContactPlanAgreed', history)
    .map((fact) => ({ ...fact, recorded: firstRecorded(fact) }))
    .map(({ data, occurred, version, recorded, brought }) => ({
      recorded,
      brought,
      isAgreed: data.contactId !== undefined,
      id: data.planId,
      person: data.participantId,
      at: occurred,
      version,
      frequency: data.frequency,
      until: data.until,
    }))
    .sort(inOrder),
);

/**
 * A plan holds to the end of its last day, or until the next one with the same participant: one of another case from the merger on.
 * `day0`: when the series of that begins.
 */
export function planEnds(plan: Plan, history: History): { at: Instant; by: string; day0?: Instant } {
  const [next] = plans(history)
    .filter((other) => other.person === plan.person && inOrder(other, plan) > 0)
    .map((other) => ({ by: other.id, day0: other.at, at: later(other.at, other.brought ?? other.at) }))
    .sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
  const until = plan.until ? endOfLondonDay(plan.until) : never;
  return next && next.at < until ? next : { at: until, by: plan.id };
}

/** The rulings that still stand, of some kinds. */
export function rulings(history: History, ...types: readonly string[]): Fact[] {
  const undone = of('RulingUndone', history).map(({ data }) => data.rulingId);
  return history.facts.filter(({ type, data }) => types.includes(type) && !undone.includes(data.rulingId));
}

export function mergedAt(history: History): Instant {
  return of('CaseMerged', history)[0]?.occurred ?? never;
}
