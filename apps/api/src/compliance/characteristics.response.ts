import { ApiProperty } from '@nestjs/swagger';
import { type ComparedCharacteristic, comparedCharacteristics } from '@kept-informed/compliance';
import { ReportEnds } from './compliance.response.js';
import { GroupComparisonResponse } from './variation.response.js';

class CharacteristicGroupResponse {
  @ApiProperty({ example: 'minority', description: 'What they said of themselves, or that they said nothing.' })
  readonly group: string;

  @ApiProperty({ description: 'It is small, or would give a small one away: nothing else is said of it.' })
  readonly hidden: boolean;

  @ApiProperty({ required: false, example: 96, description: 'In time.' })
  readonly met?: number;

  @ApiProperty({
    required: false,
    example: 116,
    description: 'What the rate is of: met, met late, missed and excused.',
  })
  readonly rated?: number;

  @ApiProperty({ required: false, type: Number, nullable: true, example: 0.8276 })
  readonly rate?: number | null;

  @ApiProperty({ required: false, example: '82.8%' })
  readonly display?: string;

  @ApiProperty({
    required: false,
    type: [Number],
    nullable: true,
    minItems: 2,
    maxItems: 2,
    example: [0.7486, 0.8855],
    description: 'Wilson’s 95 % interval of the rate.',
  })
  readonly interval?: readonly [number, number] | null;
}

class ComparedGroupResponse {
  @ApiProperty({ example: 'minority', description: 'The group that the first one is compared with.' })
  readonly group: string;

  @ApiProperty({
    type: GroupComparisonResponse,
    nullable: true,
    description: '`one` is the first group, `other` this; null: one of the two is hidden.',
  })
  readonly comparison: GroupComparisonResponse | null;
}

class CharacteristicTotalsResponse {
  @ApiProperty({ type: [CharacteristicGroupResponse] })
  readonly groups: readonly CharacteristicGroupResponse[];

  @ApiProperty({ type: [ComparedGroupResponse], description: 'The first group beside each that said something else.' })
  readonly comparisons: readonly ComparedGroupResponse[];
}

class CharacteristicRowResponse extends CharacteristicTotalsResponse {
  @ApiProperty({ type: String, nullable: true, description: 'By what was asked for; null: what has none, or all.' })
  readonly place: string | null;
}

export class CharacteristicsResponse extends ReportEnds {
  @ApiProperty({ example: '2026-Q3' })
  readonly quarter: string;

  @ApiProperty({ enum: comparedCharacteristics, description: 'By what people are told apart.' })
  readonly of: ComparedCharacteristic;

  @ApiProperty({ description: 'What the figures mean, and why so little can be asked.' })
  readonly definition: string;

  @ApiProperty({ type: [CharacteristicRowResponse] })
  readonly rows: readonly CharacteristicRowResponse[];

  @ApiProperty({ type: CharacteristicTotalsResponse })
  readonly totals: CharacteristicTotalsResponse;
}
