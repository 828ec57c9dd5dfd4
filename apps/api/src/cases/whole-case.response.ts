import { ApiProperty } from '@nestjs/swagger';
import type { WholeCaseView } from '@kept-informed/case-work';
import type { LinkView } from '@kept-informed/follow-up';
import { ObligationResponse } from '../obligations/obligation.response.js';
import { PromiseResponse } from '../obligations/promise.response.js';
import { CaseResponse } from './case.responses.js';
import { PlanResponse } from './contact-plan.responses.js';
import { OptOutResponse } from './opt-out.responses.js';
import { ParticipantResponse } from './participant.responses.js';

export class LinkResponse implements LinkView {
  @ApiProperty()
  readonly caseId: string;

  @ApiProperty({ enum: ['same-victim', 'same-suspect', 'series'] })
  readonly kind: string;

  @ApiProperty({ format: 'date-time' })
  readonly linkedAt: string;
}

/** A case with everything that its page needs: who takes part, and every clock with its next rung. */
export class WholeCaseResponse extends CaseResponse implements WholeCaseView {
  @ApiProperty({ type: [ParticipantResponse] })
  readonly participants: readonly ParticipantResponse[];

  @ApiProperty({ type: [PlanResponse] })
  readonly plans: readonly PlanResponse[];

  @ApiProperty({ type: [OptOutResponse] })
  readonly optOuts: readonly OptOutResponse[];

  @ApiProperty({ type: [LinkResponse] })
  readonly links: readonly LinkResponse[];

  @ApiProperty({
    type: [PromiseResponse],
    description: 'What participants were told to expect, and whether that was kept.',
  })
  readonly promises: readonly PromiseResponse[];

  @ApiProperty({ type: [ObligationResponse] })
  readonly obligations: readonly ObligationResponse[];

  @ApiProperty()
  readonly position: string;
}
