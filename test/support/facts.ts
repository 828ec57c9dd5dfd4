import type { Instant } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import type { FollowUpEvent } from '@kept-informed/follow-up';

type NewFollowUpFact = NewFactOf<FollowUpEvent>;
type FactOf<Type extends FollowUpEvent['type']> = Extract<NewFollowUpFact, { readonly type: Type }>;
export type DataOf<Type extends FollowUpEvent['type']> = FactOf<Type>['data'];

/** Past-tense fixtures: a fact, recorded when it occurred unless said otherwise. */
export interface PastFact<Fact extends NewFollowUpFact = NewFollowUpFact> {
  readonly fact: Fact;
  readonly recorded: Instant;
}

export const instant = (text: string): Instant => new Date(text).toISOString();

export function told<Type extends FollowUpEvent['type']>(
  type: Type,
  at: string,
  data: DataOf<Type>,
  recorded = at,
): PastFact<FactOf<Type>> {
  return { fact: { type, data, occurred: instant(at) } as FactOf<Type>, recorded: instant(recorded) };
}

export const caseOpened = (
  at: string,
  kind: DataOf<'CaseOpened'>['kind'] = 'crime',
  more: Partial<DataOf<'CaseOpened'>> = {},
) => told('CaseOpened', at, { caseId: 'c1', kind, reference: 'CR/1/26', area: { bcu: 'South Cumbria' }, ...more });

export const joined = (
  participantId: string,
  at: string,
  role: DataOf<'ParticipantAdded'>['role'] = 'victim',
  entitlement: DataOf<'ParticipantAdded'>['entitlement'] = 'unassessed',
  more: Partial<DataOf<'ParticipantAdded'>> = {},
) => told('ParticipantAdded', at, { participantId, role, entitlement, ...more });

export const assigned = (staffId: string, from: string) => told('CaseAssigned', from, { staffId, team: 'team-1' });

export const assessed = (
  participantId: string,
  entitlement: DataOf<'EntitlementAssessed'>['entitlement'],
  at: string,
) => told('EntitlementAssessed', at, { assessmentId: `assessed-${at}`, participantId, entitlement, reasons: [] });

export const planned = (participantId: string, frequency: string, at: string, until?: string) =>
  told('ContactPlanAgreed', at, { planId: `plan-${at}`, participantId, frequency, method: 'phone', until });

export const milestone = (type: string, at: string, suspect?: string) =>
  told('MilestoneReached', at, { milestoneId: `${type}-${suspect ?? ''}-${at}`, type, suspect });

/** The same, of these participants alone. */
export const concerning = (
  { fact, recorded }: PastFact<FactOf<'MilestoneReached'>>,
  ...participantIds: string[]
): PastFact<FactOf<'MilestoneReached'>> => ({ fact: { ...fact, data: { ...fact.data, participantIds } }, recorded });

/** It was decided before it took effect. */
export const decidedBefore = (
  { fact, recorded }: PastFact<FactOf<'MilestoneReached'>>,
  decided: string,
): PastFact<FactOf<'MilestoneReached'>> => ({
  fact: { ...fact, data: { ...fact.data, decidedAt: instant(decided) } },
  recorded,
});

/** The force learnt of it later than it happened. */
export const knownLater = <Fact extends NewFollowUpFact>(
  { fact, recorded }: PastFact<Fact>,
  known: string,
): PastFact<Fact> => ({ fact: { ...fact, known: instant(known) }, recorded });

/** The same, written here later than it occurred. */
export const recordedAt = <Fact extends NewFollowUpFact>(
  { fact }: PastFact<Fact>,
  recorded: string,
): PastFact<Fact> => ({ fact, recorded: instant(recorded) });

export const closed = (at: string) => told('CaseClosed', at, { closureId: `closed-${at}`, reason: 'resolved' });

export const transferred = (at: string) =>
  told('CaseClosed', at, {
    closureId: `closed-${at}`,
    reason: 'transferred',
    transferredTo: { force: 'Lancashire Constabulary' },
  });

/** Details of the case put right; with another opening, who joined with it. */
export const putRight = (
  after: DataOf<'CaseDetailsCorrected'>['after'],
  at: string,
  joined: readonly string[] | undefined = undefined,
) => told('CaseDetailsCorrected', at, { before: {}, after, ...(joined && { joined }) });

export const participantRight = (
  participantId: string,
  after: DataOf<'ParticipantDetailsCorrected'>['after'],
  at: string,
) => told('ParticipantDetailsCorrected', at, { participantId, before: {}, after, person: [] });

export const roleRight = (participantId: string, role: DataOf<'ParticipantAdded'>['role'], at: string) =>
  participantRight(participantId, { role }, at);

/** When somebody was born was put right: how old that made them at the offence. */
export const ageRight = (
  participantId: string,
  ageAtOffence: DataOf<'ParticipantDetailsCorrected'>['after']['ageAtOffence'],
  at: string,
) =>
  told('ParticipantDetailsCorrected', at, { participantId, before: {}, after: { ageAtOffence }, person: ['bornOn'] });

export const reopened = (at: string) => told('CaseReopened', at, { reopeningId: `reopened-${at}` });

export const feedback = (
  participantId: string,
  at: string,
  replyRequested: boolean,
  type: DataOf<'FeedbackReceived'>['type'] = 'comment',
  feedbackId = 'f1',
) => told('FeedbackReceived', at, { feedbackId, participantId, method: 'email', type, replyRequested });

export const replyAsked = (at: string, feedbackId = 'f1') =>
  told('ReplyRequested', at, { feedbackId, requestId: `${feedbackId}-asked` });

export const withdrawn = (at: string, feedbackId = 'f1') => told('ReplyRequestWithdrawn', at, { feedbackId });

export const acknowledged = (alertId: string, at: string, withPlan: boolean) =>
  told('AlertAcknowledged', at, { alertId, withPlan });

type ContactChange = Partial<DataOf<'ContactMade'>>;

function callTo(participantIds: string | string[], at: string, more: ContactChange): DataOf<'ContactMade'> {
  return {
    contactId: `contact-${at}`,
    participantIds: [participantIds].flat(),
    direction: 'outbound',
    method: 'phone',
    outcome: 'spoke',
    purpose: 'update',
    tells: [],
    route: 'unknown',
    ...more,
  };
}

/** A call that reached them and told them something, unless `more` says otherwise. */
export const contact = (participantIds: string | string[], at: string, more: ContactChange = {}, recorded = at) =>
  told('ContactMade', at, callTo(participantIds, at, more), recorded);

/** A call, letter or visit that reached nobody. */
export const attempted = (
  participantIds: string | string[],
  at: string,
  outcome: DataOf<'ContactAttempted'>['outcome'] = 'no-answer',
  more: ContactChange = {},
) => told('ContactAttempted', at, callTo(participantIds, at, { outcome, ...more }));

/** The contact was otherwise: it took place at `at`, which was found out at `recorded`. */
export const corrected = (
  contactId: string,
  participantIds: string | string[],
  at: string,
  recorded: string,
  more: ContactChange = {},
) => told('ContactCorrected', at, callTo(participantIds, at, { contactId, ...more }), recorded);

/** What became of a contact after it was sent: of one made at `sent`, unless its id is given. */
export const receipt = (outcome: DataOf<'ReceiptCame'>['outcome'], at: string, contactId: string, recorded = at) =>
  told('ReceiptCame', at, { contactId, outcome, ...(outcome !== 'returned' && { reachedAt: instant(at) }) }, recorded);

export const closedAs = (reason: DataOf<'CaseClosed'>['reason'], at: string, decidedAt?: string) =>
  told('CaseClosed', at, { closureId: `closed-${at}`, reason, ...(decidedAt && { decidedAt: instant(decidedAt) }) });
