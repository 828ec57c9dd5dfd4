import type { Zone } from '@kept-informed/calendar';
import type { Commitment } from './commitment.rules.js';
import type { UnderTerms } from './terms.rules.js';

/** A basic command unit and, where known, one of its local policing teams. */
export interface Area {
  readonly bcu: string;
  readonly lpt?: string;
}

/** Who is told of a rung. Looked up in the force's directory; null: the directory names nobody. */
export interface Answerable {
  supervisorOf(staffId: string): string | null;
  supervisorOfArea(area: Area | undefined): string | null;
  inspectorOf(area: Area | undefined): string | null;
  performanceUnit(): string;
}

/** All that settling goes by beside the case: which promises hold, how time is counted, who is told. */
export interface Rulebook extends UnderTerms {
  readonly catalogue: readonly Commitment[];
  readonly zone: Zone;
  readonly answerable: Answerable;
}
