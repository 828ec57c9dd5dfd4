import { ApiProperty, PickType } from '@nestjs/swagger';
import type { RestatedLine, RestatingFact, PlaceInReport } from '@kept-informed/compliance';
import { PageEnds } from '../http/page.js';
import { CountedObligationResponse } from './compliance.response.js';

const placed = [
  'status',
  'dueOn',
  'dueAt',
  'dischargedAt',
  'recordedLate',
  'recordedAfterDue',
  'disputed',
  'changedAfterDue',
  'reattributed',
  'group',
] as const;

export class PlaceInReportResponse extends PickType(CountedObligationResponse, placed) implements PlaceInReport {
  @ApiProperty({
    type: String,
    enum: ['fell-due', 'not-due-yet', 'paused', 'awaiting-calendar'],
    description: 'In which of the report’s lists it is; only what fell due is in a rate.',
  })
  readonly countedAs: PlaceInReport['countedAs'];
}

export class RestatingFactResponse implements RestatingFact {
  @ApiProperty({ description: 'In the log: `GET /proof/facts/{position}` proves it.' })
  readonly position: string;

  @ApiProperty({ example: 'ObligationMet' })
  readonly type: string;

  @ApiProperty({ type: String, nullable: true, example: 'ContactMade', description: 'The fact that it follows from.' })
  readonly because: string | null;

  @ApiProperty({ format: 'date-time' })
  readonly occurredAt: string;

  @ApiProperty({ format: 'date-time' })
  readonly recordedAt: string;
}

export class RestatedLineResponse implements RestatedLine {
  @ApiProperty()
  readonly obligationId: string;

  @ApiProperty()
  readonly caseId: string;

  @ApiProperty()
  readonly participantId: string;

  @ApiProperty({ type: PlaceInReportResponse, nullable: true, description: 'Null: the report did not list it.' })
  readonly before: PlaceInReportResponse | null;

  @ApiProperty({ type: PlaceInReportResponse, nullable: true, description: 'Null: the report does not list it.' })
  readonly after: PlaceInReportResponse | null;

  @ApiProperty({
    type: [String],
    description: 'Which members differ, those of the group by their dimension.',
    example: ['status', 'bcu'],
  })
  readonly changed: readonly string[];

  @ApiProperty({
    type: [RestatingFactResponse],
    description: 'What was recorded in between and changed it; none where only time went by.',
  })
  readonly facts: readonly RestatingFactResponse[];
}

export class RestatementPage extends PageEnds {
  @ApiProperty({ format: 'date' })
  readonly from: string;

  @ApiProperty({ format: 'date' })
  readonly to: string;

  @ApiProperty({ format: 'date-time' })
  readonly before: string;

  @ApiProperty({ format: 'date-time' })
  readonly after: string;

  @ApiProperty({ description: 'What the lines mean, to stand beside them wherever they are shown.' })
  readonly definition: string;

  @ApiProperty({ type: 'integer', description: 'Lines of restricted cases that you do not see: not listed.' })
  readonly withheld: number;

  @ApiProperty({ type: [RestatedLineResponse] })
  readonly items: readonly RestatedLineResponse[];
}
