import { ApiProperty } from '@nestjs/swagger';
import { figureSentences } from '@kept-informed/case-work';
import type { Measure } from '@kept-informed/compliance';

export class MeasureResponse implements Measure {
  @ApiProperty({
    description: figureSentences.fellDue,
    example: 120,
  })
  readonly fellDue: number;

  @ApiProperty({ example: 96, description: figureSentences.met })
  readonly met: number;

  @ApiProperty({ example: 10, description: figureSentences.metLate })
  readonly metLate: number;

  @ApiProperty({ example: 9, description: figureSentences.missed })
  readonly missed: number;

  @ApiProperty({ example: 1, description: figureSentences.excused })
  readonly excused: number;

  @ApiProperty({ example: 3, description: figureSentences.waived })
  readonly waived: number;

  @ApiProperty({ example: 1, description: figureSentences.voided })
  readonly voided: number;

  @ApiProperty({ example: 0, description: figureSentences.superseded })
  readonly superseded: number;

  @ApiProperty({ example: 4, description: figureSentences.recordedLate })
  readonly recordedLate: number;

  @ApiProperty({ example: 2, description: figureSentences.recordedAfterDue })
  readonly recordedAfterDue: number;

  @ApiProperty({
    example: 1,
    description: figureSentences.disputed,
  })
  readonly disputed: number;

  @ApiProperty({
    example: 1,
    description: figureSentences.changedAfterDue,
  })
  readonly changedAfterDue: number;

  @ApiProperty({ example: 0, description: figureSentences.reattributed })
  readonly reattributed: number;

  @ApiProperty({ example: 5, description: figureSentences.notDueYet })
  readonly notDueYet: number;

  @ApiProperty({ example: 0, description: figureSentences.paused })
  readonly paused: number;

  @ApiProperty({
    example: 0,
    description: figureSentences.awaitingCalendar,
  })
  readonly awaitingCalendar: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 0.8276,
    description: figureSentences.rate,
  })
  readonly rate: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 0.819,
    description: figureSentences.rateAsStood,
  })
  readonly rateAsStood: number | null;

  @ApiProperty({ example: '82.8%', description: figureSentences.display })
  readonly display: string;

  @ApiProperty({
    type: [Number],
    nullable: true,
    minItems: 2,
    maxItems: 2,
    example: [0.7486, 0.8855],
    description: figureSentences.interval,
  })
  readonly interval: readonly [number, number] | null;

  @ApiProperty({
    example: 30,
    description: figureSentences.personDays,
  })
  readonly personDays: number;

  @ApiProperty({ example: 27, description: figureSentences.coveredDays })
  readonly coveredDays: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 0.9,
    description: figureSentences.coverage,
  })
  readonly coverage: number | null;

  @ApiProperty({ example: '90.0%', description: figureSentences.coverageDisplay })
  readonly coverageDisplay: string;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 31.5,
    description: figureSentences.medianLatenessHours,
  })
  readonly medianLatenessHours: number | null;
}
