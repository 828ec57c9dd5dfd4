import type { Instant } from '@kept-informed/calendar';
import type { NoteSeal, Provenance } from '@kept-informed/decisions';
import type { RecordedFact } from '@kept-informed/event-store';

/** The case is one of high risk, or no longer: before somebody is contacted it is confirmed that it is safe (rules.md, High risk). */
export type RiskMarked = RecordedFact<'RiskMarked', NoteSeal & Provenance & { readonly high: boolean }>;

/** A route that was marked unsafe is safe: by whom is the fact's author, why the note. */
export type RouteFoundSafe = RecordedFact<
  'RouteFoundSafe',
  NoteSeal & { readonly participantId: string; readonly routeId: string }
>;

/** Somebody may be written to or rung by a route that is marked unsafe, for a while and with a supervisor's reason. */
export type UnsafeRouteAllowed = RecordedFact<
  'UnsafeRouteAllowed',
  NoteSeal & {
    readonly allowanceId: string;
    readonly participantId: string;
    readonly routeId: string;
    readonly until: Instant;
  }
>;
