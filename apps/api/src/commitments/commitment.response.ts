import { ApiProperty } from '@nestjs/swagger';
import {
  bodies,
  conventions,
  standards,
  type CountingConvention,
  type ResponsibleBody,
  type Standard,
} from '@kept-informed/commitments';
import { PageEnds } from '../http/page.js';

/** A published promise with its dates of force. */
export class CommitmentResponse {
  @ApiProperty({ example: 'VC20-ARREST' })
  readonly id: string;

  @ApiProperty({ example: 'Told of an arrest' })
  readonly title: string;

  @ApiProperty({ type: [String], example: ['victims-code-2020'] })
  readonly editions: readonly string[];

  @ApiProperty({ description: 'Whether it is a promise of the force’s own.' })
  readonly own: boolean;

  @ApiProperty({ description: 'Whether the force adopts an edition of it, so that it makes obligations arise.' })
  readonly adopted: boolean;

  @ApiProperty({ type: [String], description: 'What makes an obligation arise.', example: ['suspect-arrested'] })
  readonly triggers: readonly string[];

  @ApiProperty({ type: [String], example: ['victim'] })
  readonly owedTo: readonly string[];

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'P5D',
    description: 'ISO 8601. `agreed`: as the participant’s plan says. Null: none is printed, so it has no due date.',
  })
  readonly limit: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'P1D',
    description: 'For who is entitled to enhanced service.',
  })
  readonly enhancedLimit: string | null;

  @ApiProperty({
    enum: ['calendar', 'working', 'elapsed'],
    description: 'As the policy in force chooses, where it is open.',
  })
  readonly unit: string;

  @ApiProperty({
    enum: conventions,
    isArray: true,
    description:
      'How its days are counted otherwise than all others: the day of the event as day 1, a last day that is no working day as the next one.',
  })
  readonly conventions: readonly CountingConvention[];

  @ApiProperty({ enum: ['no', 'last-update', 'schedule'], description: 'What its next period counts from.' })
  readonly recurs: string;

  @ApiProperty({
    enum: ['occurred', 'known', 'decided'],
    description:
      'From when it runs: the event, the force learning of it, or the decision where that was before the event.',
  })
  readonly clockStarts: string;

  @ApiProperty({ description: 'What meets it, in words.', example: 'a contact that tells them that it happened' })
  readonly discharge: string;

  @ApiProperty({ type: [String], nullable: true, description: 'The methods by which alone it is met; null: any.' })
  readonly methods: readonly string[] | null;

  @ApiProperty({ description: 'Whether a message generated for one person about one case meets it.' })
  readonly generated: boolean;

  @ApiProperty({ type: [String], description: 'Reasons for which its clock may stop.' })
  readonly pausesFor: readonly string[];

  @ApiProperty({ description: 'Whether it is owed anew to who opted out of it and opts back in.' })
  readonly reversible: boolean;

  @ApiProperty({ example: 'police or CPS', description: 'Whom it binds, as its source names them.' })
  readonly dutyOf: string;

  @ApiProperty({ enum: bodies, isArray: true, description: 'The responsible body; where several, whichever of them.' })
  readonly bodies: readonly ResponsibleBody[];

  @ApiProperty({
    enum: standards,
    nullable: true,
    description: 'The standard of the Quality of Service Commitment that it belongs to.',
  })
  readonly standard: Standard | null;

  @ApiProperty({ format: 'date', description: 'First date of triggers that it governs.' })
  readonly inForceFrom: string;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The last such date; null: still in force.',
  })
  readonly inForceTo: string | null;

  @ApiProperty({ description: 'How it is known: V verified, S a secondary source, G general practice.' })
  readonly source: string;
}

export class CommitmentPage extends PageEnds {
  @ApiProperty({ type: [CommitmentResponse], description: 'In the order of the catalogue.' })
  readonly items: readonly CommitmentResponse[];
}
