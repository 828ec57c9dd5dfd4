import { ApiProperty } from '@nestjs/swagger';
import { ObligationResponse } from '../obligations/obligation.response.js';
import { PromiseResponse } from '../obligations/promise.response.js';
import { CaseResponse } from './case.responses.js';
import { OptOutResponse, ParticipantResponse, PlanResponse } from './participant.responses.js';

export class LinkResponse {
  @ApiProperty()
  caseId: string;

  @ApiProperty({ enum: ['same-victim', 'same-suspect', 'series'] })
  kind: string;

  @ApiProperty({ format: 'date-time' })
  linkedAt: string;
}

/** A case with everything that its page needs: who takes part, and every clock with its next rung. */
export class WholeCaseResponse extends CaseResponse {
  @ApiProperty({ type: [ParticipantResponse] })
  participants: ParticipantResponse[];

  @ApiProperty({ type: [PlanResponse] })
  plans: PlanResponse[];

  @ApiProperty({ type: [OptOutResponse] })
  optOuts: OptOutResponse[];

  @ApiProperty({ type: [LinkResponse] })
  links: LinkResponse[];

  @ApiProperty({
    type: [PromiseResponse],
    description: 'What participants were told to expect, and whether that was kept.',
  })
  promises: PromiseResponse[];

  @ApiProperty({ type: [ObligationResponse] })
  obligations: ObligationResponse[];

  @ApiProperty()
  position: string;
}
