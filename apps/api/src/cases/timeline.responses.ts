import { ApiProperty } from '@nestjs/swagger';

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

  @ApiProperty({ required: false, description: 'The version of the fact here that brought it about.' })
  causedBy?: number;

  @ApiProperty({ format: 'date-time' })
  recordedAt: string;

  @ApiProperty({ description: 'Staff id, or the part of the system that recorded it.' })
  recordedBy: string;

  @ApiProperty()
  simulated: boolean;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { contactId: '0f9c5d9e-…' },
    description: 'What it is about, for whoever wants to correct, void or undo it.',
  })
  ids: Readonly<Record<string, string>>;

  @ApiProperty({ required: false, description: 'Why it was corrected, for roles that make contacts.' })
  reason?: string;

  @ApiProperty({ required: false, description: 'The note, for roles that make contacts; absent where it was erased.' })
  note?: string;
}

export class TimelineResponse {
  @ApiProperty({ type: [TimelineEntry] })
  items: TimelineEntry[];

  @ApiProperty()
  version: number;
}
