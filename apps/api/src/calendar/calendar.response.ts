import { ApiProperty } from '@nestjs/swagger';

export class DueStepResponse {
  @ApiProperty({ format: 'date' })
  readonly date: string;

  @ApiProperty({ description: 'Whether this date used up part of the limit.' })
  readonly counted: boolean;

  @ApiProperty({ example: 'bank holiday: Good Friday' })
  readonly reason: string;
}

export class DueDateResponse {
  @ApiProperty({ description: 'As asked.' })
  readonly from: string;

  @ApiProperty()
  readonly limit: string;

  @ApiProperty()
  readonly unit: string;

  @ApiProperty()
  readonly convention: string;

  @ApiProperty()
  readonly rollForward: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Null: by the calendar in force now.' })
  readonly knownAt: string | null;

  @ApiProperty({ format: 'date', example: '2006-01-20' })
  readonly dueOn: string;

  @ApiProperty({
    format: 'date-time',
    example: '2006-01-21T00:00:00Z',
    description: 'The end of `dueOn`, exclusive; the exact instant for hours.',
  })
  readonly dueAt: string;

  @ApiProperty({ type: [DueStepResponse], description: 'Working days one by one; others by their first and last day.' })
  readonly steps: readonly DueStepResponse[];

  @ApiProperty({ example: 'england-and-wales-1995-2028' })
  readonly calendarVersion: string;

  @ApiProperty({ example: 'Europe/London' })
  readonly timeZone: string;
}

export class HolidayResponse {
  @ApiProperty({ format: 'date' })
  readonly date: string;

  @ApiProperty({ example: 'Good Friday' })
  readonly title: string;

  @ApiProperty({ format: 'date', description: 'When it became known.' })
  readonly knownFrom: string;
}

export class HolidaysResponse {
  @ApiProperty()
  readonly year: number;

  @ApiProperty({ example: 'england-and-wales' })
  readonly division: string;

  @ApiProperty({ type: String, nullable: true })
  readonly knownAt: string | null;

  @ApiProperty()
  readonly calendarVersion: string;

  @ApiProperty({ type: [HolidayResponse] })
  readonly items: readonly HolidayResponse[];
}
