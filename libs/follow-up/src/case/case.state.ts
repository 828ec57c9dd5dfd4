import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { ContactEvent } from '../contact/contact.events.js';
import { evolveContacts, type Contact } from '../contact/contact.state.js';
import type { Feedback, FeedbackEvent } from '../feedback/feedback.events.js';
import { evolveFeedback } from '../feedback/feedback.state.js';
import type { OptOut, OptOutEvent } from '../opt-out/opt-out.events.js';
import type { RulingEvent } from '../ruling/ruling.events.js';
import { evolveRulings, type Ruling } from '../ruling/ruling.state.js';
import type { CaseArea } from '@kept-informed/commitments';
import type { CaseEvent, CaseKind, ClosureReason, Entitlement, ParticipantRole, Occurrence } from './case.events.js';

export interface Participant extends Occurrence {
  readonly participantId: string;
  readonly role: ParticipantRole;
  readonly represents?: string;
  readonly business: boolean;
  /** Of a representative: the last London date of their authority, and when it ended before that. */
  readonly authorityUntil?: LocalDate;
  authorityEnded?: Instant;
  /** The first holds from their joining; the others in order of time. */
  readonly assessments: Assessment[];
}

export interface Assessment extends Occurrence {
  readonly entitlement: Entitlement;
  readonly recorded: Instant;
  /** None: how they joined. */
  readonly assessmentId?: string;
}

export interface Plan extends Occurrence {
  readonly planId: string;
  readonly participantId: string;
  readonly frequency: string;
  readonly until?: LocalDate;
}

export interface Milestone extends Occurrence {
  readonly milestoneId: string;
  readonly type: string;
  readonly suspect?: string;
  readonly known: Instant;
  voided?: Occurrence;
}

export interface Closure extends Occurrence {
  readonly closureId: string;
  readonly reason: ClosureReason;
  reopened?: Occurrence & { readonly reopeningId: string };
}

/** Everything that was recorded of a case by people, in the order of its stream. Grows by {@link evolveCase}. */
export interface Case {
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly reference: string;
  readonly opened: Occurrence;
  readonly area?: CaseArea;
  /** Rungs up to here raise no alert: the case came from another system at this instant. */
  readonly importedAt?: Instant;
  readonly participants: Map<string, Participant>;
  readonly contacts: Contact[];
  readonly milestones: Milestone[];
  readonly feedback: Map<string, Feedback>;
  readonly plans: Plan[];
  readonly owners: { staffId: string; team: string; from: Instant }[];
  readonly closures: Closure[];
  readonly rulings: Ruling[];
  readonly optOuts: OptOut[];
  /** Where the matter is followed up now; each participant of this case is somebody there. */
  merged?: Occurrence & { readonly into: string; readonly participants: Readonly<Record<string, string>> };
  /** When to look at it although nothing is current; null: never. */
  nextCheckAt: Instant | null;
  readonly links: { readonly caseId: string; readonly kind: string }[];
}

/** Any fact that people recorded of a case. */
export type CaseHistoryEvent = CaseEvent | ContactEvent | FeedbackEvent | RulingEvent | OptOutEvent;

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
export function inTime(a: Occurrence, b: Occurrence): number {
  if (a.at === b.at) return a.version - b.version;
  return a.at < b.at ? -1 : 1;
}

type CaseOpenedFact = Extract<CaseEvent, { type: 'CaseOpened' }>;

function openedCase({ data, occurred, recorded, version }: CaseOpenedFact): Case {
  return {
    caseId: data.caseId,
    kind: data.kind,
    reference: data.reference,
    opened: { at: occurred, version },
    area: data.area,
    importedAt: data.imported ? recorded : undefined,
    participants: new Map(),
    contacts: [],
    milestones: [],
    feedback: new Map(),
    plans: [],
    owners: [],
    closures: [],
    rulings: [],
    optOuts: [],
    links: [],
    nextCheckAt: null,
  };
}

/** The case with one more fact. Changes and answers the given state; a fact of another kind changes nothing. */
export function evolveCase(before: Case | undefined, fact: CaseHistoryEvent): Case {
  if (fact.type === 'CaseOpened') return openedCase(fact);
  const state = before!;
  if (isOfContact(fact)) evolveContacts(state.contacts, fact);
  else if (isOfFeedback(fact)) evolveFeedback(state.feedback, fact);
  else if (isOfRuling(fact)) evolveRulings(state.rulings, fact);
  else evolveItself(state, fact);
  return state;
}

const isOfContact = (fact: CaseHistoryEvent): fact is ContactEvent =>
  fact.type.startsWith('Contact') && fact.type !== 'ContactPlanAgreed';
const isOfFeedback = (fact: CaseHistoryEvent): fact is FeedbackEvent => /^(Feedback|Reply)/.test(fact.type);
const isOfRuling = (fact: CaseHistoryEvent): fact is RulingEvent =>
  /^(Clock|Waiver|Excusal|Voiding|Ruling)/.test(fact.type);

function evolveItself(state: Case, fact: CaseEvent | OptOutEvent): void {
  const told = { at: fact.occurred, version: fact.version };
  switch (fact.type) {
    case 'ParticipantAdded':
      state.participants.set(fact.data.participantId, joined(fact));
      break;
    case 'EntitlementAssessed': {
      const { participantId, entitlement, assessmentId } = fact.data;
      const { assessments } = state.participants.get(participantId)!;
      const [joining, ...later] = assessments;
      const recorded = fact.data.firstRecorded ?? fact.recorded;
      later.push({ ...told, entitlement, assessmentId, recorded });
      assessments.splice(0, Infinity, joining!, ...later.sort(inTime));
      break;
    }
    case 'AuthorityEnded':
      state.participants.get(fact.data.participantId)!.authorityEnded = told.at;
      break;
    case 'ContactPlanAgreed':
      state.plans.push({ ...told, ...fact.data });
      break;
    case 'MilestoneReached':
      state.milestones.push({ ...told, ...fact.data, known: fact.known ?? fact.occurred });
      break;
    case 'MilestoneVoided':
      state.milestones.find(({ milestoneId }) => milestoneId === fact.data.milestoneId)!.voided = told;
      break;
    case 'CaseAssigned':
      state.owners.push({ staffId: fact.data.staffId, team: fact.data.team, from: fact.occurred });
      break;
    case 'CaseClosed':
      state.closures.push({ ...told, closureId: fact.data.closureId, reason: fact.data.reason });
      break;
    case 'CaseReopened':
      state.closures.at(-1)!.reopened = { ...told, reopeningId: fact.data.reopeningId };
      break;
    case 'CaseMerged':
      state.merged = { ...told, into: fact.data.into, participants: fact.data.participants };
      break;
    case 'CaseWakeMoved':
      state.nextCheckAt = fact.data.nextCheckAt;
      break;
    case 'CaseLinked':
      state.links.push({ caseId: fact.data.caseId, kind: fact.data.kind });
      break;
    case 'OptedOut':
      state.optOuts.push({ ...fact.data, ...told });
      break;
    case 'OptedBackIn':
      state.optOuts.find(({ optOutId }) => optOutId === fact.data.optOutId)!.revoked = { ...told, ...fact.data };
      break;
  }
}

function joined({ data, occurred, recorded, version }: Extract<CaseEvent, { type: 'ParticipantAdded' }>): Participant {
  const { participantId, role, represents, entitlement, business = false, authorityUntil } = data;
  const told = { at: occurred, version };
  const assessments = [{ ...told, entitlement, recorded }];
  return { ...told, participantId, role, represents, business, authorityUntil, assessments };
}
