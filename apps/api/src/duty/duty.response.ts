import { ApiProperty } from '@nestjs/swagger';

export class AgeResponse {
  @ApiProperty({ description: 'Elapsed days since the due time, at least.' })
  daysFrom: number;

  @ApiProperty({ type: Number, nullable: true, description: 'And less than so many; null: any more.' })
  daysTo: number | null;

  @ApiProperty()
  count: number;
}

export class RungResponse {
  @ApiProperty({ type: String, nullable: true, example: 'missed', description: 'Null: no alert of it waits.' })
  rung: string | null;

  @ApiProperty()
  count: number;
}

export class WaitingResponse {
  @ApiProperty({ example: 'missed' })
  rung: string;

  @ApiProperty({ enum: ['open', 'acknowledged', 'snoozed'] })
  status: string;

  @ApiProperty()
  count: number;
}

/** What a supervisor on duty has to see to, read at one moment. */
export class DutyResponse {
  @ApiProperty({ format: 'date-time' })
  asOf: string;

  @ApiProperty({ description: 'The highest position in the store that the counts reflect.' })
  position: string;

  @ApiProperty({ format: 'date', description: 'The first due date of what is missed; today where nothing is.' })
  from: string;

  @ApiProperty({ format: 'date', description: 'Today. The report on these dates counts the same as missed.' })
  to: string;

  @ApiProperty({ description: 'As the compliance report counts them: overdue, or closed for good.' })
  missed: number;

  @ApiProperty({ description: 'Missed, and their next period has taken over.' })
  closedForGood: number;

  @ApiProperty({ description: 'Missed and still owed.' })
  overdue: number;

  @ApiProperty({ type: [AgeResponse], description: 'Of what is overdue, the youngest first.' })
  byAge: AgeResponse[];

  @ApiProperty({ type: [RungResponse], description: 'Of what is overdue, by its latest alert that still waits.' })
  byRung: RungResponse[];

  @ApiProperty({ type: [WaitingResponse], description: 'Alerts that have not ended, of cases that the team has now.' })
  alerts: WaitingResponse[];
}

export class DayResponse {
  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty({ description: 'By the force’s calendar. Calendar limits fall due on other days too.' })
  workingDay: boolean;

  @ApiProperty({ description: 'How much falls due.' })
  count: number;
}

export class DueOnResponse {
  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty()
  count: number;
}

export class OwnerWorkloadResponse {
  @ApiProperty({ type: String, nullable: true, description: 'Staff id.' })
  owner: string | null;

  @ApiProperty({ type: String, nullable: true })
  team: string | null;

  @ApiProperty({ type: [DueOnResponse], description: 'The days on which something falls due, in order.' })
  due: DueOnResponse[];

  @ApiProperty({ description: 'Clocks that stand still: on no day.' })
  paused: number;
}

/** What falls due in the next working days, for whom. */
export class WorkloadResponse {
  @ApiProperty({ format: 'date-time' })
  asOf: string;

  @ApiProperty({ description: 'The highest position in the store that the counts reflect.' })
  position: string;

  @ApiProperty({
    type: [DayResponse],
    description: 'Every date up to the last working day, and all that falls due on it.',
  })
  days: DayResponse[];

  @ApiProperty({ description: 'All clocks that stand still.' })
  paused: number;

  @ApiProperty({
    type: [OwnerWorkloadResponse],
    description: 'By team and owner; those without anything are left out.',
  })
  rows: OwnerWorkloadResponse[];
}
