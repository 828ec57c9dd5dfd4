import { randomUUID } from 'node:crypto';
import { CaseCommand, type WithSeal } from '../handling/case.command.js';
import type { ReasonRequest } from '../handling/reason.request.js';
import type { AllowUnsafeRouteRequest } from './safety.requests.js';

interface OfRoute {
  readonly participantId: string;
  readonly routeId: string;
}

/** Marks a case as one of high risk, or no longer. */
export class MarkRisk extends CaseCommand<WithSeal<ReasonRequest, 'reason'> & { readonly high: boolean }> {}

/** Records that a route is safe that was marked unsafe. */
export class DeclareRouteSafe extends CaseCommand<WithSeal<ReasonRequest, 'reason'> & OfRoute> {}

/** Lets somebody be contacted by an unsafe route. */
export class AllowUnsafeRoute extends CaseCommand<WithSeal<AllowUnsafeRouteRequest, 'reason'> & OfRoute> {
  readonly allowanceId = randomUUID();
}
