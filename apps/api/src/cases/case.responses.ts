import { ApiProperty } from '@nestjs/swagger';
import type { ArisenObligations } from '@kept-informed/case-work';
import { notOwedReasons, type CaseStatus, type CaseView, type NotOwed } from '@kept-informed/follow-up';
import { RecordedResponse } from '../alerts/alert.response.js';
import { PageEnds } from '../http/page.js';
import { ObligationResponse } from '../obligations/obligation.response.js';

export class AreaResponse {
  @ApiProperty()
  readonly bcu: string;

  @ApiProperty({ type: String, nullable: true })
  readonly lpt: string | null;
}

export class JoinedResponse {
  @ApiProperty()
  readonly participantId: string;

  @ApiProperty()
  readonly role: string;
}

/** What a request made owed, soonest first. */
export class ArisenResponse extends RecordedResponse implements ArisenObligations {
  @ApiProperty({ type: [ObligationResponse] })
  readonly obligations: readonly ObligationResponse[];
}

export class CaseOpenedResponse extends ArisenResponse {
  @ApiProperty()
  readonly caseId: string;

  @ApiProperty({ type: [JoinedResponse] })
  readonly participants: readonly JoinedResponse[];
}

export class NotOwedResponse implements NotOwed {
  @ApiProperty({ type: String, nullable: true, description: 'The promise; null: none is about such a thing.' })
  readonly commitment: string | null;

  @ApiProperty({ enum: notOwedReasons })
  readonly because: NotOwed['because'];
}

/** What a request made owed, and why nothing else. */
export class ExplainedResponse extends ArisenResponse {
  @ApiProperty({
    type: [NotOwedResponse],
    description:
      'The promises in force about such a thing by which nothing arose, and why; where there are none and nothing arose, all others.',
  })
  readonly notOwed: readonly NotOwedResponse[];
}

export class MilestoneResponse extends ExplainedResponse {
  @ApiProperty()
  readonly milestoneId: string;

  @ApiProperty({ type: [String], description: 'The victims of the case whom it does not concern.' })
  readonly leftOut: readonly string[];
}

export class FeedbackResponse extends ExplainedResponse {
  @ApiProperty()
  readonly feedbackId: string;
}

export class TransferredResponse extends ArisenResponse {
  @ApiProperty({ description: 'The closure that the victim is to be told of.' })
  readonly closureId: string;
}

/** What became of both cases of a merger. */
export class AbsorbedResponse extends ArisenResponse {
  @ApiProperty()
  readonly caseId: string;
}

export class MergedResponse extends RecordedResponse {
  @ApiProperty({
    type: AbsorbedResponse,
    description: 'The case in which it is followed up now, and what is owed there.',
  })
  readonly into: AbsorbedResponse;
}

export class CaseResponse implements CaseView {
  @ApiProperty()
  readonly caseId: string;

  @ApiProperty({ enum: ['crime', 'incident', 'enquiry', 'feedback'] })
  readonly kind: string;

  @ApiProperty()
  readonly reference: string;

  @ApiProperty({ type: String, nullable: true })
  readonly offenceGroup: string | null;

  @ApiProperty({ format: 'date-time' })
  readonly openedAt: string;

  @ApiProperty({ type: AreaResponse, nullable: true })
  readonly area: AreaResponse | null;

  @ApiProperty({ type: String, nullable: true })
  readonly owner: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly team: string | null;

  @ApiProperty({ enum: ['open', 'closed', 'merged'] })
  readonly status: CaseStatus;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly closedAt: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly closureReason: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The force that has accepted it.' })
  readonly transferredTo: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Its reference with the force that has accepted it.' })
  readonly transferredReference: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The case in which the matter is followed up now.' })
  readonly mergedInto: string | null;

  @ApiProperty({ description: 'Before somebody is contacted it is confirmed that it is safe.' })
  readonly highRisk: boolean;

  @ApiProperty()
  readonly version: number;
}

export class CasePage extends PageEnds {
  @ApiProperty({ type: [CaseResponse] })
  readonly items: readonly CaseResponse[];
}
