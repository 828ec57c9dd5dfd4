import { ApiProperty } from '@nestjs/swagger';
import type { DisputeOutcome } from '@kept-informed/case-work';
import { disputable, obligationStatuses, type DisputeView } from '@kept-informed/follow-up';
import { PageEnds } from '../http/page.js';
import { ObligationResponse } from '../obligations/obligation.response.js';

/** Something recorded after an obligation's due time says that it should stand otherwise. Instants are UTC. */
export class DisputeResponse implements DisputeView {
  @ApiProperty()
  readonly disputeId: string;

  @ApiProperty()
  readonly obligationId: string;

  @ApiProperty()
  readonly caseId: string;

  @ApiProperty({ example: 'CR/10234/26' })
  readonly reference: string;

  @ApiProperty({ example: 'crime' })
  readonly kind: string;

  @ApiProperty({ example: 'VC20-ARREST' })
  readonly commitment: string;

  @ApiProperty()
  readonly participantId: string;

  @ApiProperty({ format: 'date' })
  readonly dueOn: string;

  @ApiProperty({ format: 'date-time' })
  readonly dueAt: string;

  @ApiProperty({ enum: disputable, description: 'How it stands until it is decided.' })
  readonly stood: DisputeView['stood'];

  @ApiProperty({
    enum: [...obligationStatuses, 'due-later', 'other-owner'],
    description: 'How it would stand: at a status, with a later due date, or attributed to another owner.',
  })
  readonly would: DisputeView['would'];

  @ApiProperty({ type: String, nullable: true, description: 'Staff id: whose it would be.' })
  readonly wouldOwner: string | null;

  @ApiProperty({ type: [String], description: 'Staff ids: who recorded it. They do not decide it.' })
  readonly recordedBy: readonly string[];

  @ApiProperty({ format: 'date-time' })
  readonly raisedAt: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Ten working days after it was raised: from then on it is with the performance unit.',
  })
  readonly decideBy: string | null;

  @ApiProperty({ enum: ['supervisor', 'performance-unit'] })
  readonly with: DisputeView['with'];

  @ApiProperty({ type: String, nullable: true, description: 'Staff id of the case’s owner now.' })
  readonly owner: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly team: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly bcu: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly lpt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: nobody has decided it.' })
  readonly decidedAt: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly decidedBy: string | null;

  @ApiProperty({ type: Boolean, nullable: true, description: 'False: it stands as it stood.' })
  readonly confirmed: boolean | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'Since when what raised it is undone, so that nothing contradicts any more how it stands: nobody has to decide it, and what had been confirmed has lost its ground. Null: it has not ended so.',
  })
  readonly endedAt: string | null;
}

export class DisputePage extends PageEnds {
  @ApiProperty({ type: [DisputeResponse], description: 'In the order in which they were raised.' })
  readonly items: readonly DisputeResponse[];
}

export class DisputeDecisionResponse implements DisputeOutcome {
  @ApiProperty({ type: DisputeResponse })
  readonly dispute: DisputeResponse;

  @ApiProperty({ type: ObligationResponse, description: 'As it stands now.' })
  readonly obligation: ObligationResponse;

  @ApiProperty({ description: 'The case’s version now.' })
  readonly version: number;

  @ApiProperty({ description: 'The position of the last fact that was recorded.' })
  readonly position: string;
}
