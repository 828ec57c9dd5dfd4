import { ApiProperty } from '@nestjs/swagger';
import type { AskedWhatIf, ChangedCounts, DueFigures, TeamLoad, WhatIfAnswer } from '@kept-informed/what-if';
import { whatIfReaches } from '@kept-informed/what-if';
import { PageEnds } from '../http/page.js';

export class WhatIfAskedResponse {
  @ApiProperty()
  readonly whatIfId: string;
}

/** A question of what would have been. */
export class WhatIfResponse {
  @ApiProperty()
  readonly whatIfId: string;

  @ApiProperty({ enum: ['policy', 'calendar'] })
  readonly kind: AskedWhatIf['kind'];

  @ApiProperty({ example: 'policy-3-2f9c01ab' })
  readonly versionId: string;

  @ApiProperty({ enum: whatIfReaches })
  readonly reach: AskedWhatIf['reach'];

  @ApiProperty({ format: 'date' })
  readonly from: string;

  @ApiProperty({ format: 'date' })
  readonly to: string;

  @ApiProperty({ description: 'A staff id.' })
  readonly askedBy: string;

  @ApiProperty({ format: 'date-time' })
  readonly askedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: it waits, or is worked out.' })
  readonly endedAt: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The name of what went wrong, where it has no answer.' })
  readonly trouble: string | null;
}

export class WhatIfPage extends PageEnds {
  @ApiProperty({ type: [WhatIfResponse] })
  readonly items: readonly WhatIfResponse[];
}

export class DueFiguresResponse implements DueFigures {
  @ApiProperty({ type: 'integer' })
  readonly fellDue: number;

  @ApiProperty({ type: 'integer' })
  readonly met: number;

  @ApiProperty({ type: 'integer' })
  readonly metLate: number;

  @ApiProperty({ type: 'integer' })
  readonly missed: number;

  @ApiProperty({ type: 'integer' })
  readonly excused: number;

  @ApiProperty({ type: 'integer', description: 'Waived, voided or superseded: in no rate.' })
  readonly released: number;

  @ApiProperty({ type: 'integer', description: 'Due in the period, and at its end not yet, or its clock stood still.' })
  readonly notDueYet: number;

  @ApiProperty({ type: Number, nullable: true, description: 'met / (met + metLate + missed + excused).' })
  readonly rate: number | null;

  @ApiProperty({ example: '82.8%' })
  readonly display: string;
}

export class DueComparisonResponse {
  @ApiProperty({ type: DueFiguresResponse, description: 'As the force went by.' })
  readonly before: DueFiguresResponse;

  @ApiProperty({ type: DueFiguresResponse, description: 'As it would have been.' })
  readonly after: DueFiguresResponse;
}

export class ChangedCountsResponse implements ChangedCounts {
  @ApiProperty({ type: 'integer', description: 'Due in the period under the draft alone.' })
  readonly arisen: number;

  @ApiProperty({ type: 'integer', description: 'Due in the period without the draft alone.' })
  readonly gone: number;

  @ApiProperty({ type: 'integer', description: 'Due on another date of the period.' })
  readonly moved: number;

  @ApiProperty({ type: 'integer', description: 'Due on the same date: met in time under the draft alone.' })
  readonly better: number;

  @ApiProperty({ type: 'integer', description: 'Due on the same date: met in time without the draft alone.' })
  readonly worse: number;
}

export class CommitmentComparisonResponse extends DueComparisonResponse {
  @ApiProperty()
  readonly commitment: string;
}

export class BusiestDayResponse {
  @ApiProperty({ format: 'date' })
  readonly date: string;

  @ApiProperty({ type: 'integer' })
  readonly due: number;
}

export class TeamLoadResponse implements TeamLoad {
  @ApiProperty({ type: 'integer', description: 'How much falls due, whatever becomes of it.' })
  readonly due: number;

  @ApiProperty({ type: BusiestDayResponse, nullable: true })
  readonly busiest: BusiestDayResponse | null;
}

export class LoadComparisonResponse {
  @ApiProperty({ type: TeamLoadResponse })
  readonly before: TeamLoadResponse;

  @ApiProperty({ type: TeamLoadResponse })
  readonly after: TeamLoadResponse;
}

export class TeamComparisonResponse extends DueComparisonResponse {
  @ApiProperty({ type: String, nullable: true, description: 'Of the owner at due time; null: nobody was.' })
  readonly team: string | null;

  @ApiProperty({ type: LoadComparisonResponse, description: 'Day by day as CSV.' })
  readonly load: LoadComparisonResponse;
}

export class AlertsComparisonResponse {
  @ApiProperty({ example: 'escalated' })
  readonly rung: string;

  @ApiProperty({ type: 'integer' })
  readonly before: number;

  @ApiProperty({ type: 'integer' })
  readonly after: number;
}

export class WhatIfAnswerResponse implements Omit<WhatIfAnswer, 'days'> {
  @ApiProperty({ format: 'date-time', description: 'Statuses are as of then, by what was recorded before it.' })
  readonly asOf: string;

  @ApiProperty()
  readonly position: string;

  @ApiProperty({ type: 'integer', description: 'Lived through again.' })
  readonly cases: number;

  @ApiProperty({ type: 'integer', description: 'Of those the ones in which something is otherwise.' })
  readonly changedCases: number;

  @ApiProperty({ description: 'How long it took to work out.' })
  readonly seconds: number;

  @ApiProperty({ type: DueComparisonResponse })
  readonly totals: DueComparisonResponse;

  @ApiProperty({ type: ChangedCountsResponse })
  readonly changed: ChangedCountsResponse;

  @ApiProperty({ type: [CommitmentComparisonResponse] })
  readonly commitments: readonly CommitmentComparisonResponse[];

  @ApiProperty({ type: [TeamComparisonResponse] })
  readonly teams: readonly TeamComparisonResponse[];

  @ApiProperty({ type: [AlertsComparisonResponse], description: 'Raised in the period, by rung; told to nobody.' })
  readonly alerts: readonly AlertsComparisonResponse[];
}

export class AnsweredWhatIfResponse extends WhatIfResponse {
  @ApiProperty({ type: WhatIfAnswerResponse, nullable: true, description: 'Null: there is none yet.' })
  readonly answer: WhatIfAnswerResponse | null;
}
