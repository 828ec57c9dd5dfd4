import { ApiProperty } from '@nestjs/swagger';
import type { PlanWithNote } from '@kept-informed/case-work';
import { ExplainedResponse } from './case.responses.js';

/** How often and how a participant agreed to be updated; the last one of each holds. */
export class PlanResponse implements PlanWithNote {
  @ApiProperty()
  readonly planId: string;

  @ApiProperty()
  readonly participantId: string;

  @ApiProperty({ example: 'P14D' })
  readonly frequency: string;

  @ApiProperty({ type: String, nullable: true, description: 'The contact in which the participant agreed to it.' })
  readonly contactId: string | null;

  @ApiProperty()
  readonly method: string;

  @ApiProperty({ format: 'date-time' })
  readonly agreedAt: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The last London date on which it holds.' })
  readonly until: string | null;

  @ApiProperty({ required: false, description: 'When it is safe to call or write; only for roles that make contacts.' })
  readonly safeTimes?: string;
}

export class PlanRecordedResponse extends ExplainedResponse {
  @ApiProperty()
  readonly planId: string;
}
