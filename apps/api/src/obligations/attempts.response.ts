import { ApiProperty } from '@nestjs/swagger';
import type { Attempts } from '@kept-informed/follow-up';

/** Calls, letters and visits that reached nobody. */
export class AttemptsResponse implements Attempts {
  @ApiProperty({ example: 2 })
  readonly count: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the last was made.' })
  readonly last: string | null;
}
