import { laterOf, type Instant, type LocalDate } from '@kept-informed/calendar';
import type { Case } from '../case/case.state.js';
import { inTime } from '../case/occurrence.rules.js';
import type { Participant } from '../case/participant.state.js';
import { endsWithOutcome, termsAt, underTarget, type Commitment, type Rulebook } from '@kept-informed/commitments';
import { adoptionsOf, type Adoption } from './adoption.rules.js';
import type { ApplicableCommitment } from './applicable-commitment.rules.js';
import type { CaseHistory } from './case-history.state.js';
import { entitledWhere } from './assessment.rules.js';
import { joinedIn, originOf, type RecordedWhere } from './came-together.rules.js';
import { isContinued, isOfNoSeries, isOfTheOther, metAt } from './merged.rules.js';
import { presumedSince } from './presumption.rules.js';
import { dateOf, type CaseReading } from './reading.rules.js';
import { complaintsOf, firstNotices } from './complaint.rules.js';
import { decidedOrAt, triggersOf, type Trigger } from './trigger.rules.js';

/**
 * What each participant is owed because of each trigger: the edition in force on the trigger's date, for each adopted
 * commitment and each participant in a role that it is owed to, in the order of the catalogue (rules.md, Editions
 * and Adoption).
 */
export function applicableCommitments(reading: CaseReading): readonly ApplicableCommitment[] {
  const { state, book } = reading;
  const { shapedBy } = state;
  const notices = firstNotices(reading);
  if (notices.length > 0) return commitmentsOf([...triggersOf(state), ...notices], reading);
  const before = known.get(state);
  if (before?.book === book && before.shapedBy === shapedBy) return before.commitments;
  const commitments = commitmentsOf(triggersOf(state), reading);
  known.set(state, { book, shapedBy, commitments });
  return commitments;
}

/** Of a case as it is shaped: nearly every contact leaves them as they were. */
const known = new WeakMap<
  CaseHistory,
  { readonly book: Rulebook; readonly shapedBy: number; readonly commitments: readonly ApplicableCommitment[] }
>();

function commitmentsOf(triggers: readonly Trigger[], reading: CaseReading): ApplicableCommitment[] {
  const { state, book } = reading;
  const found: PlacedCommitment[] = [];
  const series = new Map<string, PlacedCommitment[]>();
  for (const trigger of triggers) {
    const on = dateOf(trigger.at, book);
    const terms = termsAt(book, trigger.at);
    for (const participant of state.participants.values()) {
      for (const adoption of adoptedFor(trigger, on, participant, reading)) {
        if (!isOwed(adoption.commitment, trigger, participant)) continue;
        const commitment = underTarget(adoption.commitment, terms);
        const presumed = presumedSince(participant, state, adoption.edition, terms);
        const putRight = owedSince(adoption, trigger, participant, reading);
        const entitled = entitledWhere(trigger, participant, state);
        const placed = claimOf({ ...adoption, commitment, presumedSince: presumed, putRight }, trigger, entitled);
        if (isOfTheOther(placed.applicable, state) || isOfNoSeries(placed.applicable, state)) continue;
        if (!isOneSeries(adoption.commitment)) found.push(placed);
        else keepTogether(placed, series, state);
      }
    }
  }
  for (const one of series.values()) found.push(...untilFirst(one));
  return found.sort((a, b) => a.place - b.place).map(({ applicable }) => applicable);
}

interface PlacedCommitment {
  readonly applicable: ApplicableCommitment;
  /** In the catalogue. */
  readonly place: number;
}

/** A series runs from its first trigger on; only plans, and complaints after the outcome of those before, start their own. */
const isOneSeries = ({ recurs, limit }: Commitment): boolean => recurs !== 'no' && limit !== 'agreed';

function keepTogether(placed: PlacedCommitment, series: Map<string, PlacedCommitment[]>, state: Case): void {
  const { commitment, participant, trigger } = placed.applicable;
  const about = endsWithOutcome(commitment) ? complaintsOf(trigger, participant, state) : '';
  const merger = isContinued(commitment) && state.absorbed.find(({ caseId }) => caseId === trigger.carriedFrom);
  const origin = merger && merger.running ? merger.caseId : '';
  const key = `${commitment.id} ${participant.participantId} ${about} ${origin}`;
  const before = series.get(key);
  if (before) before.push(placed);
  else series.set(key, [placed]);
}

/** The first whose trigger happened; those before it, whose triggers did not, are still seen to be voided. */
function untilFirst(one: readonly PlacedCommitment[]): readonly PlacedCommitment[] {
  if (one.length === 1) return one;
  const inOrder = one.toSorted((a, b) => inTime(a.applicable.trigger, b.applicable.trigger));
  const first = inOrder.findIndex(({ applicable }) => applicable.trigger.voided === undefined);
  return first < 0 ? inOrder : inOrder.slice(0, first + 1);
}

/** A promise that is adopted for somebody, and from when on it can be owed to them. */
type OwedAdoption = Adoption & { readonly owedFrom: Instant };

/** Owed from their joining on; to a business what a Code promises only from when it names a contact. */
export function adoptedFor(
  trigger: Pick<Trigger, 'type' | 'at' | 'carriedFrom' | 'origin'>,
  on: LocalDate,
  participant: Participant,
  { state, book }: CaseReading,
): readonly OwedAdoption[] {
  const { type, at } = trigger;
  const joinedAt = joinedWhere(trigger, participant, state);
  const from = (owedFrom: Instant): OwedAdoption[] =>
    adoptionsOf(type, on, laterOf(at, owedFrom), book).map((adoption) => ({ ...adoption, owedFrom }));
  if (!participant.business) return from(joinedAt);
  const namedAt = namedContactAt(participant, state);
  const ofNoCode = from(joinedAt).filter(({ edition }) => !isOfACode(edition));
  return namedAt === null ? ofNoCode : [...ofNoCode, ...from(namedAt).filter(({ edition }) => isOfACode(edition))];
}

/**
 * When they joined the case, or the one in which the trigger was recorded before that was merged into this one; whoever came with
 * a merger joined with it.
 */
export function joinedWhere(
  trigger: RecordedWhere,
  { participantId, at, version }: Participant,
  state: CaseHistory,
): Instant {
  return joinedIn(originOf(trigger, state), state)[participantId] ?? metAt(version, trigger, state) ?? at;
}

function claimOf(
  { owedFrom, ...adoption }: OwedAdoption & Pick<ApplicableCommitment, 'presumedSince' | 'putRight'>,
  trigger: Trigger,
  participant: Participant,
): PlacedCommitment {
  const { place, ...adopted } = adoption;
  const { commitment } = adopted;
  const arisenAt = laterOf(trigger.at, owedFrom);
  const startsAt = laterOf(clockStart(commitment, trigger), owedFrom);
  return { applicable: { ...adopted, trigger, participant, arisenAt, startsAt }, place };
}

/** The event, the force learning of it, or the decision, as the promise has it. */
function clockStart({ fromKnown, fromDecided }: Commitment, trigger: Trigger): Instant {
  if (fromKnown) return trigger.known;
  return fromDecided ? decidedOrAt(trigger) : trigger.at;
}

export const isOfACode = (edition: string): boolean => edition.startsWith('victims-code-');

/** When a business named its first contact; null: it has not. Source: standards.md, Who is owed. */
function namedContactAt({ participantId, at }: Participant, { participants }: Case): Instant | null {
  const named = [...participants.values()].filter(({ represents }) => represents === participantId);
  const first = named.map((contact) => contact.at).sort()[0];
  return first === undefined ? null : laterOf(first, at);
}

/** Whoever gives feedback or writes is the feedback-giver or enquirer of that, whatever else they are on the case. */
const rolesByDoing: Readonly<Record<string, string>> = {
  'feedback-received': 'feedback-giver',
  'dissatisfaction-expressed': 'feedback-giver',
  'reply-requested': 'feedback-giver',
  'letter-received': 'enquirer',
  'message-received': 'enquirer',
  'email-received': 'enquirer',
};

/** Referrals are owed to a service about a victim: one for each victim. */
const services: ReadonlySet<string> = new Set(['support-service', 'victim-support']);

/** Whether a promise is owed to a participant because of a trigger: it concerns them, and they are in its role. */
export function isOwed({ owedTo }: Commitment, trigger: Trigger, participant: Participant): boolean {
  const { participantId, role, business } = participant;
  if (trigger.participantIds && !trigger.participantIds.includes(participantId)) return false;
  const inRole = rolesByDoing[trigger.type] ?? role;
  if (owedTo.includes(inRole)) return true;
  return role === 'victim' && owedTo.some((one) => services.has(one) || (one === 'individual-victim' && !business));
}

/** The fact that put right to whom or when it is owed, where it was not to what the participant or by when the opening was taken for. */
function owedSince(
  { commitment, edition }: Adoption,
  trigger: Trigger,
  participant: Participant,
  reading: CaseReading,
): number | undefined {
  const { caseId, opened } = reading.state;
  const isOwedTo = (taken: Pick<Participant, 'role' | 'business'>) =>
    !(taken.business && isOfACode(edition)) && isOwed(commitment, trigger, { ...participant, ...taken });
  const isOwedFrom = (at: Instant) =>
    adoptedFor({ ...trigger, at }, dateOf(at, reading.book), participant, reading).some(
      (adoption) => adoption.commitment.id === commitment.id,
    );
  const taken = participant.takenFor.findLast((one) => !isOwedTo(one))?.until ?? 0;
  const dated = trigger.id === caseId ? (opened.takenFor.findLast(({ at }) => !isOwedFrom(at))?.until ?? 0) : 0;
  return Math.max(taken, dated) || undefined;
}
