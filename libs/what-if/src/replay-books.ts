import type { Rulebook } from '@kept-informed/commitments';

/** What a period is lived through with: once as the force went by, once as it would have. */
export interface ReplayBooks {
  readonly before: Rulebook;
  readonly after: Rulebook;
}
