import { ApiProperty, PickType } from '@nestjs/swagger';
import { dimensions, type CountedObligation } from '@kept-informed/compliance';
import type { PageEnds } from '../http/page.js';
import { ObligationResponse } from '../obligations/obligation.response.js';
import { MeasureResponse } from './measure.response.js';

const group = {
  type: 'object',
  properties: Object.fromEntries(dimensions.map((name) => [name, { type: ['string', 'null'] }])),
  example: { commitment: 'VC20-ARREST', bcu: 'South Cumbria' },
} as unknown as { type: 'object'; properties: Record<string, { type: 'string' }> };

export class ComplianceRowResponse extends MeasureResponse {
  @ApiProperty({ ...group, description: 'One member per dimension asked for; null: these obligations have none.' })
  readonly group: object;
}

/** What a report is of, said again with it. */
export class ReportEnds {
  @ApiProperty({ format: 'date' })
  readonly from: string;

  @ApiProperty({ format: 'date' })
  readonly to: string;

  @ApiProperty({ format: 'date-time', description: 'Only what was recorded by then takes part.' })
  readonly knownAt: string;

  @ApiProperty({ format: 'date-time', description: 'Statuses are as of then.' })
  readonly asOf: string;

  @ApiProperty({ description: 'The highest position in the store that the report reflects.' })
  readonly position: string;
}

export class ComplianceResponse extends ReportEnds {
  @ApiProperty({ description: 'What the figures mean, to stand beside them wherever they are shown.' })
  readonly definition: string;

  @ApiProperty({ type: [ComplianceRowResponse] })
  readonly rows: readonly ComplianceRowResponse[];

  @ApiProperty({ type: MeasureResponse })
  readonly totals: MeasureResponse;
}

const counted = [
  'obligationId',
  'caseId',
  'participantId',
  'trigger',
  'arisenAt',
  'generation',
  'status',
  'dischargedAt',
  'dischargedBy',
  'recordedLate',
  'recordedAfterDue',
  'disputed',
  'stood',
] as const;

/** An obligation as a report counts it: as of the report's instant, and as known then. */
export class CountedObligationResponse extends PickType(ObligationResponse, counted) implements CountedObligation {
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Null: it awaits a calendar.' })
  readonly dueOn: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly dueAt: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Elapsed hours from due time; null unless met late.' })
  readonly latenessHours: number | null;

  @ApiProperty({ description: 'Bettered after the due time; `stood` says how it stood then.' })
  readonly changedAfterDue: boolean;

  @ApiProperty({ description: 'Moved to another owner by a confirmed dispute.' })
  readonly reattributed: boolean;

  @ApiProperty({ ...group, description: 'What it is attributed to: owner and team are those at due time.' })
  readonly group: CountedObligation['group'];
}

export class CountedObligationPage extends ReportEnds implements PageEnds {
  @ApiProperty({
    type: 'integer',
    description: 'Of restricted cases that you do not see: counted in the cell, and not listed.',
  })
  readonly withheld: number;

  @ApiProperty({ type: [CountedObligationResponse] })
  readonly items: readonly CountedObligationResponse[];

  @ApiProperty({ type: String, nullable: true, description: 'Cursor of the next page; null on the last.' })
  readonly next: string | null;
}
