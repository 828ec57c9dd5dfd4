import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import type { ParticipantWithPerson } from '@kept-informed/case-work';
import { AttemptsResponse } from '../obligations/attempts.response.js';
import { ArisenResponse, JoinedResponse } from './case.responses.js';
import { PersonDetailsResponse } from './person.responses.js';

export class ParticipantAddedResponse extends ArisenResponse {
  @ApiProperty()
  readonly participantId: string;
}

export class ParticipantResponse
  extends IntersectionType(JoinedResponse, PersonDetailsResponse)
  implements ParticipantWithPerson
{
  @ApiProperty({ enum: ['unassessed', 'standard', 'enhanced'] })
  readonly entitlement: string;

  @ApiProperty({ type: String, nullable: true })
  readonly represents: string | null;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The last London date of their authority.',
  })
  readonly authorityUntil: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it was ended before that.' })
  readonly authorityEndedAt: string | null;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The London date on which they died: they are owed nothing more, and nobody rings.',
  })
  readonly diedOn: string | null;

  @ApiProperty({ description: 'Owed what a Code promises once it has named somebody to receive it.' })
  readonly business: boolean;

  @ApiProperty({ format: 'date-time' })
  readonly joinedAt: string;

  @ApiProperty({ type: AttemptsResponse, description: 'To reach them, since somebody was last in touch with them.' })
  readonly attempts: AttemptsResponse;
}
