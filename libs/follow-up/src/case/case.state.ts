import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { CaseArea } from '@kept-informed/commitments';
import { recordedFor } from '@kept-informed/decisions';
import type { Fold } from '@kept-informed/event-store';
import type {
  CaseDetailsCorrected,
  CaseEvent,
  CaseKind,
  CaseOpened,
  ClosureReason,
  KeptObligation,
  Method,
  Occurrence,
  BroughtDispute,
  BroughtEntitlement,
  BroughtOpening,
  EarlierMerger,
  ReplacedObligation,
  RunningSeries,
} from './case.events.js';
import type { EnteredDetail } from './occurrence.rules.js';
import { participantFold, type Participant } from './participant.state.js';
import { allOf } from './same-milestone.rules.js';

export interface Plan extends Occurrence {
  readonly planId: string;
  readonly participantId: string;
  readonly frequency: string;
  readonly method: Method;
  readonly until?: LocalDate;
  /** The contact in which the participant agreed to it. */
  readonly contactId?: string;
  readonly recorded: Instant;
  /** The case from which a merger brought it. */
  readonly carriedFrom?: string;
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
  readonly entitlements: readonly BroughtEntitlement[];
  readonly before: readonly EarlierMerger[];
  readonly disputes: readonly BroughtDispute[];
  /** The series of both that run on; none: merged before that was recorded. */
  readonly running?: readonly RunningSeries[];
  /** Those of agreed plans are among them. */
  readonly plansRunOn?: true;
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

/** As the facts leave it out. */
const nothingBrought = {
  joined: {},
  kept: [],
  same: {},
  replaced: [],
  before: [],
  openings: [],
  entitlements: [],
  disputes: [],
};

/** What becomes of a case once it is opened. */
export const caseFold: Fold<Case, Exclude<CaseEvent, CaseOpened>> = {
  ...participantFold,
  ContactPlanAgreed: ({ plans }, { data, occurred: at, recorded, version }) =>
    plans.push({ at, version, recorded: data.firstRecorded ?? recorded, ...data }),
  MilestoneReached: ({ milestones }, { data, occurred: at, known = at, version }) =>
    milestones.push({ at, version, ...data, known }),
  // Of two that a merger found to be one both are (rules.md, Mergers).
  MilestoneVoided: (state, { data, occurred: at, version }) => {
    for (const one of allOf(data.milestoneId, state)) one.voided ??= { at, version };
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
  CaseMerged: (state, { data: { into, participants, replaced = [] }, occurred: at, version }) => {
    state.merged = { at, version, into, participants, replaced };
  },
  // What was carried from there follows as facts of its own.
  CaseAbsorbed: ({ absorbed }, { data, occurred: at, version }) => {
    absorbed.push({ ...nothingBrought, ...data, at, version });
  },
  BroughtDutiesCorrected: ({ absorbed }, { data: { caseId, kept, running } }) => {
    const place = absorbed.findIndex((one) => one.caseId === caseId);
    absorbed[place] = { ...absorbed[place]!, kept, running };
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
