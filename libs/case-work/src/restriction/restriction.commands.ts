import { randomUUID } from 'node:crypto';
import { CaseCommand, type WithSeal } from '../handling/case.command.js';
import type { ReasonRequest } from '../handling/reason.request.js';
import type { RestrictionRequest } from './restriction.requests.js';

/** What was merged into the case is seen as it is. */
interface MergedCases {
  readonly with: readonly string[];
}

/** Has a case seen by named staff alone. */
export class RestrictCase extends CaseCommand<WithSeal<RestrictionRequest, 'reason'> & MergedCases> {}

/** Has a restricted case seen as any other again. */
export class LiftRestriction extends CaseCommand<WithSeal<ReasonRequest, 'reason'> & MergedCases> {}

/** Looks at a restricted case all the same. */
export class BreakGlass extends CaseCommand<WithSeal<ReasonRequest, 'reason'> & MergedCases> {
  readonly breakId = randomUUID();
}
