import { addHours, type Instant } from '@kept-informed/calendar';
import { refuse, type NoteSeal } from '@kept-informed/decisions';
import type { NewFactOf } from '@kept-informed/event-store';
import type { RiskMarked, RouteFoundSafe, UnsafeRouteAllowed } from './case.events.js';
import type { Case } from './case.state.js';

/** The case is one of high risk from now on, or no longer (rules.md, High risk). Refused where it is that already. */
export function markRisk(
  { highRisk = false }: Case,
  marked: NoteSeal & { readonly high: boolean },
  now: Instant,
): NewFactOf<RiskMarked>[] {
  if (highRisk === marked.high) throw refuse('changes-nothing', '', 'It is marked so already.');
  return [{ type: 'RiskMarked', data: marked, occurred: now }];
}

/** A route that was marked unsafe is safe from now on. */
export const declareRouteSafe = (declared: RouteFoundSafe['data'], now: Instant): NewFactOf<RouteFoundSafe>[] => [
  { type: 'RouteFoundSafe', data: declared, occurred: now },
];

/** So long an unsafe route may be used at most, and where nothing is said, before a supervisor is asked again. */
const longestAllowanceHours = 7 * 24;
const usualAllowanceHours = 24;

/** A supervisor lets somebody be contacted by an unsafe route. Refused for longer than a week, and for a time that is past. */
export function allowUnsafeRoute(
  allowance: Omit<UnsafeRouteAllowed['data'], 'until'> & { readonly until?: Instant },
  now: Instant,
): NewFactOf<UnsafeRouteAllowed>[] {
  const { until = addHours(now, usualAllowanceHours) } = allowance;
  if (until <= now) throw refuse('ends-before-it-begins', '/until', 'Give an instant that is still ahead.');
  if (until > addHours(now, longestAllowanceHours))
    throw refuse('too-far-ahead', '/until', 'An unsafe route can be allowed for seven days.');
  return [{ type: 'UnsafeRouteAllowed', data: { ...allowance, until }, occurred: now }];
}

/** What is decided about whether somebody is reached safely. */
export const safety = { markRisk, declareRouteSafe, allowUnsafeRoute };
