import { ApiProperty } from '@nestjs/swagger';
import { obligationStatuses } from '@kept-informed/follow-up';
import { PageEnds } from '../http/page.js';

export class NextRungResponse {
  @ApiProperty({ example: 'due-soon' })
  rung: string;

  @ApiProperty({ format: 'date-time' })
  at: string;
}

/** One instance of a commitment, owed to one participant because of one trigger. Instants are UTC, dates London's. */
export class ObligationResponse {
  @ApiProperty()
  obligationId: string;

  @ApiProperty()
  caseId: string;

  @ApiProperty()
  participantId: string;

  @ApiProperty({ example: 'VC20-ARREST' })
  commitment: string;

  @ApiProperty({ example: 'victims-code-2020' })
  edition: string;

  @ApiProperty({ example: 'suspect-arrested' })
  trigger: string;

  @ApiProperty({ format: 'date-time' })
  arisenAt: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Null where no limit is printed.' })
  dueOn: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'The end of `dueOn` in London, exclusive; the exact instant for limits in hours.',
  })
  dueAt: string | null;

  @ApiProperty({ description: 'Counts the re-derivations of the due date; 1 at first.' })
  generation: number;

  @ApiProperty({
    enum: obligationStatuses,
  })
  status: string;

  @ApiProperty({ description: 'Still to be done. A missed obligation can be open, or closed as missed for good.' })
  open: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  dischargedAt: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The contact, plan or assessment that met it.' })
  dischargedBy: string | null;

  @ApiProperty({ description: 'Met in time and recorded after `dueAt`.' })
  recordedLate: boolean;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description:
      'The date by which they were last told to expect something before it was discharged. Beside the due date.',
  })
  promisedOn: string | null;

  @ApiProperty({ type: String, nullable: true })
  owner: string | null;

  @ApiProperty({ type: String, nullable: true })
  team: string | null;

  @ApiProperty({ type: String, nullable: true })
  bcu: string | null;

  @ApiProperty({ type: String, nullable: true })
  lpt: string | null;

  @ApiProperty({ type: NextRungResponse, nullable: true })
  nextRung: NextRungResponse | null;
}

export class ObligationPage extends PageEnds {
  @ApiProperty({ type: [ObligationResponse] })
  items: ObligationResponse[];
}
