import { ApiProperty } from '@nestjs/swagger';
import { PageEnds, type Page } from '../http/page.js';
import type { CaseTimeline, TimelineEntry } from '@kept-informed/case-work';

export class TimelineEntryResponse implements TimelineEntry {
  @ApiProperty()
  readonly version: number;

  @ApiProperty({ example: 'ContactMade' })
  readonly type: string;

  @ApiProperty({ description: 'The fact in words.' })
  readonly words: string;

  @ApiProperty({ format: 'date-time' })
  readonly occurredAt: string;

  @ApiProperty({ format: 'date-time', required: false, description: 'When the force learnt of it, where later.' })
  readonly knownAt?: string;

  @ApiProperty({ required: false, description: 'The version of the fact here that brought it about.' })
  readonly causedBy?: number;

  @ApiProperty({ format: 'date-time' })
  readonly recordedAt: string;

  @ApiProperty({ description: 'Staff id, or the part of the system that recorded it.' })
  readonly recordedBy: string;

  @ApiProperty()
  readonly simulated: boolean;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { contactId: '0f9c5d9e-…' },
    description: 'What it is about, for whoever wants to correct, void or undo it.',
  })
  readonly ids: Readonly<Record<string, string>>;

  @ApiProperty({ required: false, description: 'Why it was corrected, for roles that make contacts.' })
  readonly reason?: string;

  @ApiProperty({ required: false, description: 'Why it was recorded late, for roles that make contacts.' })
  readonly lateReason?: string;

  @ApiProperty({ required: false, description: 'The note, for roles that make contacts; absent where it was erased.' })
  readonly note?: string;
}

export class TimelineResponse extends PageEnds implements CaseTimeline, Page<TimelineEntryResponse> {
  @ApiProperty({ type: [TimelineEntryResponse] })
  readonly items: readonly TimelineEntryResponse[];

  @ApiProperty({ description: 'The version at which the case stands, also where there are more pages.' })
  readonly version: number;
}
