import { ApiProperty } from '@nestjs/swagger';
import { type EthnicGroup, ethnicGroups } from '@kept-informed/compliance';
import { ReportEnds } from './compliance.response.js';
import { GroupComparisonResponse } from './variation.response.js';

class EthnicGroupResponse {
  @ApiProperty({ enum: ethnicGroups, description: 'What they said of themselves, or that they said nothing.' })
  readonly ethnicity: EthnicGroup;

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

class EthnicityTotalsResponse {
  @ApiProperty({ type: [EthnicGroupResponse] })
  readonly groups: readonly EthnicGroupResponse[];

  @ApiProperty({
    type: GroupComparisonResponse,
    nullable: true,
    description: 'The first are white, the second minorities; null: one of the two is hidden.',
  })
  readonly comparison: GroupComparisonResponse | null;
}

class EthnicityRowResponse extends EthnicityTotalsResponse {
  @ApiProperty({ type: String, nullable: true, description: 'By what was asked for; null: what has none, or all.' })
  readonly place: string | null;
}

export class EthnicityResponse extends ReportEnds {
  @ApiProperty({ example: '2026-Q3' })
  readonly quarter: string;

  @ApiProperty({ description: 'What the figures mean, and why so little can be asked.' })
  readonly definition: string;

  @ApiProperty({ type: [EthnicityRowResponse] })
  readonly rows: readonly EthnicityRowResponse[];

  @ApiProperty({ type: EthnicityTotalsResponse })
  readonly totals: EthnicityTotalsResponse;
}
