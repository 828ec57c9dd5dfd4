import { ApiProperty } from '@nestjs/swagger';
import { ArisenAnswer } from '../cases/case.answers.js';
import { ObligationAnswer } from './obligation.answer.js';

/** By how much a due date moved. */
export class MovedAnswer {
  @ApiProperty({ format: 'date' })
  fromDueOn: string;

  @ApiProperty({ format: 'date' })
  toDueOn: string;

  @ApiProperty({ description: 'London dates between the two; below 0: it is due earlier now.', example: 3 })
  days: number;

  @ApiProperty({ description: 'Elapsed hours between the two due times.', example: 72 })
  hours: number;
}

export class RulingRecordedAnswer extends ArisenAnswer {
  @ApiProperty({ description: 'To undo it by.' })
  rulingId: string;

  @ApiProperty({ type: ObligationAnswer, description: 'As it stands now.' })
  obligation: ObligationAnswer;

  @ApiProperty({ type: MovedAnswer, nullable: true, description: 'Null: it is due when it was.' })
  moved: MovedAnswer | null;
}

/** What somebody decided about a clock or a duty. */
export class RulingAnswer {
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

export class WholeObligationAnswer extends ObligationAnswer {
  @ApiProperty({ type: [RulingAnswer], description: 'On its clock, all periods of a series; on the duty, this one.' })
  rulings: RulingAnswer[];
}
