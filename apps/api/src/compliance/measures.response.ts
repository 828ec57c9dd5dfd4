import { ApiProperty } from '@nestjs/swagger';

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
