import { endOfDay, type Instant } from '@kept-informed/calendar';
import { instant, told, type DataOf, type PastFact } from './facts.js';

export { corrected } from './facts.js';

/** Past-tense fixtures of what was decided and what was put right, recorded when it occurred unless said otherwise. */

/** The duty that a ruling is about; of a series also from what its period counts, and which it is. */
export interface On {
  readonly commitment: string;
  readonly participantId: string;
  readonly triggerId: string;
  readonly anchorId?: string;
  readonly period?: number;
  readonly obligationId?: string;
}

export const on = (commitment: string, participantId: string, triggerId: string): On => ({
  commitment,
  participantId,
  triggerId,
});

const onDuty = ({ commitment, participantId, triggerId, obligationId = 'o1' }: On) => ({
  obligationId,
  commitment,
  participantId,
  triggerId,
});
/** A single duty, or the first period of a series that its trigger began, unless it says another. */
const onObligation = (duty: On) => ({
  ...onDuty(duty),
  anchorId: duty.anchorId ?? duty.triggerId,
  period: duty.period ?? 1,
});

export const paused = (duty: On, at: string, reason = 'complex', recorded = at) =>
  told('ClockPaused', at, { rulingId: `paused-${at}`, ...onDuty(duty), reason }, recorded);

export const resumed = (pauseId: string, at: string, recorded = at) =>
  told('ClockResumed', at, { rulingId: `resumed-${at}`, obligationId: 'o1', pauseId }, recorded);

export const extended = (duty: On, by: string, at: string) =>
  told('ClockExtended', at, { rulingId: `extended-${at}`, ...onDuty(duty), by });

export const waived = (duty: On, at: string) =>
  told('WaiverRuled', at, { rulingId: `waived-${at}`, ...onObligation(duty), requestedBy: duty.participantId });

export const excused = (duty: On, at: string, attempts: readonly string[] = []) =>
  told('ExcusalRuled', at, { rulingId: `excused-${at}`, ...onObligation(duty), attempts });

export const voided = (duty: On, at: string) =>
  told('VoidingRuled', at, { rulingId: `voided-${at}`, ...onObligation(duty) });

export const undone = (rulingId: string, at: string) => told('RulingUndone', at, { rulingId });

/** The participant asked for it in person, unless `more` says otherwise. */
export const optedOut = (participantId: string, scope: string, at: string, more: Partial<DataOf<'OptedOut'>> = {}) =>
  told('OptedOut', at, {
    optOutId: `opt-out-${at}`,
    participantId,
    scope,
    requestedBy: participantId,
    identifiedBy: 'in-person',
    ...more,
  });

export const optedBackIn = (optOutId: string, at: string) =>
  told('OptedBackIn', at, { optOutId, optInId: `${optOutId}-back` });

export const optOutVoided = (optOutId: string, at: string, voidingId = `${optOutId}-voided`) =>
  told('OptOutVoided', at, { optOutId, voidingId });

export const authorityEnded = (
  participantId: string,
  at: string,
  reason: DataOf<'AuthorityEnded'>['reason'] = 'withdrawn',
) => told('AuthorityEnded', at, { participantId, reason });

/** That it never was a case: it is cancelled, and said to be recorded in error. */
export const recordedInError = (at: string) => [
  told('CaseClosed', at, { closureId: `closed-${at}`, reason: 'cancelled' }),
  told('CaseVoided', at, {}),
];

/** That they died on a London date, written down at an instant. */
export const died = (participantId: string, on: string, recorded: string) => {
  const lastMoment = new Date(Date.parse(endOfDay(on, 'Europe/London')) - 1).toISOString();
  return told(
    'ParticipantDied',
    lastMoment < instant(recorded) ? lastMoment : recorded,
    { participantId, on },
    recorded,
  );
};

/** That they did not. */
export const livesAfterAll = (participantId: string, at: string) =>
  told('ParticipantDetailsCorrected', at, { participantId, before: {}, after: { diedOn: null }, person: [] });

export const milestoneVoided = (milestoneId: string, at: string) => told('MilestoneVoided', at, { milestoneId });

export const struckOut = (contactId: string, at: string) => told('ContactStruckOut', at, { contactId });

export const linked = (caseId: string, at: string) => told('CaseLinked', at, { caseId, kind: 'series' });

export const allowedUnsafe = (participantId: string, at: string, until: string) =>
  told('UnsafeRouteAllowed', at, { allowanceId: 'allowed', participantId, routeId: 'route', until });

export const mergedInto = (into: string, at: string, participants: Readonly<Record<string, string>> = {}) =>
  told('CaseMerged', at, { into, participants });

/** The same, as another case has it to which it was carried. */
export function carriedFrom<Past extends PastFact>(caseId: string, { fact, recorded }: Past): Past {
  return { fact: { ...fact, data: { ...fact.data, carriedFrom: caseId, firstRecorded: recorded } }, recorded } as Past;
}

/** A dispute, with what it is about in words that do not hang on how it is derived. */
export interface Disputed {
  readonly disputeId: string;
  readonly obligationId: string;
  /** Commitment, participant, trigger, anchor and period. */
  readonly key: string;
  readonly raisedAt: Instant;
  readonly stood: 'missed' | 'met-late';
  readonly owner?: DataOf<'DisputeDecided'>['owner'];
}

/** The decision on one of the disputes that wait for it; it says itself what was disputed. */
export const decided = (one: Disputed, confirmed: boolean, at: string, waiting: readonly Disputed[]) => {
  const { disputeId, obligationId, key, raisedAt, stood, owner } = one;
  const stillDisputed = waiting.some((other) => other !== one && other.obligationId === obligationId);
  const change = confirmed && (owner ? { owner } : { stood });
  const data = { disputeId, obligationId, confirmed, stillDisputed, ...change };
  return told('DisputeDecided', at, Object.assign(data, { key, raisedAt }));
};
