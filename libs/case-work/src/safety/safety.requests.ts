import type { Instant } from '@kept-informed/calendar';
import { InstantField } from '@kept-informed/fields';
import { ReasonRequest } from '../handling/reason.request.js';

/** A supervisor lets somebody be contacted by a route that is marked unsafe. */
export class AllowUnsafeRouteRequest extends ReasonRequest {
  @InstantField({ optional: true, description: 'Until when, in seven days at most; for a day if left out.' })
  until?: Instant;
}
