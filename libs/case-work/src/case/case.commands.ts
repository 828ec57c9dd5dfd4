import { randomUUID } from 'node:crypto';
import type { AgeBand } from '@kept-informed/commitments';
import type { PersonField } from '@kept-informed/people';
import { CaseCommand, type WithSeal } from '../handling/case.command.js';
import type { ExplainedResult } from '../handling/results.js';
import type {
  AgreeContactPlanRequest,
  AssessEntitlementRequest,
  AssignCaseRequest,
  CloseCaseRequest,
  EndAuthorityRequest,
  OpenCaseRequest,
  ReachMilestoneRequest,
  RecordDeathRequest,
  ReopenCaseRequest,
} from './case.requests.js';
import type { AddParticipantRequest, ParticipantRequest } from './participant.requests.js';

/** Of which participant of the case. */
interface OfParticipant {
  readonly participantId: string;
}

/** A participant whose name, routes and the like have gone to the people. */
type WithoutPerson<Request extends ParticipantRequest> = Omit<Request, PersonField | 'routes'> &
  OfParticipant & { readonly ageAtOffence?: AgeBand };

/** A case to open, its participants by their ids. */
type CaseToOpen = Omit<OpenCaseRequest, 'participants' | 'lateReason'> & {
  readonly lateReasonId?: string;
  readonly lateReasonDigest?: string;
  readonly participants: readonly WithoutPerson<ParticipantRequest>[];
};

/** Opens a case with its participants. */
export class OpenCase extends CaseCommand<CaseToOpen> {}

/** Adds a participant to a case. */
export class AddParticipant extends CaseCommand<WithoutPerson<AddParticipantRequest>> {}

/** Records that a participant's entitlement was assessed. */
export class AssessEntitlement extends CaseCommand<AssessEntitlementRequest & OfParticipant> {
  readonly assessmentId = randomUUID();
}

/** Records how often and how a participant wants to be updated. */
export class AgreeContactPlan extends CaseCommand<
  WithSeal<AgreeContactPlanRequest, 'safeTimes'> & OfParticipant,
  ExplainedResult
> {
  readonly planId = randomUUID();
}

/** A milestone whose words have gone to the people. */
type MilestoneToReach = WithSeal<Omit<ReachMilestoneRequest, 'reason'>, 'detail'> & {
  readonly reasonId?: string;
  readonly reasonDigest?: string;
};

export interface MilestoneResult extends ExplainedResult {
  /** The victims of the case whom it does not concern. */
  readonly leftOut: readonly string[];
}

/** Records that something happened in the case. */
export class ReachMilestone extends CaseCommand<MilestoneToReach, MilestoneResult> {
  readonly milestoneId = randomUUID();
}

/** Records that something did not happen, or not in this case. */
export class VoidMilestone extends CaseCommand<WithSeal<{ readonly milestoneId: string }, never>> {}

/** Records that a representative may no longer receive for whom they represented. */
export class EndAuthority extends CaseCommand<EndAuthorityRequest & OfParticipant> {}

/** Records that a participant died. */
export class RecordDeath extends CaseCommand<RecordDeathRequest & OfParticipant> {}

/** Makes a member of staff answerable for the case. */
export class AssignCase extends CaseCommand<AssignCaseRequest> {}

export class CloseCase extends CaseCommand<CloseCaseRequest> {
  readonly closureId = randomUUID();
}

export class ReopenCase extends CaseCommand<ReopenCaseRequest> {
  readonly reopeningId = randomUUID();
}
