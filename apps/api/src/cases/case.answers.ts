import { ApiProperty } from '@nestjs/swagger';
import { RecordedAnswer } from '../alerts/alert.answer.js';
import { PageEnds } from '../http/page.js';
import { ObligationAnswer } from '../obligations/obligation.answer.js';

export class AreaAnswer {
  @ApiProperty()
  bcu: string;

  @ApiProperty({ type: String, nullable: true })
  lpt: string | null;
}

export class JoinedAnswer {
  @ApiProperty()
  participantId: string;

  @ApiProperty()
  role: string;
}

/** What a request made owed, soonest first. */
export class ArisenAnswer extends RecordedAnswer {
  @ApiProperty({ type: [ObligationAnswer] })
  obligations: ObligationAnswer[];
}

export class CaseOpenedAnswer extends ArisenAnswer {
  @ApiProperty()
  caseId: string;

  @ApiProperty({ type: [JoinedAnswer] })
  participants: JoinedAnswer[];
}

export class MilestoneAnswer extends ArisenAnswer {
  @ApiProperty()
  milestoneId: string;
}

export class FeedbackAnswer extends ArisenAnswer {
  @ApiProperty()
  feedbackId: string;
}

/** What became of both cases of a merger. */
export class AbsorbedAnswer extends ArisenAnswer {
  @ApiProperty()
  caseId: string;
}

export class MergedAnswer extends RecordedAnswer {
  @ApiProperty({
    type: AbsorbedAnswer,
    description: 'The case in which it is followed up now, and what is owed there.',
  })
  into: AbsorbedAnswer;
}

export class CaseAnswer {
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

  @ApiProperty({ type: AreaAnswer, nullable: true })
  area: AreaAnswer | null;

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
  @ApiProperty({ type: [CaseAnswer] })
  items: CaseAnswer[];
}
