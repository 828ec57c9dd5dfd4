import { ApiProperty } from '@nestjs/swagger';
import { rederivationCauses } from '@kept-informed/follow-up';
import { DueStepResponse } from '../calendar/calendar.response.js';

/** A pause that was counted. */
export class StopResponse {
  @ApiProperty()
  pauseId: string;

  @ApiProperty({ example: 'consent-awaited' })
  reason: string;

  @ApiProperty({ format: 'date-time' })
  from: string;

  @ApiProperty({ format: 'date-time' })
  to: string;
}

/** A stretch through which the clock stood still. */
export class PauseResponse {
  @ApiProperty({ description: 'The ruling that stopped it.' })
  pauseId: string;

  @ApiProperty({ example: 'consent-awaited' })
  reason: string;

  @ApiProperty({ format: 'date-time' })
  from: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: it stands still.' })
  to: string | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Days of the kind that are counted which it took out: no weekend or holiday of a working-day limit.',
  })
  daysOut: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Hours which it took out of a limit in hours.' })
  hoursOut: number | null;
}

/** One working out of a due date. */
export class GenerationResponse {
  @ApiProperty()
  generation: number;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: [...rederivationCauses, null],
    description: 'Why it was worked out again; null for the first.',
  })
  cause: string | null;

  @ApiProperty({ format: 'date-time', description: 'When what caused it happened.' })
  occurredAt: string;

  @ApiProperty({ format: 'date-time' })
  recordedAt: string;

  @ApiProperty({ format: 'date-time', description: 'What the limit counts from.' })
  startsAt: string;

  @ApiProperty({ type: String, nullable: true })
  limit: string | null;

  @ApiProperty({ enum: ['calendar', 'working', 'elapsed'] })
  unit: string;

  @ApiProperty({ type: String, nullable: true, description: 'What was added to the limit, and is part of it.' })
  extendedBy: string | null;

  @ApiProperty({ type: [StopResponse], description: 'While the clock stood still, as far as that was over.' })
  stops: readonly StopResponse[];

  @ApiProperty({ type: String, format: 'date', nullable: true })
  dueOn: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  dueAt: string | null;

  @ApiProperty()
  calendarVersion: string;
}

/** The full explanation of a due date. */
export class DerivationResponse {
  @ApiProperty()
  obligationId: string;

  @ApiProperty({ description: 'Why it is due when it is, to be read out as it stands.' })
  sentence: string;

  @ApiProperty({ example: 'suspect-arrested' })
  trigger: string;

  @ApiProperty({ example: 'VC20-ARREST' })
  commitment: string;

  @ApiProperty({ type: String, nullable: true, example: 'Told of an arrest' })
  title: string | null;

  @ApiProperty({ example: 'victims-code-2020' })
  edition: string;

  @ApiProperty({ format: 'date-time', description: 'What the limit counts from.' })
  startsAt: string;

  @ApiProperty({ type: String, nullable: true, example: 'P5D', description: 'Null where none is printed.' })
  limit: string | null;

  @ApiProperty({ enum: ['calendar', 'working', 'elapsed'] })
  unit: string;

  @ApiProperty({ type: Number, nullable: true, description: 'Of a recurring duty: which period after `startsAt`.' })
  period: number | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  dueOn: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  dueAt: string | null;

  @ApiProperty({ example: 'england-and-wales-1995-2028' })
  calendarVersion: string;

  @ApiProperty({ example: 'Europe/London' })
  timeZone: string;

  @ApiProperty({
    type: [DueStepResponse],
    description: 'Empty without a due date, and where the calendar that it was counted by is no longer kept.',
  })
  steps: readonly DueStepResponse[];

  @ApiProperty({ type: [PauseResponse], description: 'Stretches through which the clock stood still, earliest first.' })
  pauses: readonly PauseResponse[];

  @ApiProperty({ type: [GenerationResponse], description: 'Every due date that it had; the last one holds.' })
  generations: readonly GenerationResponse[];
}
