import { contact, instant, type Told } from './facts.js';

/** Past-tense fixtures of what was decided about clocks and duties, recorded when it occurred unless said otherwise. */

/** The duty that a ruling is about: `of(commitment, participant, trigger)`. */
export interface Of {
  readonly commitment: string;
  readonly participantId: string;
  readonly triggerId: string;
}

export const of = (commitment: string, participantId: string, triggerId: string): Of => ({
  commitment,
  participantId,
  triggerId,
});

function told(type: string, at: string, data: object, recorded = at): Told {
  return { fact: { type, data: { obligationId: 'o1', ...data }, occurred: instant(at) }, recorded: instant(recorded) };
}

export const clockPaused = (duty: Of, at: string, reason: string, recorded = at): Told =>
  told('ClockPaused', at, { ...duty, rulingId: `paused-${at}`, reason }, recorded);

export const clockResumed = (pausedAt: string, at: string, recorded = at): Told =>
  told('ClockResumed', at, { rulingId: `resumed-${at}`, pauseId: `paused-${pausedAt}` }, recorded);

export const clockExtended = (duty: Of, at: string, by: string): Told =>
  told('ClockExtended', at, { ...duty, rulingId: `extended-${at}`, by });

/** A single duty, or the first period of a series that its trigger began. */
const first = (duty: Of): object => ({ ...duty, anchorId: duty.triggerId, period: 1 });

export const dutyWaived = (duty: Of, at: string): Told =>
  told('DutyWaived', at, { ...first(duty), rulingId: `waived-${at}`, requestedBy: duty.participantId });

export const dutyExcused = (duty: Of, at: string, attempts: readonly string[]): Told =>
  told('DutyExcused', at, { ...first(duty), rulingId: `excused-${at}`, attempts });

export const dutyVoided = (duty: Of, at: string): Told =>
  told('DutyVoided', at, { ...first(duty), rulingId: `voided-${at}` });

export const rulingUndone = (rulingId: string, at: string): Told => told('RulingUndone', at, { rulingId });

export const milestoneVoided = (milestoneId: string, at: string): Told => told('MilestoneVoided', at, { milestoneId });

export const optedOut = (participantId: string, scope: string, at: string, more: object = {}): Told => {
  const asked = { requestedBy: participantId, identifiedBy: 'in-person' };
  return told('OptedOut', at, { optOutId: `out-${at}`, participantId, scope, ...asked, ...more });
};

export const contactStruckOut = (contactId: string, at: string): Told => told('ContactStruckOut', at, { contactId });

/** A call as it really was: one that reached them and told them something, but for `more`. */
export function contactCorrected(contactId: string, who: string, at: string, more: object, recorded: string): Told {
  return told('ContactCorrected', at, { ...(contact(who, at, { contactId, ...more }).fact.data as object) }, recorded);
}

export const linked = (caseId: string, at: string): Told => told('CaseLinked', at, { caseId, kind: 'series' });

export const merged = (into: string, participants: Readonly<Record<string, string>>, at: string): Told =>
  told('CaseMerged', at, { into, participants });

/** The same, as another case has it to which it was carried. */
export function carriedFrom(caseId: string, { fact, recorded }: Told): Told {
  const data = { ...(fact.data as object), carriedFrom: caseId, firstRecorded: recorded };
  return { fact: { ...fact, data }, recorded };
}
