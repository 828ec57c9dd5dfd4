import { ApiProperty } from '@nestjs/swagger';
import {
  type MeasuredId,
  type MeasuredItem,
  type MeasuredRow,
  measuredDimensions,
  measuredIds,
} from '@kept-informed/compliance';
import { PageEnds } from '../http/page.js';
import { ReportEnds } from './compliance.response.js';

class WorkedExampleResponse {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { met: 96, metLate: 10, missed: 9, excused: 1 },
    description: 'What was counted.',
  })
  readonly given: object;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { rate: 0.8276, display: '82.8%', interval: [0.7486, 0.8855] },
    description: 'What it comes to, worked out as in every report.',
  })
  readonly found: object;
}

export class MeasureDefinitionResponse {
  @ApiProperty({ example: 'in-time', description: 'Means the same for ever.' })
  readonly id: string;

  @ApiProperty({ example: 'Rate in time' })
  readonly title: string;

  @ApiProperty({ description: 'What it is of, and what is left out.' })
  readonly sentence: string;

  @ApiProperty({ type: WorkedExampleResponse })
  readonly example: WorkedExampleResponse;
}

export class MeasureDefinitionsResponse {
  @ApiProperty({ type: [MeasureDefinitionResponse] })
  readonly items: readonly MeasureDefinitionResponse[];
}

class MeasuredShareResponse {
  @ApiProperty({ example: 3, description: 'How many are of the part.' })
  readonly part: number;

  @ApiProperty({ example: 4, description: 'How many are of the whole.' })
  readonly whole: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 0.75,
    description: 'part / whole; null where the whole is none.',
  })
  readonly rate: number | null;

  @ApiProperty({ example: '75.0%', description: 'The rate for people; where it is null, that there is none.' })
  readonly display: string;

  @ApiProperty({
    type: [Number],
    nullable: true,
    minItems: 2,
    maxItems: 2,
    example: [0.3006, 0.9544],
    description: 'Wilson’s 95 % interval of the rate.',
  })
  readonly interval: readonly [number, number] | null;
}

const group = {
  type: 'object',
  properties: Object.fromEntries(measuredDimensions.map((name) => [name, { type: ['string', 'null'] }])),
  example: { team: 'barrow-response' },
} as unknown as { type: 'object'; properties: Record<string, { type: 'string' }> };

class MeasuredRowResponse extends MeasuredShareResponse implements MeasuredRow {
  @ApiProperty({ ...group, description: 'One member per dimension asked for; null: these have none.' })
  readonly group: object;
}

export class ShareResponse extends ReportEnds {
  @ApiProperty({ enum: measuredIds })
  readonly measure: MeasuredId;

  @ApiProperty({ example: 'Entitlement not assessed' })
  readonly title: string;

  @ApiProperty({ description: 'What the figures mean, to stand beside them wherever they are shown.' })
  readonly definition: string;

  @ApiProperty({ example: 'Not assessed', description: 'What the part is called.' })
  readonly partTitle: string;

  @ApiProperty({ example: 'Victims', description: 'What the whole is called.' })
  readonly wholeTitle: string;

  @ApiProperty({ type: [MeasuredRowResponse] })
  readonly rows: readonly MeasuredRowResponse[];

  @ApiProperty({ type: MeasuredShareResponse })
  readonly totals: MeasuredShareResponse;
}

class MeasuredItemResponse implements MeasuredItem {
  @ApiProperty({
    description: 'Of an obligation, a promised date, a participant or a closing, as the measure has them.',
  })
  readonly id: string;

  @ApiProperty()
  readonly caseId: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null: it is of a case and of nobody in particular.' })
  readonly participantId: string | null;

  @ApiProperty({
    format: 'date-time',
    description: 'Its due time, or when it arose, was promised for, joined or closed; the year 9999: none.',
  })
  readonly at: string;

  @ApiProperty({ description: 'Whether it is of the part, or of the whole alone.' })
  readonly isPart: boolean;

  @ApiProperty({ ...group, description: 'One member per dimension that the measure knows.' })
  readonly group: object;
}

export class MeasuredItemPage extends PageEnds {
  @ApiProperty({ format: 'date' })
  readonly from: string;

  @ApiProperty({ format: 'date' })
  readonly to: string;

  @ApiProperty({ format: 'date-time' })
  readonly asOf: string;

  @ApiProperty({ format: 'date-time' })
  readonly knownAt: string;

  @ApiProperty({ description: 'How many are counted and not listed, their cases being restricted to others.' })
  readonly withheld: number;

  @ApiProperty({ type: [MeasuredItemResponse] })
  readonly items: readonly MeasuredItemResponse[];
}
