import { ApiProperty } from '@nestjs/swagger';
import { rederivationCauses, type Derivation } from '@kept-informed/follow-up';
import { DueStepResponse } from '../calendar/calendar.response.js';

/** A pause that was counted. */
export class StopResponse {
  @ApiProperty()
  readonly pauseId: string;

  @ApiProperty({ example: 'consent-awaited' })
  readonly reason: string;

  @ApiProperty({ format: 'date-time' })
  readonly from: string;

  @ApiProperty({ format: 'date-time' })
  readonly to: string;
}

/** A stretch through which the clock stood still. */
export class PauseResponse {
  @ApiProperty({ description: 'The ruling that stopped it.' })
  readonly pauseId: string;

  @ApiProperty({ example: 'consent-awaited' })
  readonly reason: string;

  @ApiProperty({ format: 'date-time' })
  readonly from: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: it stands still.' })
  readonly to: string | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Days of the kind that are counted which it took out: no weekend or holiday of a working-day limit.',
  })
  readonly daysOut: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Hours which it took out of a limit in hours.' })
  readonly hoursOut: number | null;
}

/** One working out of a due date. */
export class GenerationResponse {
  @ApiProperty()
  readonly generation: number;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: [...rederivationCauses, null],
    description: 'Why it was worked out again; null for the first.',
  })
  readonly cause: string | null;

  @ApiProperty({ format: 'date-time', description: 'When what caused it happened.' })
  readonly occurredAt: string;

  @ApiProperty({ format: 'date-time' })
  readonly recordedAt: string;

  @ApiProperty({ format: 'date-time', description: 'What the limit counts from.' })
  readonly startsAt: string;

  @ApiProperty({ type: String, nullable: true })
  readonly limit: string | null;

  @ApiProperty({ enum: ['calendar', 'working', 'elapsed'] })
  readonly unit: string;

  @ApiProperty({ type: String, nullable: true, description: 'What was added to the limit, and is part of it.' })
  readonly extendedBy: string | null;

  @ApiProperty({ type: [StopResponse], description: 'While the clock stood still, as far as that was over.' })
  readonly stops: readonly StopResponse[];

  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly dueOn: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly dueAt: string | null;

  @ApiProperty()
  readonly calendarVersion: string;
}

/** The full explanation of a due date. */
export class DerivationResponse implements Derivation {
  @ApiProperty()
  readonly obligationId: string;

  @ApiProperty({ description: 'Why it is due when it is, to be read out as it stands.' })
  readonly sentence: string;

  @ApiProperty({ example: 'suspect-arrested' })
  readonly trigger: string;

  @ApiProperty({ example: 'VC20-ARREST' })
  readonly commitment: string;

  @ApiProperty({ type: String, nullable: true, example: 'Told of an arrest' })
  readonly title: string | null;

  @ApiProperty({ example: 'victims-code-2020' })
  readonly edition: string;

  @ApiProperty({ format: 'date-time', description: 'What the limit counts from.' })
  readonly startsAt: string;

  @ApiProperty({ type: String, nullable: true, example: 'P5D', description: 'Null where none is printed.' })
  readonly limit: string | null;

  @ApiProperty({ enum: ['calendar', 'working', 'elapsed'] })
  readonly unit: string;

  @ApiProperty({ type: Number, nullable: true, description: 'Of a recurring duty: which period after `startsAt`.' })
  readonly period: number | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly dueOn: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly dueAt: string | null;

  @ApiProperty({ example: 'england-and-wales-1995-2028' })
  readonly calendarVersion: string;

  @ApiProperty({ example: 'Europe/London' })
  readonly timeZone: string;

  @ApiProperty({
    type: [DueStepResponse],
    description: 'Empty without a due date, and where the calendar that it was counted by is no longer kept.',
  })
  readonly steps: readonly DueStepResponse[];

  @ApiProperty({ type: [PauseResponse], description: 'Stretches through which the clock stood still, earliest first.' })
  readonly pauses: readonly PauseResponse[];

  @ApiProperty({ type: [GenerationResponse], description: 'Every due date that it had; the last one holds.' })
  readonly generations: readonly GenerationResponse[];
}
