import { ApiProperty } from '@nestjs/swagger';
import type { OptOutWithNote } from '@kept-informed/case-work';
import { ArisenResponse } from './case.responses.js';

/** What a participant does not want to be told. */
export class OptOutResponse implements OptOutWithNote {
  @ApiProperty()
  readonly optOutId: string;

  @ApiProperty()
  readonly participantId: string;

  @ApiProperty({ description: 'all, periodic, or the id of one commitment.' })
  readonly scope: string;

  @ApiProperty({ format: 'date-time' })
  readonly from: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The last London date on which it holds.' })
  readonly until: string | null;

  @ApiProperty()
  readonly requestedBy: string;

  @ApiProperty()
  readonly identifiedBy: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly optedBackInAt: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When a supervisor found that it never was theirs.',
  })
  readonly voidedAt: string | null;

  @ApiProperty({ description: 'Of everything: the event duties of a Code were named, and are not wanted either.' })
  readonly statutoryNamed: boolean;

  @ApiProperty({ required: false, description: 'Only for roles that make contacts.' })
  readonly reason?: string;
}

export class OptOutRecordedResponse extends ArisenResponse {
  @ApiProperty()
  readonly optOutId: string;
}
