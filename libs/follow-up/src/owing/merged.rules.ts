import type { Instant } from '@kept-informed/calendar';
import { endsWithOutcome, type Commitment } from '@kept-informed/commitments';
import type { Occurrence, ReplacedObligation, RunningSeries, SeriesPlace } from '../case/case.events.js';
import type { Absorption, Case } from '../case/case.state.js';
import type { Contact } from '../contact/contact.state.js';
import type { ApplicableCommitment, Ending } from './applicable-commitment.rules.js';
import { cameTogether, originOf, type RecordedWhere } from './came-together.rules.js';
import type { CaseHistory } from './case-history.state.js';
import type { Trigger } from './trigger.rules.js';

type ClaimSubject = Pick<ApplicableCommitment, 'commitment' | 'participant' | 'trigger'>;

export const isOf =
  ({ commitment, participant: { participantId } }: ClaimSubject, triggerId: string) =>
  (one: ReplacedObligation): boolean =>
    one.commitment === commitment.id && one.participantId === participantId && one.triggerId === triggerId;

/** What is owed because of the other of two things that are the same, and so not because of this one (rules.md, Mergers). */
export function isOfTheOther(claim: ClaimSubject, { absorbed }: Pick<Case, 'absorbed'>): boolean {
  const { id } = claim.trigger;
  if (isContinued(claim.commitment)) return false;
  if (absorbed.some(({ same, kept }) => same[id] !== undefined && !kept.some(isOf(claim, id)))) return true;
  // What came with the merger, or whoever did, had nothing here that could give way.
  const ceding = absorbed.find((one) => isKeptInstead(claim, one));
  return ceding !== undefined && Math.max(claim.trigger.version, claim.participant.version) > ceding.version;
}

/** The same is owed on because of a thing of the case that was merged. */
function isKeptInstead(claim: ClaimSubject, { same, kept }: Absorption): boolean {
  const there = Object.keys(same).filter((one) => same[one] === claim.trigger.id);
  return there.some((one) => kept.some(isOf(claim, one)));
}

/** What was over in the case that was merged, and is not owed on. */
export const isLeftBehind = (claim: ClaimSubject, { absorbed }: Pick<Case, 'absorbed'>): boolean =>
  absorbed.some(
    ({ caseId, kept }) => caseId === claim.trigger.carriedFrom && !kept.some(isOf(claim, claim.trigger.id)),
  );

/** What was over by a merger with which the same of the other case went on: whatever becomes known of it since, it gives way then. */
export function cededTo(claim: ClaimSubject, { absorbed }: Case): Ending | undefined {
  if (claim.commitment.recurs !== 'no') return undefined;
  const merger = absorbed.find((one) => isKeptInstead(claim, one));
  return merger && supersededBy({ ...merger, by: merger.caseId });
}

/**
 * A series that does not run on here: it gave way, or did not run, in the case that was merged into this one; or it would begin
 * beside the one that was brought.
 */
export function isOfNoSeries(claim: ClaimSubject, { absorbed, brought }: CaseHistory): boolean {
  const { trigger, participant, commitment } = claim;
  if (isAgreed(commitment))
    return absorbed.some(
      ({ caseId, at, running = [], plansRunOn }) =>
        plansRunOn && trigger.carriedFrom === caseId && trigger.at < at && !running.some(isOf(claim, trigger.id)),
    );
  if (!isContinued(commitment)) return false;
  return absorbed.some(({ caseId, version, running }) => {
    if (!running) return false;
    if (trigger.carriedFrom === caseId) return !running.some(isOf(claim, trigger.id));
    // What another merger brought runs, or not, by that.
    const isSince =
      (trigger.carriedFrom === undefined && trigger.version > version) ||
      (participant.version > version && brought.has(participant.version));
    return isSince && running.some(isBroughtAs(claim));
  });
}

/** The series of another case that is of the same promise to the same participant. */
export const isBroughtAs =
  ({ commitment, participant: { participantId } }: ClaimSubject) =>
  (one: RunningSeries): boolean =>
    one.place !== undefined && one.commitment === commitment.id && one.participantId === participantId;

/** A series of a case that was merged into this one, which goes on from where it was; `at`: since when here. */
export interface BroughtSeries extends RunningSeries {
  readonly place: SeriesPlace;
  readonly at: Instant;
}

export function broughtSeries(claim: ClaimSubject, { absorbed }: Case): BroughtSeries | undefined {
  for (const { at, running = [] } of absorbed) {
    const one = running.find(isOf(claim, claim.trigger.id));
    if (one?.place) return { ...one, place: one.place, at };
  }
  return undefined;
}

/** The other of the two was due first, so this one gives way to it, met or not (rules.md, Mergers). */
export function givenWay(claim: ClaimSubject, { merged, absorbed }: Case): Ending | undefined {
  const isThis = isOf(claim, claim.trigger.id);
  const away = merged?.replaced.some(isThis) ? { ...merged, by: merged.into } : undefined;
  const here = absorbed.find(({ replaced }) => replaced.some(isThis));
  const found = away ?? (here && { ...here, by: here.caseId });
  if (!found) return undefined;
  return supersededBy(found);
}

const supersededBy = ({ at, by, version }: Occurrence & { readonly by: string }): Ending => {
  return { as: 'superseded', at, by, version, because: 'same-due-first', recordedLate: false, leavesMissed: false };
};

/** The merger by which what was recorded in two cases came together: of cases that were merged into this one the later. */
const mergerOf = (one: string | undefined, other: string | undefined, absorbed: Case['absorbed']) =>
  absorbed.findLast(({ caseId }) => caseId === one || caseId === other);

/** Of a plan of another case in whose series nothing was current by the merger: when that was. What was over by then stays there. */
export function overBefore(claim: ClaimSubject, { absorbed }: Case): Instant | undefined {
  const { carriedFrom, id } = claim.trigger;
  if (carriedFrom === undefined || !isAgreed(claim.commitment)) return undefined;
  const isOfThis = isOf(claim, id);
  return absorbed.find(
    ({ caseId, running = [] }) => caseId === carriedFrom && running.some((one) => !one.place && isOfThis(one)),
  )?.at;
}

/** When a merger made a fact one of those of the case that another was recorded in; undefined: it was so from the first. */
export function metAt(version: number, trigger: RecordedWhere, state: CaseHistory): Instant | undefined {
  const origin = state.brought.get(version);
  const merger = cameTogether(origin, originOf(trigger, state), state);
  if (!merger) return undefined;
  const { caseId, at } = merger;
  const isOfBoth =
    origin === caseId && (caseId === undefined ? isSince(version, at, state) : state.recorded.get(version)! > at);
  return isOfBoth ? undefined : at;
}

/** When the cases became one in which a fact and another were recorded, whenever that was; undefined: both were in one. */
export const together = (version: number, trigger: RecordedWhere, state: CaseHistory): Instant | undefined =>
  cameTogether(state.brought.get(version), originOf(trigger, state), state)?.at;

const isSince = (version: number, at: Instant, { absorbed }: Case): boolean =>
  version > absorbed.findLast((one) => one.at === at)!.version;

/**
 * When the merger brought a contact to what is owed because of something in the other case: recorded then. Undefined where both
 * are of one case.
 */
export function broughtAt(contact: Contact, trigger: Trigger, state: Case): Instant | undefined {
  return cameTogether(originOf(contact, state), originOf(trigger, state), state)?.at;
}

/**
 * Whether a contact counts for a series that runs on after a merger: one of the other case only since what is current became so
 * (rules.md, Mergers).
 */
export function countsFor(claim: ClaimSubject, { absorbed }: Case): (contact: Contact) => boolean {
  const { carriedFrom, id, at } = claim.trigger;
  const isEither = isContinued(claim.commitment) || isAgreed(claim.commitment);
  if (absorbed.length === 0 || !isEither) return () => true;
  return ({ carriedFrom: origin, occurred, version }) => {
    const merger = mergerOf(origin, carriedFrom, absorbed);
    const isAlways = origin === carriedFrom || (origin === undefined && version > (merger?.version ?? 0));
    if (isAlways || !merger?.running) return true;
    if (isAgreed(claim.commitment) && (!merger.plansRunOn || at >= merger.at)) return true;
    const own = merger.running.find(isOf(claim, id));
    // What gave way by then is over.
    if (!own && isContinued(claim.commitment) && merger.running.some(isBroughtAs(claim))) return false;
    return occurred >= (own?.since ?? merger.at);
  };
}

/** Two of which become one with a merger: not as agreed with somebody, nor about complaints, of which each has its own. */
export const isContinued = (commitment: Commitment): boolean =>
  commitment.recurs !== 'no' && !isAgreed(commitment) && !endsWithOutcome(commitment);

/** Updates as agreed: each plan has a series of its own, which goes on from where it was until another plan holds. */
export const isAgreed = ({ limit }: Commitment): boolean => limit === 'agreed';
