import { ApiProperty } from '@nestjs/swagger';
import type { CalendarDraftResult } from '@kept-informed/commitments';
import { DraftedResponse } from './version.response.js';

export class CalendarDraftedResponse extends DraftedResponse implements CalendarDraftResult {
  @ApiProperty({ type: [String], format: 'date', description: 'Dates that the version in force does not have.' })
  readonly added: readonly string[];

  @ApiProperty({ type: [String], format: 'date', description: 'Dates that it has and that would no longer hold.' })
  readonly calledOff: readonly string[];
}
