import type { Instant } from '@kept-informed/calendar';
import type { Plan } from '../case/case.state.js';

/** A stretch of time through which a series does not run. */
export interface Interruption {
  readonly from: Instant;
  readonly to: Instant;
  /** The fact that began it, where that is not the one that ends what was current. */
  readonly version?: number;
  /** What ends the obligation that was current, once it is ended. */
  readonly ended: InterruptionEffect;
  readonly resumedBy: string;
  /** What takes its place goes on with its count. */
  readonly continues?: Continuation;
  /** The duty that was current stays owed while this lasts (a closed case), or is replaced as it begins (a plan). */
  readonly staysOwed: boolean;
  /** What was current is still met by an update before this: another period has its day 0 then (rules.md, Day 0). */
  readonly metUntil?: Instant;
  /** It also ends what stayed owed when its case was closed before. */
  readonly endsOwed?: boolean;
}

/** The fact that began it; 0: none did, terms were activated. */
export const begunBy = ({ version, ended }: Interruption): number => version ?? ended.version ?? 0;

/** What ends the obligation that was current when a series stopped, and as what where it was not due by then. */
export interface InterruptionEffect {
  readonly by: string;
  readonly version?: number;
  readonly as: 'superseded' | 'waived' | 'voided';
  readonly because?: string;
  /** A missed one too: it is owed in another case. Otherwise it is closed as missed for good. */
  readonly evenMissed?: boolean;
}

/**
 * A plan as it begins or ends, or that the matter became a crime, when that was recorded: what runs from then on goes on with
 * the count of what ran before (rules.md, Restarts).
 */
export type Continuation = { readonly plan: Plan; readonly begins: boolean } | { readonly crimeSince: Instant };
