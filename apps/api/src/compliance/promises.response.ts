import { ApiProperty } from '@nestjs/swagger';
import { promiseDimensions } from '@kept-informed/compliance';

export class PromiseMeasureResponse {
  @ApiProperty({ description: 'Promised dates in the period: always kept, broken and open together.', example: 40 })
  readonly promised: number;

  @ApiProperty({ example: 30, description: 'An update reached them by the end of that date.' })
  readonly kept: number;

  @ApiProperty({ example: 8 })
  readonly broken: number;

  @ApiProperty({ example: 2, description: 'The date has not ended as of then.' })
  readonly open: number;

  @ApiProperty({ type: Number, nullable: true, example: 0.7895, description: 'kept / (kept + broken).' })
  readonly rate: number | null;

  @ApiProperty({ example: '78.9%', description: 'The rate for people; `none due` where it is null.' })
  readonly display: string;

  @ApiProperty({
    type: [Number],
    nullable: true,
    minItems: 2,
    maxItems: 2,
    example: [0.6365, 0.8893],
    description: 'Wilson’s 95 % interval of the rate.',
  })
  readonly interval: readonly [number, number] | null;
}

export class PromiseRowResponse extends PromiseMeasureResponse {
  @ApiProperty({
    type: 'object',
    properties: Object.fromEntries(promiseDimensions.map((name) => [name, { type: ['string', 'null'] }])),
    example: { team: 'barrow-response' },
    description: 'One member per dimension asked for; null: these promises have none.',
  } as unknown as { type: 'object'; properties: Record<string, { type: 'string' }> })
  readonly group: object;
}

export class PromisesResponse {
  @ApiProperty({ format: 'date' })
  readonly from: string;

  @ApiProperty({ format: 'date' })
  readonly to: string;

  @ApiProperty({ format: 'date-time' })
  readonly asOf: string;

  @ApiProperty({ format: 'date-time' })
  readonly knownAt: string;

  @ApiProperty({ description: 'The highest position in the store that the report reflects.' })
  readonly position: string;

  @ApiProperty({ description: 'What the figures mean, to stand beside them wherever they are shown.' })
  readonly definition: string;

  @ApiProperty({ type: [PromiseRowResponse] })
  readonly rows: readonly PromiseRowResponse[];

  @ApiProperty({ type: PromiseMeasureResponse })
  readonly totals: PromiseMeasureResponse;
}
