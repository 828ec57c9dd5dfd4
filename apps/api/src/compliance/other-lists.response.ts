import { ApiProperty, OmitType, PickType } from '@nestjs/swagger';
import { dimensions, type NoLimitMeasure } from '@kept-informed/compliance';
import { ComplianceRowResponse, ReportEnds } from './compliance.response.js';
import { MeasureResponse } from './measure.response.js';

const group = {
  type: 'object',
  properties: Object.fromEntries(dimensions.map((name) => [name, { type: ['string', 'null'] }])),
  example: { commitment: 'VC20-NEEDS' },
} as unknown as { type: 'object'; properties: Record<string, { type: 'string' }> };

const workedOut = [
  'rate',
  'rateAsStood',
  'display',
  'interval',
  'medianLatenessHours',
  'personDays',
  'coveredDays',
  'coverage',
  'coverageDisplay',
] as const;

export class RecordedElsewhereCounts extends OmitType(MeasureResponse, workedOut) {}

export class RecordedElsewhereRow extends OmitType(ComplianceRowResponse, workedOut) {}

/** What bodies owe that do not record here, in no rate. */
export class NotRecordedHereResponse extends ReportEnds {
  @ApiProperty()
  readonly definition: string;

  @ApiProperty({ type: [RecordedElsewhereRow] })
  readonly rows: readonly RecordedElsewhereRow[];

  @ApiProperty({ type: RecordedElsewhereCounts })
  readonly totals: RecordedElsewhereCounts;
}

export class NoLimitMeasureResponse
  extends PickType(MeasureResponse, ['excused', 'waived', 'voided', 'superseded'])
  implements NoLimitMeasure
{
  @ApiProperty({
    example: 40,
    description: 'Arose in the period: always the sum of done, notDone and the four beside.',
  })
  readonly arisen: number;

  @ApiProperty({ example: 30 })
  readonly done: number;

  @ApiProperty({ example: 8 })
  readonly notDone: number;

  @ApiProperty({ type: Number, nullable: true, example: 3, description: 'Of those done, from the date they arose.' })
  readonly medianDays: number | null;

  @ApiProperty({ type: Number, nullable: true, example: 41, description: 'Of those not done, since the first arose.' })
  readonly longestOpenDays: number | null;

  @ApiProperty({ example: 20, description: 'In time by a target of the force’s own that has passed.' })
  readonly targetMet: number;

  @ApiProperty({ example: 4 })
  readonly targetMetLate: number;

  @ApiProperty({ example: 6 })
  readonly targetMissed: number;

  @ApiProperty({ example: 0 })
  readonly targetExcused: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 0.6667,
    description: 'targetMet of all whose target has passed; null where none has. In no total of a Code.',
  })
  readonly targetRate: number | null;

  @ApiProperty({ example: '66.7%', description: 'The rate for people; `none due` where it is null.' })
  readonly targetDisplay: string;

  @ApiProperty({ type: [Number], nullable: true, minItems: 2, maxItems: 2, example: [0.4878, 0.8077] })
  readonly targetInterval: readonly [number, number] | null;
}

export class NoLimitRowResponse extends NoLimitMeasureResponse {
  @ApiProperty({ ...group, description: 'One member per dimension asked for; null: these duties have none.' })
  readonly group: object;
}

/** Duties for which no limit is printed: done or not, and in how many days. */
export class NoLimitResponse extends ReportEnds {
  @ApiProperty()
  readonly definition: string;

  @ApiProperty({ type: [NoLimitRowResponse] })
  readonly rows: readonly NoLimitRowResponse[];

  @ApiProperty({ type: NoLimitMeasureResponse })
  readonly totals: NoLimitMeasureResponse;
}
