import { ApiProperty } from '@nestjs/swagger';
import { RecordedResponse } from '../alerts/alert.response.js';
import { PageEnds } from '../http/page.js';
import { ObligationResponse } from '../obligations/obligation.response.js';

export class AreaResponse {
  @ApiProperty()
  bcu: string;

  @ApiProperty({ type: String, nullable: true })
  lpt: string | null;
}

export class JoinedResponse {
  @ApiProperty()
  participantId: string;

  @ApiProperty()
  role: string;
}

/** What a request made owed, soonest first. */
export class ArisenResponse extends RecordedResponse {
  @ApiProperty({ type: [ObligationResponse] })
  obligations: ObligationResponse[];
}

export class CaseOpenedResponse extends ArisenResponse {
  @ApiProperty()
  caseId: string;

  @ApiProperty({ type: [JoinedResponse] })
  participants: JoinedResponse[];
}

export class MilestoneResponse extends ArisenResponse {
  @ApiProperty()
  milestoneId: string;
}

export class FeedbackResponse extends ArisenResponse {
  @ApiProperty()
  feedbackId: string;
}

/** What became of both cases of a merger. */
export class AbsorbedResponse extends ArisenResponse {
  @ApiProperty()
  caseId: string;
}

export class MergedResponse extends RecordedResponse {
  @ApiProperty({
    type: AbsorbedResponse,
    description: 'The case in which it is followed up now, and what is owed there.',
  })
  into: AbsorbedResponse;
}

export class CaseResponse {
  @ApiProperty()
  caseId: string;

  @ApiProperty({ enum: ['crime', 'incident', 'enquiry', 'feedback'] })
  kind: string;

  @ApiProperty()
  reference: string;

  @ApiProperty({ type: String, nullable: true })
  offenceGroup: string | null;

  @ApiProperty({ format: 'date-time' })
  openedAt: string;

  @ApiProperty({ type: AreaResponse, nullable: true })
  area: AreaResponse | null;

  @ApiProperty({ type: String, nullable: true })
  owner: string | null;

  @ApiProperty({ type: String, nullable: true })
  team: string | null;

  @ApiProperty({ enum: ['open', 'closed', 'merged'] })
  status: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closedAt: string | null;

  @ApiProperty({ type: String, nullable: true })
  closureReason: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The case in which the matter is followed up now.' })
  mergedInto: string | null;

  @ApiProperty()
  version: number;
}

export class CasePage extends PageEnds {
  @ApiProperty({ type: [CaseResponse] })
  items: CaseResponse[];
}
