import { ApiProperty } from '@nestjs/swagger';
import type { ToldObligation } from '@kept-informed/case-work';
import { obligationStatuses, type PersonOwed } from '@kept-informed/follow-up';
import { PageEnds } from '../http/page.js';
import { AttemptsResponse } from './attempts.response.js';

export class NextRungResponse {
  @ApiProperty({ example: 'due-soon' })
  readonly rung: string;

  @ApiProperty({ format: 'date-time' })
  readonly at: string;
}

/** A case as rows about it name it. */
export class CaseNamedResponse {
  @ApiProperty({ example: 'CR/10234/26' })
  readonly reference: string;

  @ApiProperty({ example: 'crime' })
  readonly kind: string;
}

/** Whom something is owed to. */
export class PersonOwedResponse implements PersonOwed {
  @ApiProperty({ example: 'victim' })
  readonly role: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null: no name is kept.' })
  readonly name: string | null;
}

/** Both owners of something that was missed within two working days of a handover. */
export class HandoverResponse {
  @ApiProperty({ description: 'Staff id: whom the case was taken from.' })
  readonly from: string;

  @ApiProperty({ description: 'Staff id: who had it since.' })
  readonly to: string;
}

/** One instance of a commitment, owed to one participant because of one trigger. Instants are UTC, dates London's. */
export class ObligationResponse implements ToldObligation {
  @ApiProperty()
  readonly obligationId: string;

  @ApiProperty()
  readonly caseId: string;

  @ApiProperty({ type: CaseNamedResponse })
  readonly case: CaseNamedResponse;

  @ApiProperty()
  readonly participantId: string;

  @ApiProperty({
    type: PersonOwedResponse,
    required: false,
    description: 'In the list, and of one that is asked for; only for roles that make contacts.',
  })
  readonly person?: PersonOwedResponse;

  @ApiProperty({ example: 'VC20-ARREST' })
  readonly commitment: string;

  @ApiProperty({ example: 'Inform of arrest', description: 'What the promise is called.' })
  readonly title: string;

  @ApiProperty({ example: 'victims-code-2020' })
  readonly edition: string;

  @ApiProperty({ example: 'suspect-arrested' })
  readonly trigger: string;

  @ApiProperty({ format: 'date-time' })
  readonly arisenAt: string;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Null where no limit is printed, or while it awaits a calendar.',
  })
  readonly dueOn: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'The end of `dueOn` in London, exclusive; the exact instant for limits in hours.',
  })
  readonly dueAt: string | null;

  @ApiProperty({
    example: 'due in 5 days',
    description: 'When it is due, or by how much it is overdue, in dates of the force’s zone.',
  })
  readonly dueInWords: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'calendar 2029',
    description: 'What it waits for to have a due date: the holidays of a year. Null: for nothing.',
  })
  readonly awaiting: string | null;

  @ApiProperty({ description: 'Counts the re-derivations of the due date; 1 at first.' })
  readonly generation: number;

  @ApiProperty({
    enum: obligationStatuses,
  })
  readonly status: string;

  @ApiProperty({ description: 'Nothing has ended it. A missed obligation can be open, or closed as missed for good.' })
  readonly open: boolean;

  @ApiProperty({ description: 'Open, or excused and not done since.' })
  readonly toBeDone: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly dischargedAt: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The contact, plan or assessment that met it.' })
  readonly dischargedBy: string | null;

  @ApiProperty({ description: 'Met in time and recorded after `dueAt`.' })
  readonly recordedLate: boolean;

  @ApiProperty({ description: 'Nothing recorded by `dueAt` implied it: keyed late.' })
  readonly recordedAfterDue: boolean;

  @ApiProperty({
    description: 'Something recorded after `dueAt` says that it should stand otherwise; see `/disputes`.',
  })
  readonly disputed: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Changed after due: how it stood at `dueAt`, as was known then. Null: it stands so still.',
  })
  readonly stood: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Staff id: whom a confirmed dispute attributed it to. Null: whoever was recorded as owner by `dueAt`.',
  })
  readonly reattributedTo: string | null;

  @ApiProperty({
    type: HandoverResponse,
    nullable: true,
    description: 'Missed within two working days of a handover: both owners.',
  })
  readonly handover: HandoverResponse | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'opt-out-voided',
    description: 'Of what is waived: the opt-out was found never to have been theirs, and it was owed anew.',
  })
  readonly mark: string | null;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description:
      'The date by which they were last told to expect something before it was discharged. Beside the due date.',
  })
  readonly promisedOn: string | null;

  @ApiProperty({ type: AttemptsResponse, description: 'To reach the participant, since somebody was last in touch.' })
  readonly attempts: AttemptsResponse;

  @ApiProperty({ type: String, nullable: true })
  readonly owner: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly team: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly bcu: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly lpt: string | null;

  @ApiProperty({
    type: NextRungResponse,
    nullable: true,
    description:
      'What comes next if nothing is done, by then where it is asked as known then; null: no more, or it is paused.',
  })
  readonly nextRung: NextRungResponse | null;
}

export class ObligationPage extends PageEnds {
  @ApiProperty({ type: [ObligationResponse] })
  readonly items: readonly ObligationResponse[];

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'Since when cases wait to be brought up to date of which something may be missing here: an import, or a worker that was away. Null: none does.',
  })
  readonly behindSince: string | null;
}
