import { ApiProperty, OmitType, PickType } from '@nestjs/swagger';
import { noLimitSentences } from '@kept-informed/case-work';
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
  @ApiProperty({ example: 40, description: noLimitSentences.arisen })
  readonly arisen: number;

  @ApiProperty({ example: 30, description: noLimitSentences.done })
  readonly done: number;

  @ApiProperty({ example: 8, description: noLimitSentences.notDone })
  readonly notDone: number;

  @ApiProperty({ type: Number, nullable: true, example: 3, description: noLimitSentences.medianDays })
  readonly medianDays: number | null;

  @ApiProperty({ type: Number, nullable: true, example: 41, description: noLimitSentences.longestOpenDays })
  readonly longestOpenDays: number | null;

  @ApiProperty({ example: 20, description: noLimitSentences.targetMet })
  readonly targetMet: number;

  @ApiProperty({ example: 4, description: noLimitSentences.targetMetLate })
  readonly targetMetLate: number;

  @ApiProperty({ example: 6, description: noLimitSentences.targetMissed })
  readonly targetMissed: number;

  @ApiProperty({ example: 0, description: noLimitSentences.targetExcused })
  readonly targetExcused: number;

  @ApiProperty({ type: Number, nullable: true, example: 0.6667, description: noLimitSentences.targetRate })
  readonly targetRate: number | null;

  @ApiProperty({ example: '66.7%', description: noLimitSentences.targetDisplay })
  readonly targetDisplay: string;

  @ApiProperty({
    type: [Number],
    nullable: true,
    minItems: 2,
    maxItems: 2,
    example: [0.4878, 0.8077],
    description: noLimitSentences.targetInterval,
  })
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
