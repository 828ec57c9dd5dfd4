import { randomUUID } from 'node:crypto';
import type { AgeBand } from '@kept-informed/commitments';
import type { PersonField } from '@kept-informed/people';
import { CaseCommand, type WithSeal } from '../handling/case.command.js';
import type { ReasonRequest } from '../handling/reason.request.js';
import type {
  CorrectCaseDetailsRequest,
  CorrectParticipantDetailsRequest,
  TransferCaseRequest,
} from './details.requests.js';

/** Puts right what of a case was typed wrongly. */
export class CorrectCaseDetails extends CaseCommand<
  WithSeal<CorrectCaseDetailsRequest, 'reason'> & {
    /** Of another opening: how old the participants were then, by their ids, where that is known. */
    readonly ages?: Readonly<Record<string, AgeBand>>;
  }
> {}

/** Puts right what of a participant was typed wrongly; who they are has gone to the people. */
export class CorrectParticipantDetails extends CaseCommand<
  WithSeal<Omit<CorrectParticipantDetailsRequest, PersonField>, 'reason'> & {
    readonly participantId: string;
    /** They did not die, or not then. */
    readonly diedOn?: null;
    readonly ageAtOffence?: AgeBand;
    readonly person: readonly PersonField[];
    readonly asked: readonly string[];
  }
> {}

/** Records that a case was recorded in error. */
export class VoidCase extends CaseCommand<WithSeal<ReasonRequest, 'reason'>> {
  readonly closureId = randomUUID();
}

/** Closes a case that another force has accepted. */
export class TransferCase extends CaseCommand<WithSeal<TransferCaseRequest, 'reason'>> {
  readonly closureId = randomUUID();
}
