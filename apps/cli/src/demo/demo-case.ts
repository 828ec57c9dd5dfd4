import type { Method } from '@kept-informed/commitments';
import { type Instant, type LocalDate, addHours } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import { idOf } from '@kept-informed/decisions';
import type {
  CaseKind,
  CaseMove,
  ClosureReason,
  ContactDetails,
  Entitlement,
  FeedbackType,
  FollowUp,
  FollowUpEvent,
  ParticipantRole,
} from '@kept-informed/follow-up';

/** A made-up person of a made-up case. Who they are is for the people to keep. */
export interface DemoPerson {
  readonly participantId: string;
  readonly role: ParticipantRole;
  readonly joinedAt: Instant;
}

export interface DemoOpening {
  readonly kind: CaseKind;
  readonly openedAt: Instant;
  readonly offenceGroup?: string;
  /** Makes ids: the same for the same seed and number. */
  readonly seed: string;
  readonly number: number;
  readonly area?: { readonly bcu: string; readonly lpt: string };
}

const LETTERS: Readonly<Record<CaseKind, string>> = { crime: 'CR', incident: 'IN', enquiry: 'EN', feedback: 'FB' };
const CALL = { direction: 'outbound', method: 'phone', outcome: 'spoke', purpose: 'update', route: 'safe' } as const;

/** A made-up case as it is written down: each line is something that somebody did and recorded at its time. */
export class DemoCase {
  readonly caseId: string;
  readonly reference: string;
  readonly people: DemoPerson[] = [];
  readonly #moves: CaseMove[] = [];
  #ids = 0;

  constructor(readonly opening: DemoOpening) {
    const { kind, openedAt, offenceGroup, seed, number, area } = opening;
    this.caseId = idOf(seed, number);
    this.reference = `DEMO-${LETTERS[kind]}/${10_000 + number}/${openedAt.slice(2, 4)}`;
    const data = { caseId: this.caseId, kind, reference: this.reference, offenceGroup, area };
    this.#add(openedAt, { type: 'CaseOpened', data, occurred: openedAt });
  }

  get openedAt(): Instant {
    return this.opening.openedAt;
  }

  /** In order of time; what was written first comes first at the same time. */
  get moves(): readonly CaseMove[] {
    return this.#moves.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  }

  joins(role: ParticipantRole, entitlement: Entitlement = 'unassessed', represents?: DemoPerson): DemoPerson {
    const person = { participantId: this.#id('person'), role, joinedAt: this.openedAt };
    this.people.push(person);
    const data = { participantId: person.participantId, role, entitlement, represents: represents?.participantId };
    this.#add(this.openedAt, { type: 'ParticipantAdded', data, occurred: this.openedAt });
    return person;
  }

  isAssigned(owner: { staffId: string; team: string }, at: Instant): void {
    this.#add(at, { type: 'CaseAssigned', data: owner, occurred: at });
  }

  isAssessed({ participantId }: DemoPerson, entitlement: Entitlement, at: Instant): void {
    const reasons = entitlement === 'enhanced' ? (['vulnerable'] as const) : [];
    const data = { assessmentId: this.#id('assessment'), participantId, entitlement, reasons };
    this.#add(at, { type: 'EntitlementAssessed', data, occurred: at });
  }

  agrees({ participantId }: DemoPerson, frequency: string, at: Instant, until?: LocalDate): void {
    const data = { planId: this.#id('plan'), participantId, frequency, method: 'phone' as const, until };
    this.#add(at, { type: 'ContactPlanAgreed', data, occurred: at });
  }

  reaches(type: string, at: Instant, suspect?: string): void {
    this.#add(at, { type: 'MilestoneReached', data: { milestoneId: this.#id(type), type, suspect }, occurred: at });
  }

  /** A call that told them something, unless `more` says otherwise; recorded at once, unless said otherwise. */
  tells(who: DemoPerson | readonly DemoPerson[], at: Instant, more: Partial<ContactDetails> = {}, recorded = at): void {
    this.#contact('ContactMade', [who].flat(), { at, recorded }, more);
  }

  tries(who: DemoPerson, at: Instant, outcome: 'no-answer' | 'voicemail' = 'no-answer'): void {
    this.#contact('ContactAttempted', [who], { at, recorded: at }, { outcome });
  }

  /** An inbound letter or message that asks for an answer. */
  isAskedBy(who: DemoPerson, method: Method, at: Instant): void {
    const asking = { direction: 'inbound', outcome: 'received', purpose: 'enquiry', method, route: 'unknown' } as const;
    this.#contact('ContactMade', [who], { at, recorded: at }, asking);
  }

  /** Answers the feedback's id. */
  isGivenFeedback({ participantId }: DemoPerson, type: FeedbackType, replyRequested: boolean, at: Instant): string {
    const feedbackId = this.#id('feedback');
    const data = { feedbackId, participantId, method: 'email' as const, type, replyRequested };
    this.#add(at, { type: 'FeedbackReceived', data, occurred: at });
    return feedbackId;
  }

  isAskedToReply(feedbackId: string, at: Instant): void {
    this.#add(at, { type: 'ReplyRequested', data: { feedbackId, requestId: this.#id('request') }, occurred: at });
  }

  replyIsNoLongerWanted(feedbackId: string, at: Instant): void {
    this.#add(at, { type: 'ReplyRequestWithdrawn', data: { feedbackId }, occurred: at });
  }

  closes(reason: ClosureReason, at: Instant): void {
    this.#add(at, { type: 'CaseClosed', data: { closureId: this.#id('closure'), reason }, occurred: at });
  }

  reopens(at: Instant): void {
    this.#add(at, { type: 'CaseReopened', data: { reopeningId: this.#id('reopening') }, occurred: at });
  }

  /** Somebody takes on whatever alerts of the case are open then. */
  alertsAreTakenOn(at: Instant, withPlan: boolean): void {
    this.#moves.push({ at, facts: (state) => openAlerts(state).map((alertId) => takenOn(alertId, withPlan, at)) });
  }

  #contact(
    type: 'ContactMade' | 'ContactAttempted',
    who: readonly DemoPerson[],
    { at, recorded }: { readonly at: Instant; readonly recorded: Instant },
    more: Partial<ContactDetails>,
  ): void {
    const ids = { contactId: this.#id('contact'), participantIds: who.map(({ participantId }) => participantId) };
    const backDated = recorded > addHours(at, 72) ? { backDated: true } : {};
    this.#add(recorded, { type, data: { ...ids, ...CALL, tells: [], ...more, ...backDated }, occurred: at });
  }

  #add(at: Instant, ...facts: readonly NewFactOf<FollowUpEvent>[]): void {
    this.#moves.push({ at, facts: () => facts });
  }

  #id(what: string): string {
    return idOf(this.opening.seed, this.opening.number, what, (this.#ids += 1));
  }
}

function openAlerts({ alerts }: FollowUp): string[] {
  return [...alerts.raised.values()].filter(({ status }) => status === 'open').map(({ alertId }) => alertId);
}

function takenOn(alertId: string, withPlan: boolean, at: Instant): NewFactOf<FollowUpEvent> {
  return { type: 'AlertAcknowledged', data: { alertId, withPlan }, occurred: at };
}
