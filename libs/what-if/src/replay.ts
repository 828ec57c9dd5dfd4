import { earliestOf, type Instant } from '@kept-informed/calendar';
import { bookAt, type Rulebook } from '@kept-informed/commitments';
import { advance, fold, reconcile, type FollowUp, type FollowUpEvent } from '@kept-informed/follow-up';
import { workedOut } from './worked-out.js';

/** From an instant up to another, which is not part of it. */
export interface ReplayedStretch {
  readonly from: Instant;
  readonly until: Instant;
}

/** So many facts follow on one case: a year of a case has some hundreds, and whatever else the process does waits for one case. */
const mostOfOneCase = 5_000;

/** A draft under which more would follow on one case than anybody could see to. */
export class TooMuchFollows extends Error {
  override readonly name = 'TooMuchFollows';
}

/** A case as it would stand at the end of a stretch that it lived through under some rulebook. */
export interface ReplayedCase {
  readonly state: FollowUp;
  /** The rungs and concerns that were raised in the stretch. */
  readonly raised: readonly string[];
  /** By obligation: when it was known that it had been voided or superseded. */
  readonly endingsKnown: ReadonlyMap<string, Instant>;
}

/**
 * Lives a case through a stretch again: what people recorded in it is recorded at the same times, and what follows from that
 * is worked out under the rulebook that is given, at each recording, whenever the case asks to be looked at and when other
 * terms come. Before the stretch the case is as it was recorded. From facts alone: nothing is asked and nothing is written.
 */
export function replayed(
  facts: readonly FollowUpEvent[],
  book: Rulebook,
  { from, until }: ReplayedStretch,
): ReplayedCase | undefined {
  const before = facts.filter(({ recorded }) => recorded < from);
  const steps = facts.filter((fact) => fact.recorded >= from && fact.recorded < until && isRecordedByPeople(fact));
  if (before.length === 0 && steps.length === 0) return undefined;
  const replay = new Replay(before, book);
  const terms = book.terms.map((one) => one.from).filter((at) => at > from);
  let nextCheckAt = replay.bringUp(from, []);
  for (let [step, term] = [0, 0]; ;) {
    const now = earliestOf(steps[step]?.recorded, terms[term], nextCheckAt);
    if (now === null || now >= until) return replay;
    const recorded: FollowUpEvent[] = [];
    // What is recorded on a case comes in the order of its versions, whatever clock wrote it.
    for (; steps[step] && steps[step]!.recorded <= now; step += 1) recorded.push(steps[step]!);
    const isDue = now === terms[term] || now === nextCheckAt;
    for (; terms[term] && terms[term]! <= now; term += 1);
    if (recorded.length > 0 && !isDue && recorded.every(isOfOwner)) replay.take(recorded);
    else nextCheckAt = replay.bringUp(now, recorded);
  }
}

/** Who has a case changes nothing that is owed, and nothing that is to be told before the next look. */
const isOfOwner = ({ type }: FollowUpEvent): boolean => type === 'CaseAssigned';

/** A case as it stood at the end of a stretch by what was recorded; none: there was no case. */
export function asRecorded(
  facts: readonly FollowUpEvent[],
  { from, until }: ReplayedStretch,
): ReplayedCase | undefined {
  const own = facts.filter(({ recorded }) => recorded < until);
  if (own.length === 0) return undefined;
  const raised: string[] = [];
  const endingsKnown = new Map<string, Instant>();
  for (const fact of own) {
    noteEnding(endingsKnown, fact, fact.known ?? fact.recorded);
    if (fact.recorded >= from && isRaising(fact) && !isRecordedByPeople(fact)) raised.push(fact.data.rung);
  }
  return { state: fold(own), raised, endingsKnown };
}

/**
 * That the glass of a restricted case was broken is the one concern that somebody records with what they do; what was decided of a
 * dispute in another case comes with its merger.
 */
function isRecordedByPeople({ type, data }: FollowUpEvent): boolean {
  if (type === 'DisputeDecided') return !('decidedBy' in data);
  return type === 'ConcernRaised' ? 'breakId' in data : !workedOut[type];
}

class Replay implements ReplayedCase {
  readonly state: FollowUp;
  readonly raised: string[] = [];
  readonly endingsKnown = new Map<string, Instant>();
  /** The version of the last fact that came from people: what they recorded up to it was judged when it came. */
  #judged: number;
  #followed = 0;

  constructor(
    before: readonly FollowUpEvent[],
    private readonly book: Rulebook,
  ) {
    this.state = fold(before);
    this.#judged = this.state.version;
    for (const fact of before) noteEnding(this.endingsKnown, fact, fact.known ?? fact.recorded);
  }

  /** Takes in what people recorded by now, and what follows from it and from the time. Answers when to look again. */
  bringUp(now: Instant, recorded: readonly FollowUpEvent[]): Instant | null {
    const { state } = this;
    const judged = this.#judged;
    this.take(recorded);
    const { facts, nextCheckAt } = reconcile(state, bookAt(this.book, now), now, { judged });
    this.#followed += facts.length;
    if (this.#followed > mostOfOneCase)
      throw new TooMuchFollows(`More than ${mostOfOneCase} facts follow on one case.`);
    advance(state, facts, { by: '', requestId: '', recorded: now });
    for (const fact of facts) {
      const isOfTimeAlone = recorded.length === 0 && fact.occurred < now;
      noteEnding(this.endingsKnown, fact, isOfTimeAlone ? fact.occurred : now);
      if (isRaising(fact)) this.raised.push(fact.data.rung);
    }
    return nextCheckAt;
  }

  /** What people recorded, from which nothing follows yet. */
  take(recorded: readonly FollowUpEvent[]): void {
    for (const fact of recorded) this.#take(fact);
  }

  /** Under its own version, by which disputes name it. */
  #take(fact: FollowUpEvent): void {
    const { state } = this;
    if (isAboutNothing(fact, state)) return;
    state.version = fact.version - 1;
    const { by, requestId, recorded, simulated } = fact;
    advance(state, [fact], { by, requestId, recorded, simulated });
    this.#judged = fact.version;
  }
}

type FactBody = Pick<FollowUpEvent, 'type' | 'data'>;

const isRaising = (fact: FactBody): fact is Extract<FollowUpEvent, { type: 'AlertRaised' | 'ConcernRaised' }> =>
  fact.type === 'AlertRaised' || fact.type === 'ConcernRaised';

function noteEnding(endings: Map<string, Instant>, { type, data }: FactBody, known: Instant): void {
  if (type === 'ObligationVoided' || type === 'ObligationSuperseded')
    endings.set((data as { obligationId: string }).obligationId, known);
}

/** Somebody did something with an alert, or decided a dispute, that there would not have been. */
function isAboutNothing({ data }: FollowUpEvent, { alerts, disputes }: FollowUp): boolean {
  const { alertId, disputeId, breakId } = data as { alertId?: string; disputeId?: string; breakId?: string };
  if (alertId !== undefined && breakId === undefined) return !alerts.raised.has(alertId);
  return disputeId !== undefined && (!disputes.raised.has(disputeId) || disputes.ended.has(disputeId));
}
