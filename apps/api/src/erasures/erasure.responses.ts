import { ApiProperty } from '@nestjs/swagger';
import {
  type ErasureBasis,
  erasureBases,
  erasureStates,
  type ErasureView,
  type LegalHoldView,
} from '@kept-informed/people';

export class ErasureResponse implements ErasureView {
  @ApiProperty()
  readonly erasureId: string;

  @ApiProperty()
  readonly participantId: string;

  @ApiProperty({ type: [String], description: 'With who is the same person on other cases in sight of who asked.' })
  readonly participantIds: readonly string[];

  @ApiProperty({ enum: erasureBases })
  readonly basis: ErasureBasis;

  @ApiProperty({ enum: erasureStates, description: '`asked`: it waits for a second person.' })
  readonly state: ErasureView['state'];

  @ApiProperty({ format: 'date-time' })
  readonly askedAt: string;

  @ApiProperty()
  readonly askedBy: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly decidedAt: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Who confirmed or withdrew it.' })
  readonly decidedBy: string | null;
}

export class ErasuresResponse {
  @ApiProperty({ type: [ErasureResponse], description: 'The latest first.' })
  readonly items: readonly ErasureResponse[];
}

export class LegalHoldPlacedResponse {
  @ApiProperty()
  readonly holdId: string;
}

export class LegalHoldResponse implements LegalHoldView {
  @ApiProperty()
  readonly holdId: string;

  @ApiProperty()
  readonly participantId: string;

  @ApiProperty({ format: 'date-time' })
  readonly heldAt: string;

  @ApiProperty()
  readonly heldBy: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: it stands.' })
  readonly liftedAt: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly liftedBy: string | null;
}

export class LegalHoldsResponse {
  @ApiProperty({ type: [LegalHoldResponse] })
  readonly items: readonly LegalHoldResponse[];
}
