import { ApiProperty } from '@nestjs/swagger';
import type { PersonPastTime, PersonRetention } from '@kept-informed/case-work';
import type { RetentionReviewView } from '@kept-informed/people';
import { PersonOnCaseResponse } from '../cases/person.responses.js';
import { PageEnds } from '../http/page.js';

export class PersonPastTimeResponse extends PersonOnCaseResponse implements PersonPastTime {
  @ApiProperty({ format: 'date-time' })
  readonly closedAt: string;

  @ApiProperty({ format: 'date', description: 'The last date for which the policy that holds now keeps them.' })
  readonly keptUntil: string;
}

export class PeoplePastTimePage extends PageEnds {
  @ApiProperty({ type: [PersonPastTimeResponse], description: 'The longest closed first; a page may have fewer.' })
  readonly items: readonly PersonPastTimeResponse[];
}

export class RetentionReviewResponse implements RetentionReviewView {
  @ApiProperty()
  readonly reviewId: string;

  @ApiProperty({ format: 'date', description: 'The last date.' })
  readonly keptUntil: string;

  @ApiProperty({ format: 'date-time' })
  readonly reviewedAt: string;

  @ApiProperty()
  readonly reviewedBy: string;
}

export class PersonRetentionResponse implements PersonRetention {
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The last date for which the policy that holds now keeps them. Null: one of their cases is open.',
  })
  readonly keptUntil: string | null;

  @ApiProperty({ description: 'That date is past, and nobody keeps them longer.' })
  readonly isDue: boolean;

  @ApiProperty({ type: [RetentionReviewResponse], description: 'The latest first.' })
  readonly reviews: readonly RetentionReviewResponse[];
}

export class KeptLongerResponse {
  @ApiProperty()
  readonly reviewId: string;
}
