import { ApiProperty, PickType } from '@nestjs/swagger';
import { dimensions } from '@kept-informed/compliance';
import { PageEnds } from '../http/page.js';
import { ObligationResponse } from '../obligations/obligation.response.js';

const group = {
  type: 'object',
  properties: Object.fromEntries(dimensions.map((name) => [name, { type: ['string', 'null'] }])),
  example: { commitment: 'VC20-ARREST', bcu: 'South Cumbria' },
} as unknown as { type: 'object'; properties: Record<string, { type: 'string' }> };

export class MeasureResponse {
  @ApiProperty({ description: 'Fell due in the period: always the sum of the nine statuses.', example: 120 })
  fellDue: number;

  @ApiProperty({ example: 96 })
  met: number;

  @ApiProperty({ example: 10 })
  metLate: number;

  @ApiProperty({ example: 9 })
  missed: number;

  @ApiProperty({ example: 1, description: 'Never counted as met.' })
  excused: number;

  @ApiProperty({ example: 3 })
  waived: number;

  @ApiProperty({ example: 1 })
  voided: number;

  @ApiProperty({ example: 0 })
  superseded: number;

  @ApiProperty({ example: 0 })
  paused: number;

  @ApiProperty({ example: 0, description: 'Due in the period, and not yet as of then.' })
  open: number;

  @ApiProperty({ example: 4, description: 'Of those met: met in time but recorded after the due time.' })
  recordedLate: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 0.8276,
    description: 'met / (met + metLate + missed + excused); null where none of these fell due.',
  })
  rate: number | null;

  @ApiProperty({ example: '82.8%', description: 'The rate for people; `none due` where it is null.' })
  display: string;

  @ApiProperty({
    type: [Number],
    nullable: true,
    minItems: 2,
    maxItems: 2,
    example: [0.7486, 0.8855],
    description: 'Wilson’s 95 % interval of the rate.',
  })
  interval: readonly [number, number] | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 31.5,
    description: 'Of those met late: from due time to discharge, elapsed hours.',
  })
  medianLatenessHours: number | null;
}

export class ComplianceRowResponse extends MeasureResponse {
  @ApiProperty({ ...group, description: 'One member per dimension asked for; null: these obligations have none.' })
  group: object;
}

/** What a report is of, said again with it. */
export class ReportEnds {
  @ApiProperty({ format: 'date' })
  from: string;

  @ApiProperty({ format: 'date' })
  to: string;

  @ApiProperty({ format: 'date-time', description: 'Only what was recorded by then takes part.' })
  knownAt: string;

  @ApiProperty({ format: 'date-time', description: 'Statuses are as of then.' })
  asOf: string;

  @ApiProperty({ description: 'The highest position in the store that the report reflects.' })
  position: string;
}

export class ComplianceResponse extends ReportEnds {
  @ApiProperty({ description: 'What the figures mean, to stand beside them wherever they are shown.' })
  definition: string;

  @ApiProperty({ type: [ComplianceRowResponse] })
  rows: ComplianceRowResponse[];

  @ApiProperty({ type: MeasureResponse })
  totals: MeasureResponse;
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
] as const;

/** An obligation as a report counts it: as of the report's instant, and as known then. */
export class CountedObligationResponse extends PickType(ObligationResponse, counted) {
  @ApiProperty({ format: 'date' })
  dueOn: string;

  @ApiProperty({ format: 'date-time' })
  dueAt: string;

  @ApiProperty({ type: Number, nullable: true, description: 'Elapsed hours from due time; null unless met late.' })
  latenessHours: number | null;

  @ApiProperty({ ...group, description: 'What it is attributed to: owner and team are those at due time.' })
  group: object;
}

export class CountedObligationPage extends ReportEnds implements PageEnds {
  @ApiProperty({ type: [CountedObligationResponse] })
  items: CountedObligationResponse[];

  @ApiProperty({ type: String, nullable: true, description: 'Cursor of the next page; null on the last.' })
  next: string | null;
}

/** A participant of an open case who has had no update for some time. */
export class SilenceResponse {
  @ApiProperty()
  participantId: string;

  @ApiProperty()
  caseId: string;

  @ApiProperty()
  kind: string;

  @ApiProperty()
  reference: string;

  @ApiProperty({ enum: ['victim', 'enquirer'] })
  role: string;

  @ApiProperty()
  entitlement: string;

  @ApiProperty({ type: String, nullable: true, description: 'The case’s owner now.' })
  owner: string | null;

  @ApiProperty({ type: String, nullable: true })
  team: string | null;

  @ApiProperty({ type: String, nullable: true })
  bcu: string | null;

  @ApiProperty({ type: String, nullable: true })
  lpt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: never updated.' })
  lastUpdateAt: string | null;

  @ApiProperty({ format: 'date-time', description: 'The last update, or their joining the case where there was none.' })
  since: string;

  @ApiProperty({ format: 'date', description: 'The date of `since` in the force’s zone: day 0.' })
  sinceOn: string;

  @ApiProperty()
  daysSilent: number;
}

export class SilencePage extends PageEnds {
  @ApiProperty()
  days: number;

  @ApiProperty({ format: 'date-time' })
  asOf: string;

  @ApiProperty({ type: [SilenceResponse], description: 'The longest silence first.' })
  items: SilenceResponse[];
}
