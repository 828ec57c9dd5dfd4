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

export class ParticipantAddedAnswer extends ArisenAnswer {
  @ApiProperty()
  participantId: string;
}

export class MilestoneAnswer extends ArisenAnswer {
  @ApiProperty()
  milestoneId: string;
}

export class PlanAnswer extends ArisenAnswer {
  @ApiProperty()
  planId: string;
}

export class FeedbackAnswer extends ArisenAnswer {
  @ApiProperty()
  feedbackId: string;
}

export class ContactRecordedAnswer extends RecordedAnswer {
  @ApiProperty()
  contactId: string;

  @ApiProperty({ description: 'Whether it reached the participants. One that did not discharges nothing.' })
  reached: boolean;

  @ApiProperty({ type: [String], description: 'Ids of the obligations that it met.' })
  discharged: string[];

  @ApiProperty({ type: [ObligationAnswer], description: 'What these participants are still owed on this case.' })
  stillOpen: ObligationAnswer[];
}

export class RouteAddedAnswer {
  @ApiProperty()
  routeId: string;
}

export class RouteAnswer {
  @ApiProperty()
  routeId: string;

  @ApiProperty()
  method: string;

  @ApiProperty()
  value: string;

  @ApiProperty()
  safe: boolean;

  @ApiProperty({ required: false })
  times?: string;

  @ApiProperty({ format: 'date-time' })
  recordedAt: string;
}

export class ParticipantAnswer extends JoinedAnswer {
  @ApiProperty({ enum: ['unassessed', 'standard', 'enhanced'] })
  entitlement: string;

  @ApiProperty({ type: String, nullable: true })
  represents: string | null;

  @ApiProperty({ format: 'date-time' })
  joinedAt: string;

  @ApiProperty({ type: String, nullable: true, required: false, description: 'Only for roles that make contacts.' })
  name?: string | null;

  @ApiProperty({ type: [RouteAnswer], required: false, description: 'Only for roles that make contacts.' })
  routes?: readonly RouteAnswer[];
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

  @ApiProperty({ enum: ['open', 'closed'] })
  status: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closedAt: string | null;

  @ApiProperty({ type: String, nullable: true })
  closureReason: string | null;

  @ApiProperty()
  version: number;
}

/** A case with everything that its page needs: who takes part, and every clock with its next rung. */
export class WholeCaseAnswer extends CaseAnswer {
  @ApiProperty({ type: [ParticipantAnswer] })
  participants: ParticipantAnswer[];

  @ApiProperty({ type: [ObligationAnswer] })
  obligations: ObligationAnswer[];

  @ApiProperty()
  position: string;
}

export class CasePage extends PageEnds {
  @ApiProperty({ type: [CaseAnswer] })
  items: CaseAnswer[];
}

export class TimelineEntry {
  @ApiProperty()
  version: number;

  @ApiProperty({ example: 'ContactMade' })
  type: string;

  @ApiProperty({ description: 'The fact in words.' })
  words: string;

  @ApiProperty({ format: 'date-time' })
  occurredAt: string;

  @ApiProperty({ format: 'date-time', required: false, description: 'When the force learnt of it, where later.' })
  knownAt?: string;

  @ApiProperty({ format: 'date-time' })
  recordedAt: string;

  @ApiProperty({ description: 'Staff id, or the part of the system that recorded it.' })
  recordedBy: string;

  @ApiProperty()
  simulated: boolean;

  @ApiProperty({ required: false, description: 'The note, for roles that make contacts; absent where it was erased.' })
  note?: string;
}

export class TimelineAnswer {
  @ApiProperty({ type: [TimelineEntry] })
  items: TimelineEntry[];

  @ApiProperty()
  version: number;
}
