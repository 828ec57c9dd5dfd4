import { ApiProperty } from '@nestjs/swagger';
import { ObligationAnswer } from '../obligations/obligation.answer.js';
import { PromiseAnswer } from '../obligations/promise.answer.js';
import { CaseAnswer } from './case.answers.js';
import { OptOutAnswer, ParticipantAnswer, PlanAnswer } from './participant.answers.js';

export class LinkAnswer {
  @ApiProperty()
  caseId: string;

  @ApiProperty({ enum: ['same-victim', 'same-suspect', 'series'] })
  kind: string;

  @ApiProperty({ format: 'date-time' })
  linkedAt: string;
}

/** A case with everything that its page needs: who takes part, and every clock with its next rung. */
export class WholeCaseAnswer extends CaseAnswer {
  @ApiProperty({ type: [ParticipantAnswer] })
  participants: ParticipantAnswer[];

  @ApiProperty({ type: [PlanAnswer] })
  plans: PlanAnswer[];

  @ApiProperty({ type: [OptOutAnswer] })
  optOuts: OptOutAnswer[];

  @ApiProperty({ type: [LinkAnswer] })
  links: LinkAnswer[];

  @ApiProperty({
    type: [PromiseAnswer],
    description: 'What participants were told to expect, and whether that was kept.',
  })
  promises: PromiseAnswer[];

  @ApiProperty({ type: [ObligationAnswer] })
  obligations: ObligationAnswer[];

  @ApiProperty()
  position: string;
}
