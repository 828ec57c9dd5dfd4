import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { ContactEvent } from '../contact/contact.events.js';
import type { Contact } from '../contact/contact.state.js';
import type { Feedback, FeedbackEvent } from '../feedback/feedback.events.js';
import type { Area, CaseEvent, CaseKind, Entitlement, Role, Told } from './case.events.js';

export interface Participant extends Told {
  readonly participantId: string;
  readonly role: Role;
  readonly represents?: string;
  /** The first holds from their joining; the others in order of time. */
  readonly assessments: { at: Instant; entitlement: Entitlement; assessmentId?: string; version: number }[];
}

export interface Plan extends Told {
  readonly planId: string;
  readonly participantId: string;
  readonly frequency: string;
  readonly until?: LocalDate;
}

export interface Milestone extends Told {
  readonly milestoneId: string;
  readonly type: string;
  readonly suspect?: string;
  readonly known: Instant;
}

export interface Closure extends Told {
  readonly closureId: string;
  reopened?: Told & { readonly reopeningId: string };
}

/** Everything that was recorded of a case by people, in the order of its stream. Grows by {@link evolveCase}. */
export interface Case {
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly reference: string;
  readonly opened: Told;
  readonly area?: Area;
  /** Rungs up to here raise no alert: the case came from another system at this instant. */
  readonly quietUntil?: Instant;
  readonly participants: Map<string, Participant>;
  readonly contacts: Contact[];
  readonly milestones: Milestone[];
  readonly feedback: Map<string, Feedback>;
  readonly plans: Plan[];
  readonly owners: { staffId: string; team: string; from: Instant }[];
  readonly closures: Closure[];
}

export function isClosed({ closures }: Case): boolean {
  const last = closures.at(-1);
  return last !== undefined && last.reopened === undefined;
}

/** Who was answerable for the case at an instant; nobody before the first assignment. */
export function ownerAt({ owners }: Case, at: Instant): { staffId: string; team: string } | undefined {
  return owners.filter(({ from }) => from <= at).reduce<Case['owners'][number] | undefined>(later, undefined);
}

function later<T extends { from: Instant }>(a: T | undefined, b: T): T {
  return a && a.from > b.from ? a : b;
}

/** Earliest first; of what happened at the same instant, what was recorded first. */
export function inTime(a: Told, b: Told): number {
  if (a.at === b.at) return a.version - b.version;
  return a.at < b.at ? -1 : 1;
}

type Opening = Extract<CaseEvent, { type: 'CaseOpened' }>;

function openedCase({ data, occurred, recorded, version }: Opening): Case {
  return {
    caseId: data.caseId,
    kind: data.kind,
    reference: data.reference,
    opened: { at: occurred, version },
    area: data.area,
    quietUntil: data.imported ? recorded : undefined,
    participants: new Map(),
    contacts: [],
    milestones: [],
    feedback: new Map(),
    plans: [],
    owners: [],
    closures: [],
  };
}

/** The case with one more fact. Changes and answers the given state; a fact of another kind changes nothing. */
export function evolveCase(state: Case | undefined, fact: CaseEvent | ContactEvent | FeedbackEvent): Case {
  if (fact.type === 'CaseOpened') return openedCase(fact);
  const told = { at: fact.occurred, version: fact.version };
  switch (fact.type) {
    case 'ParticipantAdded': {
      const { participantId, role, represents, entitlement } = fact.data;
      const assessments = [{ ...told, entitlement }];
      state!.participants.set(participantId, { ...told, participantId, role, represents, assessments });
      break;
    }
    case 'EntitlementAssessed': {
      const { participantId, entitlement, assessmentId } = fact.data;
      const { assessments } = state!.participants.get(participantId)!;
      const [joining, ...later] = assessments;
      later.push({ ...told, entitlement, assessmentId });
      assessments.splice(0, Infinity, joining!, ...later.sort(inTime));
      break;
    }
    case 'ContactPlanAgreed':
      state!.plans.push({ ...told, ...fact.data });
      break;
    case 'MilestoneReached':
      state!.milestones.push({ ...told, ...fact.data, known: fact.known ?? fact.occurred });
      break;
    case 'CaseAssigned':
      state!.owners.push({ staffId: fact.data.staffId, team: fact.data.team, from: fact.occurred });
      break;
    case 'CaseClosed':
      state!.closures.push({ ...told, closureId: fact.data.closureId });
      break;
    case 'CaseReopened':
      state!.closures.at(-1)!.reopened = { ...told, reopeningId: fact.data.reopeningId };
      break;
    case 'ContactMade':
    case 'ContactAttempted':
      state!.contacts.push({ ...fact.data, occurred: fact.occurred, recorded: fact.recorded, version: fact.version });
      break;
    default:
      evolveFeedback(state!, fact);
  }
  return state!;
}

function evolveFeedback(state: Case, fact: FeedbackEvent): void {
  const told = { at: fact.occurred, version: fact.version };
  switch (fact.type) {
    case 'FeedbackReceived': {
      const { feedbackId, participantId, type, replyRequested } = fact.data;
      const feedback: Feedback = { feedbackId, participantId, type, receivedAt: told.at, version: told.version };
      if (replyRequested) feedback.reply = { ...told, requestId: feedbackId };
      state.feedback.set(feedbackId, feedback);
      break;
    }
    case 'ReplyRequested':
      state.feedback.get(fact.data.feedbackId)!.reply = { ...told, requestId: fact.data.requestId };
      break;
    case 'ReplyRequestWithdrawn':
      state.feedback.get(fact.data.feedbackId)!.withdrawn = told;
      break;
  }
}
