import { ApiProperty } from '@nestjs/swagger';
import { DraftedResponse } from './version.response.js';

export class CalendarDraftedResponse extends DraftedResponse {
  @ApiProperty({ type: [String], format: 'date', description: 'Dates that the version in force does not have.' })
  added: readonly string[];

  @ApiProperty({ type: [String], format: 'date', description: 'Dates that it has and that would no longer hold.' })
  calledOff: readonly string[];
}
