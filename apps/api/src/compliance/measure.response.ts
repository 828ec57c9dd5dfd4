import { ApiProperty } from '@nestjs/swagger';
import type { Measure } from '@kept-informed/compliance';

export class MeasureResponse implements Measure {
  @ApiProperty({
    description: 'Fell due in the period: and by `asOf`: always the sum of the seven statuses.',
    example: 120,
  })
  readonly fellDue: number;

  @ApiProperty({ example: 96 })
  readonly met: number;

  @ApiProperty({ example: 10 })
  readonly metLate: number;

  @ApiProperty({ example: 9 })
  readonly missed: number;

  @ApiProperty({ example: 1, description: 'Never counted as met.' })
  readonly excused: number;

  @ApiProperty({ example: 3 })
  readonly waived: number;

  @ApiProperty({ example: 1 })
  readonly voided: number;

  @ApiProperty({ example: 0 })
  readonly superseded: number;

  @ApiProperty({ example: 4, description: 'Of those met: met in time but recorded after the due time.' })
  readonly recordedLate: number;

  @ApiProperty({ example: 2, description: 'Of those that fell due: nothing recorded by the due time implied it.' })
  readonly recordedAfterDue: number;

  @ApiProperty({
    example: 1,
    description: 'Something recorded after the due time says otherwise; counted as it stands.',
  })
  readonly disputed: number;

  @ApiProperty({
    example: 1,
    description: 'Bettered after the due time, by a confirmed dispute, a merger or a calendar.',
  })
  readonly changedAfterDue: number;

  @ApiProperty({ example: 0, description: 'Moved to another owner by a confirmed dispute.' })
  readonly reattributed: number;

  @ApiProperty({ example: 5, description: 'Due in the period and not by `asOf`; in no rate.' })
  readonly notDueYet: number;

  @ApiProperty({ example: 0, description: 'Due in the period, if its clock did not stand still; in no rate.' })
  readonly paused: number;

  @ApiProperty({
    example: 0,
    description: 'Without a due date, and so in no period, for want of the holidays of a year; beside every period.',
  })
  readonly awaitingCalendar: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 0.8276,
    description: 'met / (met + metLate + missed + excused); null where none of these fell due.',
  })
  readonly rate: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 0.819,
    description: 'The same with what was changed after due counted as it stood at its due time.',
  })
  readonly rateAsStood: number | null;

  @ApiProperty({ example: '82.8%', description: 'The rate for people; `none due` where it is null.' })
  readonly display: string;

  @ApiProperty({
    type: [Number],
    nullable: true,
    minItems: 2,
    maxItems: 2,
    example: [0.7486, 0.8855],
    description: 'Wilson’s 95 % interval of the rate.',
  })
  readonly interval: readonly [number, number] | null;

  @ApiProperty({
    example: 30,
    description: 'Dates of a participant on which updates were owed to them from time to time, each once.',
  })
  readonly personDays: number;

  @ApiProperty({ example: 27, description: 'Of these: no later than one period after the last update.' })
  readonly coveredDays: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 0.9,
    description: 'coveredDays / personDays, which ringing often cannot improve; null where no day counts.',
  })
  readonly coverage: number | null;

  @ApiProperty({ example: '90.0%', description: 'The coverage for people; `none owed` where it is null.' })
  readonly coverageDisplay: string;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 31.5,
    description: 'Of those met late: from due time to discharge, elapsed hours.',
  })
  readonly medianLatenessHours: number | null;
}
