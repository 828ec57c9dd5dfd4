import { ApiProperty } from '@nestjs/swagger';
import { alertStatuses } from '@kept-informed/follow-up';
import { channels, messageStates, type DeliveryView } from '@kept-informed/delivery';
import type { AnsweredAlert } from './alerts.reader.js';
import { CaseNamedResponse, HandoverResponse, PersonOwedResponse } from '../obligations/obligation.response.js';
import { PageEnds } from '../http/page.js';

export class DeliveryResponse implements DeliveryView {
  @ApiProperty({ enum: ['desk', ...channels] })
  readonly channel: DeliveryView['channel'];

  @ApiProperty({ format: 'date-time' })
  readonly at: string;

  @ApiProperty({ enum: messageStates, description: 'kept: shown in the product, and sent nowhere.' })
  readonly state: DeliveryView['state'];

  @ApiProperty({ type: String, nullable: true, description: 'The message it is in; null where none is sent.' })
  readonly messageId: string | null;
}

/** One rung raised to one recipient for one generation of one obligation, or a contact that calls for attention. */
export class AlertResponse implements Omit<AnsweredAlert, 'position'> {
  @ApiProperty()
  readonly alertId: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null: the alert is about a contact.' })
  readonly obligationId: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The contact that calls for attention: a chase, an unsafe route, an identity not proved, the attempt after which somebody was not reached on several dates, or somebody else who answered.',
  })
  readonly contactId: string | null;

  @ApiProperty()
  readonly caseId: string;

  @ApiProperty({ type: CaseNamedResponse })
  readonly case: CaseNamedResponse;

  @ApiProperty({ type: String, nullable: true, description: 'Of its obligation; null: it is about a contact.' })
  readonly commitment: string | null;

  @ApiProperty({
    example: 'Inform of arrest',
    description: 'What the promise is called, or why a contact calls for attention.',
  })
  readonly title: string;

  @ApiProperty({ type: String, nullable: true, description: 'Whom it is about; of a contact with several the first.' })
  readonly participantId: string | null;

  @ApiProperty({
    type: PersonOwedResponse,
    nullable: true,
    required: false,
    description: 'In the list, and of one that is asked for; only for roles that make contacts.',
  })
  readonly person?: PersonOwedResponse | null;

  @ApiProperty()
  readonly generation: number;

  @ApiProperty({
    example: 'missed',
    description:
      'A rung of the ladder; chased, unsafe-contact, identity-not-proved, not-reached, third-party-answered: about a contact.',
  })
  readonly rung: string;

  @ApiProperty({ format: 'date-time', description: 'When the rung was due.' })
  readonly dueAt: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'overdue by 2 days',
    description: 'When its obligation is due; null: it is about a contact.',
  })
  readonly dueInWords: string | null;

  @ApiProperty({
    type: HandoverResponse,
    nullable: true,
    description: 'Both owners, where what it is about was missed within two working days of a handover.',
  })
  readonly handover: HandoverResponse | null;

  @ApiProperty({ format: 'date-time', description: 'When it was raised.' })
  readonly raisedAt: string;

  @ApiProperty({ description: 'Staff id, or the id of the performance unit.' })
  readonly recipient: string;

  @ApiProperty({ enum: alertStatuses })
  readonly status: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'Put aside until then.' })
  readonly snoozedUntil: string | null;

  @ApiProperty({ description: 'Raised later than its rung.' })
  readonly caughtUp: boolean;

  @ApiProperty({
    description: 'Its recipient could not be brought it, and nobody comes next: there is no one to tell.',
  })
  readonly unreached: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Staff id: who has the case now.' })
  readonly owner: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly team: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly bcu: string | null;

  @ApiProperty({
    type: [DeliveryResponse],
    required: false,
    description: 'Not of alerts as they were known at a time: what became of messages is no fact.',
  })
  readonly deliveries?: readonly DeliveryResponse[];
}

export class AlertPage extends PageEnds {
  @ApiProperty({ type: [AlertResponse] })
  readonly items: readonly AlertResponse[];
}

/** The case moved on by one recorded request. */
export class RecordedResponse {
  @ApiProperty({ description: 'The case’s version, also its ETag.' })
  readonly version: number;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The place of the last fact in the store. Null: a dry run, of which nothing is recorded.',
  })
  readonly position: string;
}
