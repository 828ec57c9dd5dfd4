import { ApiProperty } from '@nestjs/swagger';
import type { Workload } from '@kept-informed/compliance';
import { waitingStatuses } from '@kept-informed/follow-up';

export class AgeResponse {
  @ApiProperty({ description: 'Elapsed days since the due time, at least.' })
  readonly daysFrom: number;

  @ApiProperty({ type: Number, nullable: true, description: 'And less than so many; null: any more.' })
  readonly daysTo: number | null;

  @ApiProperty()
  readonly count: number;
}

export class RungResponse {
  @ApiProperty({ type: String, nullable: true, example: 'missed', description: 'Null: no alert of it waits.' })
  readonly rung: string | null;

  @ApiProperty()
  readonly count: number;
}

export class WaitingResponse {
  @ApiProperty({ example: 'missed' })
  readonly rung: string;

  @ApiProperty({ enum: waitingStatuses })
  readonly status: string;

  @ApiProperty()
  readonly count: number;
}

/** What a supervisor on duty has to see to, read at one moment. */
export class DutyResponse {
  @ApiProperty({ format: 'date-time' })
  readonly asOf: string;

  @ApiProperty({ format: 'date-time' })
  readonly knownAt: string;

  @ApiProperty({ description: 'The highest position in the store that the counts reflect.' })
  readonly position: string;

  @ApiProperty({ format: 'date', description: 'The first due date of what is missed; today where nothing is.' })
  readonly from: string;

  @ApiProperty({ format: 'date', description: 'Today. The report on these dates counts the same as missed.' })
  readonly to: string;

  @ApiProperty({ description: 'As the compliance report counts them: overdue, or closed for good.' })
  readonly missed: number;

  @ApiProperty({ description: 'Missed, and their next period has taken over.' })
  readonly closedForGood: number;

  @ApiProperty({ description: 'Missed and still owed.' })
  readonly overdue: number;

  @ApiProperty({ type: [AgeResponse], description: 'Of what is overdue, the youngest first.' })
  readonly byAge: readonly AgeResponse[];

  @ApiProperty({ type: [RungResponse], description: 'Of what is overdue, by its latest alert that still waits.' })
  readonly byRung: readonly RungResponse[];

  @ApiProperty({ type: [WaitingResponse], description: 'Alerts that have not ended, of cases that the team has now.' })
  readonly alerts: readonly WaitingResponse[];
}

export class DayResponse {
  @ApiProperty({ format: 'date' })
  readonly date: string;

  @ApiProperty({ description: 'By the force’s calendar. Calendar limits fall due on other days too.' })
  readonly workingDay: boolean;

  @ApiProperty({ description: 'How much falls due.' })
  readonly count: number;
}

export class DueOnResponse {
  @ApiProperty({ format: 'date' })
  readonly date: string;

  @ApiProperty()
  readonly count: number;
}

export class OwnerWorkloadResponse implements Workload {
  @ApiProperty({ type: String, nullable: true, description: 'Staff id.' })
  readonly owner: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly team: string | null;

  @ApiProperty({ type: [DueOnResponse], description: 'The days on which something falls due, in order.' })
  readonly due: DueOnResponse[];

  @ApiProperty({ description: 'Clocks that stand still: on no day.' })
  readonly paused: number;
}

/** What falls due in the next working days, for whom. */
export class WorkloadResponse {
  @ApiProperty({ format: 'date-time' })
  readonly asOf: string;

  @ApiProperty({ format: 'date-time' })
  readonly knownAt: string;

  @ApiProperty({ description: 'The highest position in the store that the counts reflect.' })
  readonly position: string;

  @ApiProperty({
    type: [DayResponse],
    description: 'Every date up to the last working day, and all that falls due on it.',
  })
  readonly days: readonly DayResponse[];

  @ApiProperty({ description: 'All clocks that stand still.' })
  readonly paused: number;

  @ApiProperty({
    type: [OwnerWorkloadResponse],
    description: 'By team and owner; those without anything are left out.',
  })
  readonly rows: readonly OwnerWorkloadResponse[];
}
