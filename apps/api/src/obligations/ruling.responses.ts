import { ApiProperty } from '@nestjs/swagger';
import { ArisenResponse } from '../cases/case.responses.js';
import { ObligationResponse } from './obligation.response.js';

/** By how much a due date moved. */
export class MovedResponse {
  @ApiProperty({ format: 'date' })
  fromDueOn: string;

  @ApiProperty({ format: 'date' })
  toDueOn: string;

  @ApiProperty({ description: 'London dates between the two; below 0: it is due earlier now.', example: 3 })
  days: number;

  @ApiProperty({ description: 'Elapsed hours between the two due times.', example: 72 })
  hours: number;
}

export class RulingRecordedResponse extends ArisenResponse {
  @ApiProperty({ description: 'To undo it by.' })
  rulingId: string;

  @ApiProperty({ type: ObligationResponse, description: 'As it stands now.' })
  obligation: ObligationResponse;

  @ApiProperty({ type: MovedResponse, nullable: true, description: 'Null: it is due when it was.' })
  moved: MovedResponse | null;
}

/** What somebody decided about a clock or a duty. */
export class RulingResponse {
  @ApiProperty()
  rulingId: string;

  @ApiProperty({ enum: ['pause', 'resumption', 'extension', 'waived', 'excused', 'voided'] })
  kind: string;

  @ApiProperty({ format: 'date-time', description: 'From when.' })
  at: string;

  @ApiProperty({ type: String, nullable: true, description: 'Of a pause: why, as a code.' })
  reason: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Of an extension: by how much.' })
  by: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Of a waiver: who asked.' })
  requestedBy: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Of a resumption: the pause that it ended.' })
  pauseId: string | null;

  @ApiProperty({ format: 'date-time' })
  recordedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'It never was.' })
  undoneAt: string | null;

  @ApiProperty({ required: false, description: 'Why, in words; only for roles that make contacts.' })
  note?: string;
}

export class WholeObligationResponse extends ObligationResponse {
  @ApiProperty({ type: [RulingResponse], description: 'On its clock, all periods of a series; on the duty, this one.' })
  rulings: RulingResponse[];
}
