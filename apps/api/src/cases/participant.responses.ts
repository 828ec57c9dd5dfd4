import { ApiProperty } from '@nestjs/swagger';
import { ArisenResponse, JoinedResponse } from './case.responses.js';

export class ParticipantAddedResponse extends ArisenResponse {
  @ApiProperty()
  participantId: string;
}

export class PlanRecordedResponse extends ArisenResponse {
  @ApiProperty()
  planId: string;
}

export class OptOutRecordedResponse extends ArisenResponse {
  @ApiProperty()
  optOutId: string;
}

export class RouteAddedResponse {
  @ApiProperty()
  routeId: string;
}

export class RouteResponse {
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

export class ParticipantResponse extends JoinedResponse {
  @ApiProperty({ enum: ['unassessed', 'standard', 'enhanced'] })
  entitlement: string;

  @ApiProperty({ type: String, nullable: true })
  represents: string | null;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The last London date of their authority.',
  })
  authorityUntil: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it was ended before that.' })
  authorityEndedAt: string | null;

  @ApiProperty({ description: 'Owed what a Code promises once it has named somebody to receive it.' })
  business: boolean;

  @ApiProperty({ format: 'date-time' })
  joinedAt: string;

  @ApiProperty({ type: String, nullable: true, required: false, description: 'Only for roles that make contacts.' })
  name?: string | null;

  @ApiProperty({ type: [RouteResponse], required: false, description: 'Only for roles that make contacts.' })
  routes?: readonly RouteResponse[];
}

/** How often and how a participant agreed to be updated; the last one of each holds. */
export class PlanResponse {
  @ApiProperty()
  planId: string;

  @ApiProperty()
  participantId: string;

  @ApiProperty({ example: 'P14D' })
  frequency: string;

  @ApiProperty()
  method: string;

  @ApiProperty({ format: 'date-time' })
  agreedAt: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The last London date on which it holds.' })
  until: string | null;

  @ApiProperty({ required: false, description: 'When it is safe to call or write; only for roles that make contacts.' })
  safeTimes?: string;
}

/** What a participant does not want to be told. */
export class OptOutResponse {
  @ApiProperty()
  optOutId: string;

  @ApiProperty()
  participantId: string;

  @ApiProperty({ description: 'all, periodic, or the id of one commitment.' })
  scope: string;

  @ApiProperty({ format: 'date-time' })
  from: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The last London date on which it holds.' })
  until: string | null;

  @ApiProperty()
  requestedBy: string;

  @ApiProperty()
  identifiedBy: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  optedBackInAt: string | null;

  @ApiProperty({ required: false, description: 'Only for roles that make contacts.' })
  reason?: string;
}
