import type { Instant } from '@kept-informed/calendar';

/** A way to reach a participant, as entered. */
export interface Route {
  readonly method: string;
  readonly value: string;
  /** Whether it is safe to use; an unsafe route must never be. */
  readonly safe: boolean;
  /** When it may be used, in the participant's words. */
  readonly times?: string;
  /** What to say to whoever answers or opens it, and what never to. */
  readonly say?: string;
  readonly neverSay?: string;
  /** Whether it tells that something arrived; it does unless this says otherwise. */
  readonly receipts?: boolean;
  /** Another dwelling of its post code than the one that is marked unsafe. */
  readonly otherDwelling?: boolean;
  /** Since when this force has known it, where that is earlier than its recording, and why it is only recorded now. */
  readonly knownSince?: Instant;
  readonly reason?: string;
}

/** That a route must never be used: who said so, when, and why where they gave a reason. */
export interface UnsafeMark {
  readonly by: string;
  readonly at: Instant;
  readonly reason: string | null;
}

/** A route as it is shown: what of it is personal data is opened. */
export interface RouteView
  extends Required<Omit<Route, 'times' | 'say' | 'neverSay' | 'reason'>>, Pick<Route, 'times' | 'say' | 'neverSay'> {
  readonly routeId: string;
  readonly recordedAt: Instant;
  /** Something came back that was sent by it: it reaches nobody until it is entered anew. */
  readonly deadSince?: Instant;
  /** Of one that is unsafe; left out where it is marked on another case of the same person alone. */
  readonly unsafeMark?: UnsafeMark;
}

/** Whose route, on which case. */
export interface RouteOwner {
  readonly caseId: string;
  readonly participantId: string;
}

/** What of a route is personal data. */
export interface RouteWords {
  readonly value: string;
  readonly times?: string;
  readonly say?: string;
  readonly neverSay?: string;
  readonly sinceReason?: string;
  readonly endReason?: string;
}

export const routePlace = (routeId: string): string => `route ${routeId}`;
