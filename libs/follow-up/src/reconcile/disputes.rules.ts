import { dueOnly, localDate, type Instant } from '@kept-informed/calendar';
import { countedBy, latestTerms, type Rulebook } from '@kept-informed/commitments';
import { idOf, importer, type Provenance } from '@kept-informed/decisions';
import type { NewFactOf } from '@kept-informed/event-store';
import type {
  AnswerableOwner,
  Disputable,
  DisputeDecided,
  DisputedStanding,
  DisputeEvent,
  ObligationDisputed,
} from '../dispute/dispute.events.js';
import { isSpoken } from '../contact/attempt-or-reached.rules.js';
import { copyOf, heldDisputes, type Disputes } from '../dispute/dispute.state.js';
import type { OwedObligation } from '../owing/applicable-commitment.rules.js';
import type { CaseHistory } from '../owing/case-history.state.js';
import { historyFrom, type FollowUp, type HistoryEvent } from './follow-up.state.js';
import { betterStanding, otherOwner, standingAt } from './bettered.rules.js';
import { broughtDisputes } from './brought-disputes.rules.js';
import { impliedAt, recordingsIn } from './recordings.rules.js';
import { leavingOut, owedAsItStood } from './as-it-stood.rules.js';
import { undoneBy, type RequestFacts } from './undone-disputes.rules.js';

/**
 * What was recorded since `judged` against obligations whose due instant had passed: each recording by its effect, against
 * the case as it stood at that instant, whatever kind of fact it is (rules.md, Corrections).
 */
export function newDisputes(state: FollowUp, book: Rulebook, judged: number): DisputesByNow {
  const facts: NewFactOf<DisputeEvent>[] = [];
  const disputes = copyOf(state.disputes);
  for (const recording of recordingsSince(judged, state.told)) {
    const brought = broughtDisputes(recording, state.case!);
    for (const fact of [...brought, ...disputesBy(recording, { ...state, disputes }, book)])
      if (isNew(fact, state.disputes) && isNew(fact, disputes)) {
        takeIn(fact, disputes, recording[0]);
        facts.push(fact);
      }
    for (const fact of undoneBy(recording, { ...state, disputes }, book)) {
      disputes.ended.set(fact.data.disputeId, fact.data.cause);
      facts.push(fact);
    }
  }
  return { facts, disputes };
}

/** What is disputed and decided by now that was not yet, and all that is. */
interface DisputesByNow {
  readonly facts: readonly NewFactOf<DisputeEvent>[];
  readonly disputes: Disputes;
}

type RaisedDispute = NewFactOf<ObligationDisputed | DisputeDecided>;

function isNew({ type, data }: RaisedDispute, { raised, decided }: Disputes): boolean {
  return type === 'ObligationDisputed' ? !raised.has(data.disputeId) : !decided.has(data.disputeId);
}

/** A decision that was brought counts as one of the recording that brought it. */
function takeIn({ type, data, occurred: at }: RaisedDispute, { raised, decided }: Disputes, { version }: HistoryEvent) {
  if (type === 'ObligationDisputed') raised.set(data.disputeId, { ...data, at });
  else decided.set(data.disputeId, { ...data, at, version, by: data.decidedBy! });
}

function recordingsSince(judged: number, told: readonly HistoryEvent[]): RequestFacts[] {
  const found: [HistoryEvent, ...HistoryEvent[]][] = [];
  for (const fact of told) {
    if (fact.version <= judged) continue;
    const last = found.at(-1);
    const isSame = last?.[0].recorded === fact.recorded && last[0].requestId === fact.requestId;
    if (isSame) last.push(fact);
    else found.push([fact]);
  }
  return found;
}

function disputesBy(recording: RequestFacts, state: FollowUp, book: Rulebook): NewFactOf<ObligationDisputed>[] {
  const [{ version: first, recorded: at }] = recording;
  const causes = recording.filter((fact) => needsSecondLook(fact, state.case!));
  if (causes.length === 0 || recording.some(({ type }) => type === 'CaseMerged' || type === 'CaseAbsorbed')) return [];
  if (state.told[0]!.version >= first) return [];
  const afterwards = state.told.filter(({ version }) => version <= recording.at(-1)!.version);
  const told = leavingOut(new Set(causes.map(({ version }) => version)), afterwards);
  const held = heldDisputes(state.disputes, first);
  const before = { subject: historyFrom(told)!, told, held };
  const after = { subject: historyFrom(afterwards)!, told: afterwards, held };
  const recordings = recordingsIn(told);
  const stood = owedAsItStood(before, book, at)
    .items.flatMap((item) => standingAt(item, at) ?? [])
    .filter(({ item }) => impliedAt(item, recordings) < item.dueAt! && isQuestioned(item, causes));
  if (stood.length === 0) return [];
  const would = new Map(owedAsItStood(after, book, at).items.map((item) => [item.key, item]));
  // What arrived after it was due meets it late, like any contact: that is no second look at what was known.
  const areReceipts = causes.every(({ type }) => type === 'ReceiptCame');
  const raise = disputeOf(before.subject.caseId, causes, book, at);
  return stood.flatMap(({ item, as }) => {
    const better = betterStanding(item, as, would.get(item.key), after.subject.merged?.version);
    if (better === 'met-late' && areReceipts) return [];
    const owner = better ? undefined : otherOwner(item, before.subject, after.subject);
    return better || owner ? [raise(item, as, better ?? 'other-owner', owner)] : [];
  });
}

/** These need nobody's second look (rules.md, Corrections), or make more owed and nothing better; all others are looked at. */
const unquestioned: ReadonlySet<HistoryEvent['type']> = new Set([
  'ContactMade',
  'ContactAttempted',
  'ContactSettled',
  'ExcusalRuled',
  'CaseOpened',
  'ParticipantAdded',
  'FeedbackReceived',
  'ReplyRequested',
]);

/** By a route that was entered since: what was written counts, but betters no miss of before that by itself. */
function routeKeyedAt({ type, data }: HistoryEvent): Instant | undefined {
  return type === 'ContactMade' && !isSpoken(data.method) ? data.routeKeyedAt : undefined;
}

/** A contact alone questions only what was due before its route was entered; any other fact whatever was due. */
function isQuestioned({ dueAt }: OwedObligation, causes: RequestFacts[number][]): boolean {
  return causes.some((cause) => cause.type !== 'ContactMade' || dueAt! <= routeKeyedAt(cause)!);
}

/** What these say holds from when it happened, and takes nothing back that was said before. */
const dated: ReadonlySet<HistoryEvent['type']> = new Set([
  'AuthorityEnded',
  'CaseAssigned',
  'CaseClosed',
  'CaseReopened',
  'ContactPlanAgreed',
  'ClockExtended',
  'ClockPaused',
  'ClockResumed',
  'EntitlementAssessed',
  'MilestoneReached',
  'OptedBackIn',
  'OptOutVoided',
  'OptedOut',
  'ParticipantDied',
  'ReplyRequestWithdrawn',
  'WaiverRuled',
]);

/** It was recorded on another case: what is put right since of what came with a merger is not. */
const isCarried = (data: HistoryEvent['data']): boolean => (data as Provenance).firstRecorded !== undefined;

/** Whoever was the owner by the recording does not rule on what is their own. */
function needsSecondLook(fact: HistoryEvent, { owners }: CaseHistory): boolean {
  const { type, by, occurred, recorded, data } = fact;
  if (by === importer || isCarried(data)) return false;
  if (unquestioned.has(type)) return routeKeyedAt(fact) !== undefined;
  if (dated.has(type) && occurred >= recorded) return false;
  return type !== 'VoidingRuled' || owners.some((owner) => owner.staffId === by && owner.recorded <= recorded);
}

function disputeOf(caseId: string, causes: readonly HistoryEvent[], book: Rulebook, at: Instant) {
  const versions = causes.map(({ version }) => version);
  const recordedBy = [...new Set(causes.map(({ by }) => by))];
  const decideBy = tenWorkingDaysAfter(at, book);
  return (
    { key }: OwedObligation,
    stood: Disputable,
    would: DisputedStanding,
    owner: AnswerableOwner | undefined,
  ): NewFactOf<ObligationDisputed> => {
    const obligationId = idOf(caseId, key);
    const disputeId = idOf('dispute', obligationId, versions[0]!);
    const about = { disputeId, obligationId, causes: versions, recordedBy, stood, would };
    const data = { ...about, ...(owner && { owner }), ...(decideBy && { decideBy }) };
    return { type: 'ObligationDisputed', data, occurred: at, causedBy: versions[0]! };
  };
}

/** None where that reaches into a year whose holidays are not known: recording does not stop for it. */
function tenWorkingDaysAfter(at: Instant, book: Rulebook): Instant | undefined {
  const { zone } = book;
  const from = localDate(at, zone);
  const counted = countedBy(latestTerms(book), book, (calendar) =>
    dueOnly({ from, limit: 'P10D', unit: 'working', calendar, zone }),
  );
  return 'value' in counted ? counted.value.dueAt : undefined;
}
