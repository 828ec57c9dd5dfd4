import type { Instant } from '@kept-informed/calendar';
import type { NewFact } from '@kept-informed/event-store';
import { advance, reconcile, statusOf, type FollowUp, type FollowUpEvent } from '@kept-informed/follow-up';
import type { DataOf } from '../support/facts.js';
import { given } from '../support/given.js';
import type { Duty } from './duty.js';
import { keyOf, recordedAt, type Life } from './lives.js';

/** What the product makes of the same history, settled once from nothing. */
export const derived = ({ told, book }: Pick<Life, 'told' | 'book'>, now: Instant): Duty[] => {
  const known = told.filter(({ recorded }) => recorded <= now);
  const state = given(...known);
  const { facts } = reconcile(state, book, now);
  advance(state, facts, recordedAt(now));
  return dutiesIn(state, [...known.map(({ fact }) => fact), ...facts], now);
};

function dutiesIn(state: FollowUp, facts: readonly NewFact[], now: Instant): Duty[] {
  const about = (type: string) =>
    new Map(facts.filter((fact) => fact.type === type).map((fact) => [(fact.data as any).obligationId, fact]));
  const [arose, met, lapsed] = [about('ObligationArose'), about('ObligationMet'), about('ObligationLapsed')];
  const ended = new Set(facts.filter(isOf('DisputeEnded')).map(({ data }) => data.disputeId));
  const isHeld = ({ disputeId }: { readonly disputeId: string }) => !ended.has(disputeId);
  const decisions = facts
    .filter(isOf('DisputeDecided'))
    .map(({ data }) => data)
    .filter(isHeld);
  const raised = facts
    .filter(isOf('ObligationDisputed'))
    .map(({ data }) => data)
    .filter(isHeld);
  return [...state.obligations.values()].map((one) => {
    const { obligationId, due, outcome } = one;
    const own = raised.filter((dispute) => dispute.obligationId === obligationId);
    const decided = decisions.filter((decision) => decision.obligationId === obligationId);
    const discharged = met.get(obligationId)?.data as any;
    return {
      key: keyOf(one),
      edition: (arose.get(obligationId)!.data as any).edition,
      dueOn: due.dueOn,
      dueAt: due.dueAt,
      status: statusOf(one, now),
      missed: one.missed,
      forGood: one.lapsed,
      recordedLate: discharged?.recordedLate ?? false,
      implied: '',
      recordedAfterDue: (arose.get(obligationId)!.data as any).impliedAt !== undefined,
      disputed: own.length > decided.length,
      reattributed: decided.some(({ owner }) => owner !== undefined),
      stood: decided.find(({ stood }) => stood)?.stood ?? one.stood ?? null,
      endedKnown: null,
      endedAt: outcome?.at ?? lapsed.get(obligationId)?.occurred ?? null,
      metBy: discharged?.dischargedBy ?? null,
      doneAt: one.done?.at ?? null,
    };
  });
}

const isOf =
  <Type extends FollowUpEvent['type']>(type: Type) =>
  (fact: NewFact): fact is NewFact & { readonly data: DataOf<Type> } =>
    fact.type === type;
