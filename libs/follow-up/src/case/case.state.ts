import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { AgeBand, CaseArea } from '@kept-informed/commitments';
import { recordedFor } from '@kept-informed/decisions';
import type { Fold } from '@kept-informed/event-store';
import type {
  CaseDetailsCorrected,
  CaseEvent,
  CaseKind,
  CaseOpened,
  ClosureReason,
  Entitlement,
  KeptObligation,
  Method,
  Occurrence,
  ParticipantAdded,
  ParticipantRole,
  BroughtOpening,
  ReplacedObligation,
  RunningSeries,
} from './case.events.js';

export interface Participant {
  /** When duties to them begin; the version of the fact with which they joined. */
  at: Instant;
  readonly version: number;
  readonly participantId: string;
  role: ParticipantRole;
  readonly represents?: string;
  business: boolean;
  /** Of a representative: the last London date of their authority, and when it ended before that. */
  authorityUntil?: LocalDate;
  died?: Death;
  /** What they were taken for on the case, and the fact that put it right. */
  readonly takenFor: { readonly role: ParticipantRole; readonly business: boolean; readonly until: number }[];
  authorityEnded?: Instant;
  /** The first holds from their joining; the others in order of time. */
  readonly assessments: Assessment[];
  /** How old they were as the case was opened, as that was entered one time after the other; none: it is not known. */
  readonly ages: EnteredDetail<AgeBand>[];
}

/** What was entered, by which fact, and when that was recorded. */
export interface EnteredDetail<Value> extends Occurrence {
  readonly value: Value;
}

/** The London date on which somebody died, and the fact that tells of it. */
export interface Death {
  readonly on: LocalDate;
  readonly recorded: Instant;
  readonly version: number;
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
  readonly method: Method;
  readonly until?: LocalDate;
  /** The contact in which the participant agreed to it. */
  readonly contactId?: string;
  readonly recorded: Instant;
}

export interface Milestone extends Occurrence {
  readonly milestoneId: string;
  readonly type: string;
  readonly suspect?: string;
  readonly participantIds?: readonly string[];
  readonly decidedAt?: Instant;
  readonly known: Instant;
  voided?: Occurrence;
}

export interface Closure extends Occurrence {
  readonly closureId: string;
  readonly reason: ClosureReason;
  readonly decidedAt?: Instant;
  /** Another force has accepted it and sees to it from then on. */
  readonly isTransfer: boolean;
  reopened?: Occurrence & { readonly reopeningId: string };
}

/** Who became answerable, from when, and when that counts as recorded. */
export interface CaseOwner {
  readonly staffId: string;
  readonly team: string;
  readonly from: Instant;
  readonly recorded: Instant;
}

/** A supervisor let somebody be contacted by an unsafe route. */
export interface UnsafeRouteAllowance {
  readonly allowanceId: string;
  readonly routeId: string;
  readonly from: Instant;
  readonly until: Instant;
}

/** When a case was taken to be opened, and the fact that put it right. */
interface TypedOpening {
  readonly at: Instant;
  readonly until: number;
}

/** A case that was merged into another: when, since when participants took part there, and what they were owed. */
export interface Absorption extends Occurrence {
  readonly caseId: string;
  readonly joined: Readonly<Record<string, Instant>>;
  readonly kept: readonly KeptObligation[];
  /** Milestones and openings of that case that are those of this one. */
  readonly same: Readonly<Record<string, string>>;
  readonly replaced: readonly ReplacedObligation[];
  readonly openings: readonly BroughtOpening[];
  /** The series of both that run on; none: merged before that was recorded. */
  readonly running?: readonly RunningSeries[];
}

/** What people recorded of a case itself, in the order of its stream. */
export interface Case {
  readonly caseId: string;
  kind: CaseKind;
  /** The fact that put the kind right; none: it is as it was opened. */
  kindPutRight?: number;
  reference: string;
  /** As it was entered one time after the other. */
  readonly offenceGroups: EnteredDetail<string | undefined>[];
  opened: Occurrence & { readonly takenFor: readonly TypedOpening[] };
  area?: CaseArea;
  /** Rungs up to here raise no alert: the case came from another system at this instant. */
  readonly importedAt?: Instant;
  readonly participants: Map<string, Participant>;
  readonly milestones: Milestone[];
  readonly plans: Plan[];
  readonly owners: CaseOwner[];
  readonly closures: Closure[];
  /** Where the matter is followed up now; each participant of this case is somebody there. */
  merged?: Occurrence & {
    readonly into: string;
    readonly participants: Readonly<Record<string, string>>;
    readonly replaced: readonly ReplacedObligation[];
  };
  /** Recorded in error: whatever it made owed is voided. */
  voided?: Occurrence;
  /** Cases that were merged into this one. */
  readonly absorbed: Absorption[];
  readonly links: { readonly caseId: string; readonly kind: string }[];
  /** Before somebody is contacted it is confirmed that it is safe. */
  highRisk?: boolean;
  /** By which unsafe routes somebody may be contacted all the same, from when and until when. */
  readonly allowances: UnsafeRouteAllowance[];
  /** Staff ids of those who see it; none: it is seen as any other. */
  restrictedTo?: readonly string[];
}

export function isClosed({ closures }: Case): boolean {
  const last = closures.at(-1);
  return last !== undefined && last.reopened === undefined;
}

/** Who was answerable for the case at an instant; nobody before the first assignment. */
export function ownerAt({ owners }: Case, at: Instant): { staffId: string; team: string } | undefined {
  return owners.filter(({ from }) => from <= at).reduce<CaseOwner | undefined>(later, undefined);
}

/** Who was answerable just before an instant, by what was recorded before another (rules.md, Corrections). */
export function ownerBefore({ owners }: Case, at: Instant, recordedBefore: Instant): CaseOwner | undefined {
  return owners
    .filter(({ from, recorded }) => from < at && recorded < recordedBefore)
    .reduce<CaseOwner | undefined>(later, undefined);
}

function later<T extends { from: Instant }>(a: T | undefined, b: T): T {
  return a && a.from > b.from ? a : b;
}

/** Earliest first; of what happened at the same instant, what was recorded first. */
export function inTime(a: Occurrence, b: Occurrence): number {
  if (a.at === b.at) return a.version - b.version;
  return a.at < b.at ? -1 : 1;
}

/** The case as it is opened. */
export function openedCase({ data, occurred, recorded, version }: CaseOpened): Case {
  const { caseId, kind, reference, offenceGroup, area, imported } = data;
  return {
    caseId,
    kind,
    reference,
    offenceGroups: [{ value: offenceGroup, at: recorded, version }],
    opened: { at: occurred, version, takenFor: [] },
    area,
    importedAt: imported ? recorded : undefined,
    participants: new Map(),
    milestones: [],
    plans: [],
    owners: [],
    closures: [],
    absorbed: [],
    links: [],
    allowances: [],
  };
}

/** What becomes of a case once it is opened. */
export const caseFold: Fold<Case, Exclude<CaseEvent, CaseOpened>> = {
  ParticipantAdded: ({ participants }, fact) => participants.set(fact.data.participantId, joined(fact)),
  EntitlementAssessed: ({ participants }, { data, occurred: at, recorded, version }) => {
    const { participantId, entitlement, assessmentId, firstRecorded = recorded } = data;
    const { assessments } = participants.get(participantId)!;
    const [joining, ...later] = assessments;
    later.push({ at, version, entitlement, assessmentId, recorded: firstRecorded });
    assessments.splice(0, Infinity, joining!, ...later.sort(inTime));
  },
  AuthorityEnded: ({ participants }, { data, occurred }) => {
    participants.get(data.participantId)!.authorityEnded = occurred;
  },
  ParticipantDied: ({ participants }, { data, recorded, version }) => {
    const { participantId, on, firstRecorded = recorded } = data;
    participants.get(participantId)!.died = { on, recorded: firstRecorded, version };
  },
  ContactPlanAgreed: ({ plans }, { data, occurred: at, recorded, version }) =>
    plans.push({ at, version, recorded: data.firstRecorded ?? recorded, ...data }),
  MilestoneReached: ({ milestones }, { data, occurred: at, known = at, version }) =>
    milestones.push({ at, version, ...data, known }),
  MilestoneVoided: ({ milestones }, { data, occurred: at, version }) => {
    milestones.find(({ milestoneId }) => milestoneId === data.milestoneId)!.voided = { at, version };
  },
  CaseAssigned: ({ owners }, fact) => {
    const { staffId, team } = fact.data;
    owners.push({ staffId, team, from: fact.occurred, recorded: recordedFor(fact) });
  },
  CaseClosed: ({ closures }, { data: { closureId, reason, decidedAt, transferredTo }, occurred: at, version }) =>
    closures.push({ at, version, closureId, reason, decidedAt, isTransfer: transferredTo !== undefined }),
  CaseReopened: ({ closures }, { data: { reopeningId }, occurred: at, version }) => {
    closures.at(-1)!.reopened = { at, version, reopeningId };
  },
  CaseVoided: (state, { occurred: at, version }) => {
    state.voided = { at, version };
  },
  CaseDetailsCorrected: putRight,
  ParticipantDetailsCorrected: ({ participants }, { data, recorded: here, version }) => {
    const { participantId, after, firstRecorded: recorded = here } = data;
    const found = participants.get(participantId)!;
    if (after.role !== undefined || after.business !== undefined)
      found.takenFor.push({ role: found.role, business: found.business, until: version });
    const { role = found.role, business = found.business, authorityUntil = found.authorityUntil } = after;
    Object.assign(found, { role, business, authorityUntil: authorityUntil ?? undefined });
    if (after.diedOn !== undefined)
      found.died = after.diedOn === null ? undefined : { on: after.diedOn, recorded, version };
    if (after.ageAtOffence) found.ages.push({ value: after.ageAtOffence, at: recorded, version });
  },
  CaseMerged: (state, { data: { into, participants, replaced = [] }, occurred: at, version }) => {
    state.merged = { at, version, into, participants, replaced };
  },
  // What was carried from there follows as facts of its own.
  CaseAbsorbed: ({ absorbed }, { data, occurred: at, version }) => {
    const { caseId, joined = {}, kept = [], same = {}, replaced = [], openings = [], running } = data;
    absorbed.push({ caseId, at, version, joined, kept, same, replaced, openings, running });
  },
  CaseLinked: ({ links }, { data: { caseId, kind } }) => links.push({ caseId, kind }),
  CaseRestricted: (state, { data }) => {
    state.restrictedTo = data.staffIds;
  },
  RestrictionLifted: (state) => {
    delete state.restrictedTo;
  },
  GlassBroken: () => undefined,
  RiskMarked: (state, { data }) => {
    state.highRisk = data.high;
  },
  RouteFoundSafe: () => undefined,
  UnsafeRouteAllowed: ({ allowances }, { data: { allowanceId, routeId, until }, occurred: from }) =>
    allowances.push({ allowanceId, routeId, from, until }),
};

function joined({ data, occurred, recorded: here, version }: ParticipantAdded): Participant {
  const { participantId, role, represents, entitlement, business = false, authorityUntil, ageAtOffence } = data;
  const { firstRecorded: recorded = here } = data;
  const told = { at: occurred, version };
  const assessments = [{ ...told, entitlement, recorded }];
  const ages = ageAtOffence ? [{ value: ageAtOffence, at: recorded, version }] : [];
  return { ...told, participantId, role, represents, business, takenFor: [], authorityUntil, assessments, ages };
}

/** Whoever joined with the case as it was opened did so when it really was. */
function putRight(state: Case, { data, recorded: at, version }: CaseDetailsCorrected): void {
  const { after, joined = [], ages = {} } = data;
  const { kind, reference, offenceGroup, area, openedAt } = after;
  if (kind !== undefined && kind !== state.kind) Object.assign(state, { kind, kindPutRight: version });
  if (reference !== undefined) state.reference = reference;
  if (offenceGroup !== undefined) state.offenceGroups.push({ value: offenceGroup ?? undefined, at, version });
  for (const [id, value] of Object.entries(ages)) state.participants.get(id)!.ages.push({ value, at, version });
  if (area !== undefined) state.area = area ?? undefined;
  if (openedAt === undefined) return;
  for (const participantId of joined) {
    const one = state.participants.get(participantId)!;
    one.at = openedAt;
    one.assessments[0] = { ...one.assessments[0]!, at: openedAt };
  }
  const { opened } = state;
  state.opened = { ...opened, at: openedAt, takenFor: [...opened.takenFor, { at: opened.at, until: version }] };
}
