import type { CalendarVersion, Instant, LocalDate, LocalTime } from '@kept-informed/calendar';
import type { Commitment } from './commitment.rules.js';

/** Earlier than anything: text order, like every instant. */
export const beginning: Instant = '0001-01-01T00:00:00.000Z';

export const recipients = ['owner', 'supervisor', 'inspector', 'performance-unit'] as const;
export type Recipient = (typeof recipients)[number];

/** One rung of a ladder: when it is due beside the due date, and who is told (rules.md, Alert ladder). */
export interface LadderStep {
  readonly rung: string;
  /**
   * Working days after the due date, to the end of that day; 0: at `due at`; below 0: that many working days before, at
   * `time`. For a limit in hours the same days after at the same time of day, and before it a quarter of the limit each.
   */
  readonly days: number;
  /** Local time of a rung before the due date; 09:00 unless given. */
  readonly time?: LocalTime;
  readonly to: Recipient;
  /** Not raised while an alert of the obligation is acknowledged with a plan. */
  readonly heldByPlan?: boolean;
}

/** The id of the terms that a force starts with: its file's policy and the product's holidays. */
export const firstTermsId = 'force-file';

/** How far new terms reach into what is open when they are activated (docs/decisions/0007). */
export type Reach =
  | { readonly to: 'new-only' }
  | { readonly to: 'recompute-all' }
  /** What is left on this London date is counted on from it in the new way. */
  | { readonly to: 'time-left'; readonly on: LocalDate };

export const defaultLadder: readonly LadderStep[] = [
  { rung: 'due-soon', days: -1, time: '09:00', to: 'owner' },
  { rung: 'missed', days: 0, to: 'supervisor' },
  { rung: 'escalated', days: 2, to: 'inspector', heldByPlan: true },
  { rung: 'unresolved', days: 5, to: 'performance-unit' },
];

/** A contact recorded longer than this after it occurred needs a reason, in hours (rules.md, Corrections). */
export const defaultLateAfterHours = 72;

/** What holds from an instant on: which editions, how time is counted, who is told when. */
export interface Terms {
  /** Names the policy and the calendar that they are made of. */
  readonly id: string;
  /** When they were activated; the first hold from {@link beginning}. */
  readonly from: Instant;
  readonly reach: Reach;
  readonly adopted: ReadonlySet<string>;
  readonly calendar: CalendarVersion;
  /** By commitment: the kind of day its limit counts, where the commitment leaves that open. */
  readonly dayKinds: Readonly<Record<string, 'calendar' | 'working'>>;
  /** By commitment: what its periods count from, where the force changes that. */
  readonly anchors: Readonly<Record<string, 'last-update' | 'schedule'>>;
  readonly ladder: readonly LadderStep[];
  readonly lateAfterHours: number;
}

/** Something that goes by dated terms: one at least, in order of time. */
export interface UnderTerms {
  readonly terms: readonly Terms[];
}

/** The terms in force at an instant. */
export function termsAt({ terms }: UnderTerms, at: Instant): Terms {
  return terms.findLast(({ from }) => from <= at) ?? terms[0]!;
}

/** The terms in force now, and from now on. */
export function latestTerms({ terms }: UnderTerms): Terms {
  return terms.at(-1)!;
}

/** Terms that were activated after an instant and reach into what was open then, in order. */
export function reachingAfter({ terms }: UnderTerms, at: Instant): readonly Terms[] {
  return terms.length === 1 ? none : terms.filter(({ from, reach }) => from > at && reach.to !== 'new-only');
}

const none: readonly Terms[] = [];

/** The kind of time that a commitment's limit counts under some terms. */
export function unitUnder({ id, unit, limit }: Commitment, { dayKinds }: Terms): Commitment['unit'] {
  const chosen = dayKinds[id];
  return chosen === undefined || unit === 'elapsed' || !limit?.endsWith('D') ? unit : chosen;
}

/** What a series counts from under some terms. */
export function anchorUnder({ id, recurs }: Commitment, { anchors }: Terms): Commitment['recurs'] {
  return recurs === 'no' ? recurs : (anchors[id] ?? recurs);
}
