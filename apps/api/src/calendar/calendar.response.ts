import { ApiProperty } from '@nestjs/swagger';

export class DueStepResponse {
  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty({ description: 'Whether this date used up part of the limit.' })
  counted: boolean;

  @ApiProperty({ example: 'bank holiday: Good Friday' })
  reason: string;
}

export class DueDateResponse {
  @ApiProperty({ description: 'As asked.' })
  from: string;

  @ApiProperty()
  limit: string;

  @ApiProperty()
  unit: string;

  @ApiProperty()
  convention: string;

  @ApiProperty()
  rollForward: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Null: by the calendar in force now.' })
  knownAt: string | null;

  @ApiProperty({ format: 'date', example: '2006-01-20' })
  dueOn: string;

  @ApiProperty({
    format: 'date-time',
    example: '2006-01-21T00:00:00Z',
    description: 'The end of `dueOn`, exclusive; the exact instant for hours.',
  })
  dueAt: string;

  @ApiProperty({ type: [DueStepResponse], description: 'Working days one by one; others by their first and last day.' })
  steps: DueStepResponse[];

  @ApiProperty({ example: 'england-and-wales-1995-2028' })
  calendarVersion: string;

  @ApiProperty({ example: 'Europe/London' })
  timeZone: string;
}

export class HolidayResponse {
  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty({ example: 'Good Friday' })
  title: string;

  @ApiProperty({ format: 'date', description: 'When it became known.' })
  knownFrom: string;
}

export class HolidaysResponse {
  @ApiProperty()
  year: number;

  @ApiProperty({ example: 'england-and-wales' })
  division: string;

  @ApiProperty({ type: String, nullable: true })
  knownAt: string | null;

  @ApiProperty()
  calendarVersion: string;

  @ApiProperty({ type: [HolidayResponse] })
  items: HolidayResponse[];
}
