import { ApiProperty } from '@nestjs/swagger';
import type { Outcome } from '@kept-informed/case-work';
import { problemOf } from './problem-of.js';

export class ItemFaultResponse {
  @ApiProperty({ example: '#/items/2/to' })
  readonly pointer: string;

  @ApiProperty()
  readonly detail: string;
}

/** What became of one item of a request about many. */
export class ItemResultResponse {
  @ApiProperty({ enum: [201, 404, 409, 412, 422, 503], description: 'As it would have been answered alone.' })
  readonly status: number;

  @ApiProperty({ required: false, description: 'Recorded: the case’s version.' })
  readonly version?: number;

  @ApiProperty({ required: false, description: 'Recorded: the place of the last fact in the store.' })
  readonly position?: string;

  @ApiProperty({ required: false, example: 'alert-ended', description: 'Refused: why, as a code.' })
  readonly code?: string;

  @ApiProperty({ required: false, description: 'Refused: why, in words.' })
  readonly detail?: string;

  @ApiProperty({ type: [ItemFaultResponse], required: false, description: 'Refused: the fields at fault.' })
  readonly errors?: readonly ItemFaultResponse[];
}

export class ManyResponse {
  @ApiProperty({ type: [ItemResultResponse], description: 'One for each item, in their order.' })
  readonly items: readonly ItemResultResponse[];
}

/** What became of each item; one that was refused is told as it would have been alone. */
export function resultsOf(outcomes: readonly Outcome<{ version: number; position: string }>[]): ManyResponse {
  return { items: outcomes.map(resultOf) };
}

function resultOf(outcome: Outcome<{ version: number; position: string }>): ItemResultResponse {
  if ('done' in outcome) return { status: 201, version: outcome.done.version, position: outcome.done.position };
  const { status, code, detail, errors } = problemOf(outcome.refused, '').problem;
  return { status, code, ...(detail !== undefined && { detail }), ...(errors && { errors: [...errors] }) };
}
