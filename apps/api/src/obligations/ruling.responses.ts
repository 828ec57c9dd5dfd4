import { ApiProperty } from '@nestjs/swagger';
import type { DueDateMove, RulingRecord, RulingWithNote } from '@kept-informed/case-work';
import { ArisenResponse } from '../cases/case.responses.js';
import { ObligationResponse } from './obligation.response.js';

/** By how much a due date moved. */
export class MovedResponse implements DueDateMove {
  @ApiProperty({ format: 'date' })
  readonly fromDueOn: string;

  @ApiProperty({ format: 'date' })
  readonly toDueOn: string;

  @ApiProperty({ description: 'London dates between the two; below 0: it is due earlier now.', example: 3 })
  readonly days: number;

  @ApiProperty({ description: 'Elapsed hours between the two due times.', example: 72 })
  readonly hours: number;
}

export class RulingRecordedResponse extends ArisenResponse implements RulingRecord {
  @ApiProperty({ description: 'To undo it by.' })
  readonly rulingId: string;

  @ApiProperty({ type: ObligationResponse, description: 'As it stands now.' })
  readonly obligation: ObligationResponse;

  @ApiProperty({ type: MovedResponse, nullable: true, description: 'Null: it is due when it was.' })
  readonly moved: MovedResponse | null;
}

/** What somebody decided about a clock or a duty. */
export class RulingResponse implements RulingWithNote {
  @ApiProperty()
  readonly rulingId: string;

  @ApiProperty({ enum: ['pause', 'resumption', 'extension', 'waived', 'excused', 'voided'] })
  readonly kind: RulingWithNote['kind'];

  @ApiProperty({ format: 'date-time', description: 'From when.' })
  readonly at: string;

  @ApiProperty({ type: String, nullable: true, description: 'Of a pause: why, as a code.' })
  readonly reason: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Of an extension: by how much.' })
  readonly by: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Of a waiver: who asked.' })
  readonly requestedBy: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Of a resumption: the pause that it ended.' })
  readonly pauseId: string | null;

  @ApiProperty({ format: 'date-time' })
  readonly recordedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'It never was.' })
  readonly undoneAt: string | null;

  @ApiProperty({ required: false, description: 'Why, in words; only for roles that make contacts.' })
  readonly note?: string;
}

export class WholeObligationResponse extends ObligationResponse {
  @ApiProperty({ type: [RulingResponse], description: 'On its clock, all periods of a series; on the duty, this one.' })
  readonly rulings: readonly RulingResponse[];
}
