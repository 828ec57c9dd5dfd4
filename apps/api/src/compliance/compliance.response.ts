import { ApiProperty, PickType } from '@nestjs/swagger';
import { dimensions, type CountedObligation, type Measure, type SilenceView } from '@kept-informed/compliance';
import { PageEnds } from '../http/page.js';
import { ObligationResponse } from '../obligations/obligation.response.js';

const group = {
  type: 'object',
  properties: Object.fromEntries(dimensions.map((name) => [name, { type: ['string', 'null'] }])),
  example: { commitment: 'VC20-ARREST', bcu: 'South Cumbria' },
} as unknown as { type: 'object'; properties: Record<string, { type: 'string' }> };

export class MeasureResponse implements Measure {
  @ApiProperty({
    description: 'Fell due in the period: and by `asOf`: always the sum of the seven statuses.',
    example: 120,
  })
  readonly fellDue: number;

  @ApiProperty({ example: 96 })
  readonly met: number;

  @ApiProperty({ example: 10 })
  readonly metLate: number;

  @ApiProperty({ example: 9 })
  readonly missed: number;

  @ApiProperty({ example: 1, description: 'Never counted as met.' })
  readonly excused: number;

  @ApiProperty({ example: 3 })
  readonly waived: number;

  @ApiProperty({ example: 1 })
  readonly voided: number;

  @ApiProperty({ example: 0 })
  readonly superseded: number;

  @ApiProperty({ example: 4, description: 'Of those met: met in time but recorded after the due time.' })
  readonly recordedLate: number;

  @ApiProperty({ example: 2, description: 'Of those that fell due: nothing recorded by the due time implied it.' })
  readonly recordedAfterDue: number;

  @ApiProperty({
    example: 1,
    description: 'Something recorded after the due time says otherwise; counted as it stands.',
  })
  readonly disputed: number;

  @ApiProperty({
    example: 1,
    description: 'Bettered after the due time, by a confirmed dispute, a merger or a calendar.',
  })
  readonly changedAfterDue: number;

  @ApiProperty({ example: 0, description: 'Moved to another owner by a confirmed dispute.' })
  readonly reattributed: number;

  @ApiProperty({ example: 5, description: 'Due in the period and not by `asOf`; in no rate.' })
  readonly notDueYet: number;

  @ApiProperty({ example: 0, description: 'Due in the period, if its clock did not stand still; in no rate.' })
  readonly paused: number;

  @ApiProperty({
    example: 0,
    description: 'Without a due date, and so in no period, for want of the holidays of a year; beside every period.',
  })
  readonly awaitingCalendar: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 0.8276,
    description: 'met / (met + metLate + missed + excused); null where none of these fell due.',
  })
  readonly rate: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 0.819,
    description: 'The same with what was changed after due counted as it stood at its due time.',
  })
  readonly rateAsStood: number | null;

  @ApiProperty({ example: '82.8%', description: 'The rate for people; `none due` where it is null.' })
  readonly display: string;

  @ApiProperty({
    type: [Number],
    nullable: true,
    minItems: 2,
    maxItems: 2,
    example: [0.7486, 0.8855],
    description: 'Wilson’s 95 % interval of the rate.',
  })
  readonly interval: readonly [number, number] | null;

  @ApiProperty({
    example: 30,
    description: 'Dates of a participant on which updates were owed to them from time to time, each once.',
  })
  readonly personDays: number;

  @ApiProperty({ example: 27, description: 'Of these: no later than one period after the last update.' })
  readonly coveredDays: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 0.9,
    description: 'coveredDays / personDays, which ringing often cannot improve; null where no day counts.',
  })
  readonly coverage: number | null;

  @ApiProperty({ example: '90.0%', description: 'The coverage for people; `none owed` where it is null.' })
  readonly coverageDisplay: string;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 31.5,
    description: 'Of those met late: from due time to discharge, elapsed hours.',
  })
  readonly medianLatenessHours: number | null;
}

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

/** A participant of an open case who has had no update for some time. */
export class SilenceResponse implements SilenceView {
  @ApiProperty()
  readonly participantId: string;

  @ApiProperty()
  readonly caseId: string;

  @ApiProperty()
  readonly kind: string;

  @ApiProperty()
  readonly reference: string;

  @ApiProperty({ enum: ['victim', 'enquirer'] })
  readonly role: string;

  @ApiProperty()
  readonly entitlement: string;

  @ApiProperty({ type: String, nullable: true, description: 'The case’s owner now.' })
  readonly owner: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly team: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly bcu: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly lpt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: never updated.' })
  readonly lastUpdateAt: string | null;

  @ApiProperty({ format: 'date-time', description: 'The last update, or their joining the case where there was none.' })
  readonly since: string;

  @ApiProperty({ format: 'date', description: 'The date of `since` in the force’s zone: day 0.' })
  readonly sinceOn: string;

  @ApiProperty()
  readonly daysSilent: number;
}

export class SilencePage extends PageEnds {
  @ApiProperty()
  readonly days: number;

  @ApiProperty({ format: 'date-time' })
  readonly asOf: string;

  @ApiProperty({ format: 'date-time' })
  readonly knownAt: string;

  @ApiProperty({ type: [SilenceResponse], description: 'The longest silence first.' })
  readonly items: readonly SilenceResponse[];
}
