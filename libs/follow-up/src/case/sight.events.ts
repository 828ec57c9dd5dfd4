import type { Instant } from '@kept-informed/calendar';
import type { NoteSeal } from '@kept-informed/decisions';
import type { RecordedFact } from '@kept-informed/event-store';

/** The case is seen by these staff and those who answer for them alone, and so is what was merged into it. */
export type CaseRestricted = RecordedFact<
  'CaseRestricted',
  NoteSeal & {
    readonly staffIds: readonly string[];
    /** Cases that were merged into this one. */
    readonly with: readonly string[];
  }
>;

/** It is seen as any other again. */
export type RestrictionLifted = RecordedFact<'RestrictionLifted', NoteSeal & { readonly with: readonly string[] }>;

/** Somebody looks at a restricted case all the same, with a reason and for a while; occurred: from when. */
export type GlassBroken = RecordedFact<
  'GlassBroken',
  NoteSeal & {
    readonly breakId: string;
    readonly staffId: string;
    readonly until: Instant;
    readonly with: readonly string[];
  }
>;
