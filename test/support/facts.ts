import type { Instant } from '@kept-informed/calendar';
import type { NewFact } from '@kept-informed/event-store';

/** Past-tense fixtures: a fact, recorded when it occurred unless said otherwise. */
export interface PastFact {
  readonly fact: NewFact;
  readonly recorded: Instant;
}

export const instant = (text: string): Instant => new Date(text).toISOString();

export function told(type: string, at: string, data: object, recorded = at): PastFact {
  return { fact: { type, data, occurred: instant(at) }, recorded: instant(recorded) };
}

export const caseOpened = (at: string, kind = 'crime', more: object = {}): PastFact =>
  told('CaseOpened', at, { caseId: 'c1', kind, reference: 'CR/1/26', area: { bcu: 'South Cumbria' }, ...more });

export const joined = (
  participantId: string,
  at: string,
  role = 'victim',
  entitlement = 'unassessed',
  more = {},
): PastFact => told('ParticipantAdded', at, { participantId, role, entitlement, ...more });

export const assigned = (staffId: string, from: string): PastFact =>
  told('CaseAssigned', from, { staffId, team: 'team-1' });

export const assessed = (participantId: string, entitlement: string, at: string): PastFact =>
  told('EntitlementAssessed', at, { assessmentId: `assessed-${at}`, participantId, entitlement, reasons: [] });

export const planned = (participantId: string, frequency: string, at: string, until?: string): PastFact =>
  told('ContactPlanAgreed', at, { planId: `plan-${at}`, participantId, frequency, method: 'phone', until });

export const milestone = (type: string, at: string, suspect?: string): PastFact =>
  told('MilestoneReached', at, { milestoneId: `${type}-${suspect ?? ''}-${at}`, type, suspect });

/** The force learnt of it later than it happened. */
export const knownLater = ({ fact, ...rest }: PastFact, known: string): PastFact => ({
  ...rest,
  fact: { ...fact, known: instant(known) },
});

/** The same, written here later than it occurred. */
export const recordedAt = ({ fact }: PastFact, recorded: string): PastFact => ({ fact, recorded: instant(recorded) });

export const closed = (at: string): PastFact =>
  told('CaseClosed', at, { closureId: `closed-${at}`, reason: 'resolved' });

export const reopened = (at: string): PastFact => told('CaseReopened', at, { reopeningId: `reopened-${at}` });

export const feedback = (
  participantId: string,
  at: string,
  replyRequested: boolean,
  type = 'comment',
  feedbackId = 'f1',
): PastFact => told('FeedbackReceived', at, { feedbackId, participantId, method: 'email', type, replyRequested });

export const replyAsked = (at: string, feedbackId = 'f1'): PastFact =>
  told('ReplyRequested', at, { feedbackId, requestId: `${feedbackId}-asked` });

export const withdrawn = (at: string, feedbackId = 'f1'): PastFact => told('ReplyRequestWithdrawn', at, { feedbackId });

export const acknowledged = (alertId: string, at: string, withPlan: boolean): PastFact =>
  told('AlertAcknowledged', at, { alertId, withPlan });

/** A call that reached them and told them something, unless `more` says otherwise. */
export function contact(participantIds: string | string[], at: string, more: object = {}, recorded = at): PastFact {
  const base = {
    direction: 'outbound',
    method: 'phone',
    outcome: 'spoke',
    purpose: 'update',
    tells: [],
    route: 'unknown',
  };
  const data = { contactId: `contact-${at}`, participantIds: [participantIds].flat(), ...base, ...more };
  return told('ContactMade', at, data, recorded);
}

/** A call, letter or visit that reached nobody. */
export const attempted = (
  participantIds: string | string[],
  at: string,
  outcome = 'no-answer',
  more = {},
): PastFact => {
  const { fact, recorded } = contact(participantIds, at, { outcome, ...more });
  return { fact: { ...fact, type: 'ContactAttempted' }, recorded };
};

export const closedAs = (reason: string, at: string): PastFact =>
  told('CaseClosed', at, { closureId: `closed-${at}`, reason });
