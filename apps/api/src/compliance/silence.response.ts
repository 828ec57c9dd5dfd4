import { ApiProperty } from '@nestjs/swagger';
import type { SilenceView } from '@kept-informed/compliance';
import { PageEnds } from '../http/page.js';

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
