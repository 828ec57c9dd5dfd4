import type { Rulebook } from '@kept-informed/commitments';
import type { NewFact } from '@kept-informed/event-store';
import { instant, type PastFact } from '../../../../test/support/facts.js';
import { acted, lived, settledAt, shown } from '../../../../test/support/given.js';
import { gaveWayWith } from '../../../../test/support/put-right.js';
import { isWaiting, marksOf } from '../dispute/dispute.state.js';
import { gaveWayTo } from '../owing/came-together.rules.js';
import { advance, type FollowUp } from '../reconcile/follow-up.state.js';
import { reconcile } from '../reconcile/reconcile.decide.js';
import { decideThroughout } from './decided-throughout.decide.js';
import { mergeCases, type NewMerger, type OwingCase } from './merge.decide.js';
import { putRightThroughout, type PutRight } from './put-right-since.decide.js';

/** Cases that live on together: merged, told something, and put right. */
export class Matter {
  readonly #cases = new Map<string, FollowUp>();
  /** As something was put right. */
  readonly recorded: NewFact[] = [];

  constructor(
    private readonly book: Rulebook,
    until: string,
    ...logs: readonly (readonly PastFact[])[]
  ) {
    for (const log of logs) {
      const state = lived(log, book, instant(until));
      this.#cases.set(state.case!.caseId, state);
    }
  }

  of(caseId: string): FollowUp {
    return this.#cases.get(caseId)!;
  }

  merge(from: string, into: string, at: string, asked: Omit<NewMerger, 'into'>): this {
    const now = instant(at);
    const [theirs, ours] = [from, into].map((one) => this.of(one)) as [FollowUp, FollowUp];
    for (const state of [theirs, ours]) settledAt(state, this.book, now);
    const merging = {
      case: theirs.case!,
      facts: theirs.told,
      obligations: theirs.obligations,
      disputes: theirs.disputes,
    };
    const facts = mergeCases(merging, ours as OwingCase, { into, ...asked }, { now, book: this.book });
    acted(theirs, this.book, now, facts.from);
    acted(ours, this.book, now, facts.into);
    return this;
  }

  record(caseId: string, ...facts: readonly PastFact[]): this {
    for (const { fact, recorded } of facts) acted(this.of(caseId), this.book, recorded, [fact]);
    return this;
  }

  /** In the case in which it is followed up, and in those from which it came. */
  putRight(caseId: string, { fact, recorded: now }: PastFact): this {
    const here = this.of(caseId);
    const right = fact as PutRight;
    const gaveWay = gaveWayWith(right, here).map((one) => this.of(one));
    for (const state of [here, ...gaveWay]) settledAt(state, this.book, now);
    const judged = [here, ...gaveWay].map(({ version }) => version);
    const facts = putRightThroughout([right], here, gaveWay, { now, book: this.book });
    [here, ...gaveWay].forEach((state, index) => {
      const recording = { by: 'pc-1', requestId: 'put-right', recorded: now };
      advance(state, [facts.here, ...facts.gaveWay][index]!, recording);
      const following = reconcile(state, this.book, now, { judged: judged[index]! }).facts;
      advance(state, following, recording);
      this.recorded.push(...following);
    });
    return this;
  }

  /** The one dispute that waits in a case, decided there and in those that gave way to it. */
  decide(caseId: string, confirmed: boolean, at: string, by = 'sgt-1'): this {
    const [here, now] = [this.of(caseId), instant(at)];
    const gaveWay = gaveWayTo(here.case!).map((one) => this.of(one));
    const [waiting] = this.waiting(caseId);
    const facts = decideThroughout(here, gaveWay, { disputeId: waiting!.disputeId, confirmed, by }, now);
    [here, ...gaveWay].forEach((state, index) => {
      advance(state, facts[index]!, { by, requestId: 'decision', recorded: now });
      settledAt(state, this.book, now);
    });
    return this;
  }

  waiting(caseId: string) {
    const { disputes } = this.of(caseId);
    return [...disputes.raised.values()].filter(({ disputeId }) => isWaiting(disputes, disputeId));
  }

  /** How it stands, after a look at it. */
  owes(caseId: string, at: string): string[] {
    const state = this.of(caseId);
    settledAt(state, this.book, instant(at));
    const disputed = new Set(this.waiting(caseId).map(({ obligationId }) => obligationId));
    return [...state.obligations.values()]
      .map((one) => {
        const changed = marksOf(one.obligationId, state.disputes).stood ?? one.stood;
        const stood = changed ? `, stood ${changed}` : '';
        const isDisputed = disputed.has(one.obligationId) ? ', disputed' : '';
        const mark = one.mark ? `, ${one.mark}` : '';
        return `${one.participantId} ${one.due.dueOn}: ${shown(one, instant(at)).split(': ')[1]}${stood}${isDisputed}${mark}`;
      })
      .filter((line) => !line.includes(': superseded') || line.includes('stood'))
      .toSorted();
  }
}
