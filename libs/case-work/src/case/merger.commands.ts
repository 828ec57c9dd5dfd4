import { CaseCommand, type WithSeal } from '../handling/case.command.js';
import type { CaseResult } from '../handling/results.js';
import type { LinkCasesRequest, MergeCasesRequest } from './merger.requests.js';

/** What became of both cases. */
export interface PartnersResult extends CaseResult {
  readonly other: CaseResult;
}

/** A merger whose words have gone to the people; whoever is not among the participants joins the other case. */
type MergerToRecord = WithSeal<MergeCasesRequest, 'reason'> & Required<Pick<MergeCasesRequest, 'participants'>>;

/** Merges a case into another one, in which the matter is followed up from now on. */
export class MergeCases extends CaseCommand<MergerToRecord, PartnersResult> {}

/** Records that two cases have to do with each other. */
export class LinkCases extends CaseCommand<LinkCasesRequest, PartnersResult> {}
