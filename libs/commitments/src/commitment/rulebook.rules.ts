import type { Instant, Zone } from '@kept-informed/calendar';
import type { OtherBody } from '@kept-informed/directory';
import type { Commitment } from './commitment.rules.js';
import type { UnderTerms } from './terms.rules.js';

/** A basic command unit and, where known, one of its local policing teams. */
export interface CaseArea {
  readonly bcu: string;
  readonly lpt?: string;
}

/**
 * Who is told of a rung at an instant: whoever holds the post then, or acts for them, or is on duty. Looked up in the
 * force's directory; null: nobody is there, and the next one up is told.
 */
export interface Answerable {
  /** Themselves, or who acts for them while they are on leave. */
  standInFor(staffId: string, at: Instant): string | null;
  supervisorOf(staffId: string, at: Instant): string | null;
  supervisorOfArea(area: CaseArea | undefined, at: Instant): string | null;
  inspectorOf(area: CaseArea | undefined, at: Instant): string | null;
  performanceUnit(at: Instant): string;
  /** Who is told of what binds another body; null: the owner. */
  postFor(body: OtherBody): string | null;
}

/** All that settling goes by beside the case: which promises hold, how time is counted, who is told. */
export interface Rulebook extends UnderTerms {
  readonly catalogue: readonly Commitment[];
  readonly zone: Zone;
  readonly answerable: Answerable;
}
