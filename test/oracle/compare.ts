import type { Instant } from '@kept-informed/calendar';
import type { NewFact } from '@kept-informed/event-store';
import { advance, reconcile, statusOf, type FollowUp } from '@kept-informed/follow-up';
import { given } from '../support/given.js';
import type { Duty } from './duty.js';
import { recordedAt, type Life } from './lives.js';

/** What the product makes of the same history, settled once from nothing. */
export const derived = ({ told, book }: Pick<Life, 'told' | 'book'>, now: Instant): Duty[] => {
  const state = given(...told.filter(({ recorded }) => recorded <= now));
  const { facts } = reconcile(state, book, now);
  advance(state, facts, recordedAt(now));
  return dutiesIn(state, facts, now);
};

function dutiesIn(state: FollowUp, facts: readonly NewFact[], now: Instant): Duty[] {
  const about = (type: string) =>
    new Map(facts.filter((fact) => fact.type === type).map((fact) => [(fact.data as any).obligationId, fact]));
  const [arose, met, lapsed] = [about('ObligationArose'), about('ObligationMet'), about('ObligationLapsed')];
  const disputed = about('ObligationDisputed');
  return [...state.obligations.values()].map((one) => {
    const { obligationId, commitment, participantId, triggerId, anchorId, period, due, outcome } = one;
    const discharged = met.get(obligationId)?.data as any;
    return {
      key: [commitment, participantId, triggerId, anchorId, period].join(' '),
      edition: (arose.get(obligationId)!.data as any).edition,
      dueOn: due.dueOn,
      dueAt: due.dueAt,
      status: statusOf(one, now),
      missed: one.missed,
      forGood: one.lapsed,
      recordedLate: discharged?.recordedLate ?? false,
      implied: '',
      recordedAfterDue: (arose.get(obligationId)!.data as any).impliedAt !== undefined,
      disputed: disputed.has(obligationId),
      stood: one.stood ?? null,
      endedKnown: null,
      endedAt: outcome?.at ?? lapsed.get(obligationId)?.occurred ?? null,
      metBy: discharged?.dischargedBy ?? null,
    };
  });
}
