import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { RecordedFact } from '@kept-informed/event-store';
import type { NoteSeal } from '@kept-informed/decisions';
import type { Entitlement } from './participant.events.js';

/** The matter is followed up in another case from now on; each participant of this one is somebody there. */
export type CaseMerged = RecordedFact<
  'CaseMerged',
  NoteSeal & {
    readonly into: string;
    readonly participants: Readonly<Record<string, string>>;
    /** What gives way to the same of the other case, which was due first there: met or not. */
    readonly replaced?: readonly ReplacedObligation[];
  }
>;

/** What was owed because of one of two things that are the same; of a series what was current. */
export interface ReplacedObligation {
  readonly commitment: string;
  readonly participantId: string;
  readonly triggerId: string;
}

/** Who answered for something as it fell due in the case that was merged. */
interface WithOwner {
  readonly owner?: { readonly staffId: string; readonly team: string };
}

/** What was owed in a case that was merged into another, and how it was due there. */
export interface KeptObligation extends ReplacedObligation, WithOwner {
  readonly dueOn: LocalDate | null;
  readonly dueAt: Instant | null;
}

/**
 * A series that runs after a merger; `since`: when what is current became so, or the merger itself, where nothing is current of a plan
 * that holds; `place`: where one of the other case stands.
 */
export interface RunningSeries extends ReplacedObligation, WithOwner {
  readonly since: Instant;
  readonly place?: SeriesPlace;
}

/** Where in a series its current period is. */
export interface SeriesPlace {
  /** What its run counts from. */
  readonly first: Anchor;
  readonly anchor: Anchor;
  /** Which period after its anchor. */
  readonly n: number;
  /** It took over at its own due time, because the one before lapsed. */
  readonly missed: boolean;
  /** The last point of the schedule that was a period's before it, where it counts from an update itself; 0: none. */
  readonly lastPoint: number;
  /** While its case was closed, where that was for less than a period. */
  readonly closed: readonly {
    readonly pauseId: string;
    readonly reason: string;
    readonly from: Instant;
    readonly to: Instant;
  }[];
}

/** What a period counts from: the start of a run, or the update that met the period before. */
export interface Anchor {
  readonly id: string;
  readonly at: Instant;
  readonly on: LocalDate;
  /** Of a contact of another case: when a merger brought it. */
  readonly brought?: Instant;
  /** Of one that was put right since, without which nothing would count from it as it does: when that was recorded. */
  readonly putRight?: Instant;
  /** What a run that took the place of another counts on from (rules.md, Restarts); none: from itself. */
  readonly countsOn?: CountingOn;
}

/** What the periods of a run count on from, and when the first one ends, where that is not a full one from there. */
export interface CountingOn {
  readonly from: Instant;
  readonly firstEndsOn?: LocalDate;
  /** How many of its periods were before: what met the next came back, and its limit counts anew. */
  readonly periodsBefore?: number;
}

/** How a case that was merged had been opened: when it was reported, and when that was recorded. */
export interface BroughtOpening {
  readonly caseId: string;
  readonly at: Instant;
  readonly recorded: Instant;
  readonly isCrime: boolean;
}

/**
 * What somebody on both cases was entitled to in the one that was merged, `caseId`, or in one merged into that before: as they
 * joined it, and by each assessment since, in order of time.
 */
export interface BroughtEntitlement {
  readonly participantId: string;
  readonly caseId: string;
  readonly entitlement: Entitlement;
  readonly at: Instant;
  readonly recorded: Instant;
  /** None: how they joined. */
  readonly assessmentId?: string;
  /** Nobody assessed them then: it held because of a merger. */
  readonly byMerger?: true;
}

/** What was disputed of a duty that is owed on here, and what was decided of it by the merger. */
export interface BroughtDispute extends ReplacedObligation, WithOwner {
  readonly anchorId: string;
  readonly period: number;
  /** Which of the facts that follow say that it should stand otherwise, the first of them 1; none: it is whose it was that is disputed. */
  readonly causes: readonly number[];
  readonly recordedBy: readonly string[];
  readonly raisedAt: Instant;
  readonly stood: 'missed' | 'met-late';
  /** How it would stand. */
  readonly would: string;
  readonly decideBy?: Instant;
  readonly decided?: NoteSeal & { readonly at: Instant; readonly by: string; readonly confirmed: boolean };
}

/** A merger before that of the case that it was into; `joined`: when its participants had joined, by their ids here. */
export interface EarlierMerger {
  readonly caseId: string;
  readonly into: string;
  readonly at: Instant;
  readonly joined: Readonly<Record<string, Instant>>;
}

/**
 * Something of a case that was merged into this one was put right since: what that would have owed at the merger, and so what
 * was brought. Which of two stays was decided then (rules.md, Mergers).
 */
export type BroughtDutiesCorrected = RecordedFact<
  'BroughtDutiesCorrected',
  {
    readonly caseId: string;
    readonly kept: readonly KeptObligation[];
    readonly running: readonly RunningSeries[];
  }
>;

/**
 * Another case was merged into this one; what was recorded there follows as facts that name it. What was owed there
 * keeps its due date, and participants are owed it from when they joined there (rules.md, Mergers).
 */
export type CaseAbsorbed = RecordedFact<
  'CaseAbsorbed',
  {
    readonly caseId: string;
    readonly joined?: Readonly<Record<string, Instant>>;
    readonly kept?: readonly KeptObligation[];
    /** Milestones and openings of that case that are those of this one, by their ids. */
    readonly same?: Readonly<Record<string, string>>;
    /** What gives way to the same of that case, which was due first there: met or not. */
    readonly replaced?: readonly ReplacedObligation[];
    /** By which it had become what it was. */
    readonly before?: readonly EarlierMerger[];
    /** Of that case, and of cases that had been merged into it. */
    readonly openings?: readonly BroughtOpening[];
    readonly entitlements?: readonly BroughtEntitlement[];
    /** The series of both that run on from here. */
    readonly running?: readonly RunningSeries[];
    readonly disputes?: readonly BroughtDispute[];
    /** Those of agreed plans are among them; none: merged before that was recorded, they are counted from their beginning. */
    readonly plansRunOn?: true;
  }
>;
