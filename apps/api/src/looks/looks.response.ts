import { ApiProperty } from '@nestjs/swagger';
import { PageEnds } from '../http/page.js';
import type { LookView } from './looks.queries.js';
import type { UnusualLooking } from './unusual.measures.js';

/** An answer that showed people to somebody: ids and codes alone. */
export class LookResponse implements LookView {
  @ApiProperty({ description: 'A number that grows with each.' })
  readonly lookId: string;

  @ApiProperty({ format: 'date-time' })
  readonly at: string;

  @ApiProperty({ description: 'Staff id of who looked.' })
  readonly by: string;

  @ApiProperty()
  readonly requestId: string;

  @ApiProperty({ example: 'GET /api/v1/cases/:caseId' })
  readonly route: string;

  @ApiProperty({ description: 'The address from which it was asked.' })
  readonly from: string;

  @ApiProperty({
    example: 'desk',
    description: 'By which roles; `shared` where a restricted case names them, or the glass was broken.',
  })
  readonly why: string;

  @ApiProperty({ type: [String] })
  readonly caseIds: readonly string[];

  @ApiProperty({ type: [String], description: 'Everybody whom the answer showed.' })
  readonly participantIds: readonly string[];

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    description: 'What was shown, by participant; by case what was noted of nobody alone.',
  })
  readonly fields: Readonly<Record<string, readonly string[]>>;

  @ApiProperty({ type: [String], description: 'Participants who are called like who looked, by the sign-in.' })
  readonly ownName: readonly string[];

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    description: 'By participant the staff who are called like them.',
  })
  readonly colleagues: Readonly<Record<string, readonly string[]>>;
}

export class LookPage extends PageEnds {
  @ApiProperty({ type: [LookResponse] })
  readonly items: readonly LookResponse[];
}

export class UnusualLookingResponse implements UnusualLooking {
  @ApiProperty()
  readonly staffId: string;

  @ApiProperty({ type: 'integer', description: 'Answers of the month that showed people to them.' })
  readonly looks: number;

  @ApiProperty({ type: Number, nullable: true, description: 'Of their own months before; null: too few to say.' })
  readonly median: number | null;

  @ApiProperty({ description: 'More than three times that.' })
  readonly tooMany: boolean;

  @ApiProperty({ type: [String], description: 'Cases that they looked at, have not and recorded nothing on.' })
  readonly withoutWork: readonly string[];

  @ApiProperty({ type: 'integer', description: 'Looks at somebody who is called like them.' })
  readonly ownName: number;

  @ApiProperty({ type: 'integer', description: 'Looks at somebody who is called like a colleague.' })
  readonly colleagues: number;
}

export class UnusualLooksResponse {
  @ApiProperty({ example: '2026-10' })
  readonly month: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Why what stands out may be as it should.',
  })
  readonly falsePositives: Readonly<Record<string, string>>;

  @ApiProperty({ type: [UnusualLookingResponse] })
  readonly items: readonly UnusualLookingResponse[];
}
