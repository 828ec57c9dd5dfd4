import { ApiProperty } from '@nestjs/swagger';
import { channels, messageStates } from '@kept-informed/delivery';
import { PageEnds } from '../http/page.js';

export class DeliveryResponse {
  @ApiProperty({ enum: ['desk', ...channels] })
  channel: string;

  @ApiProperty({ format: 'date-time' })
  at: string;

  @ApiProperty({ enum: messageStates, description: 'kept: shown in the product, and sent nowhere.' })
  state: string;

  @ApiProperty({ type: String, nullable: true, description: 'The message it is in; null where none is sent.' })
  messageId: string | null;
}

/** One rung raised to one recipient for one generation of one obligation, or a contact that calls for attention. */
export class AlertResponse {
  @ApiProperty()
  alertId: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null: the alert is about a contact.' })
  obligationId: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The contact that calls for attention: a chase, an unsafe route.',
  })
  contactId: string | null;

  @ApiProperty()
  caseId: string;

  @ApiProperty()
  generation: number;

  @ApiProperty({ example: 'missed', description: 'A rung of the ladder; chased or unsafe-contact: about a contact.' })
  rung: string;

  @ApiProperty({ format: 'date-time', description: 'When the rung was due.' })
  dueAt: string;

  @ApiProperty({ format: 'date-time', description: 'When it was raised.' })
  raisedAt: string;

  @ApiProperty({ description: 'Staff id, or the id of the performance unit.' })
  recipient: string;

  @ApiProperty({ enum: ['open', 'acknowledged', 'snoozed', 'cleared', 'withdrawn'] })
  status: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'Put aside until then.' })
  snoozedUntil: string | null;

  @ApiProperty({ description: 'Raised later than its rung.' })
  caughtUp: boolean;

  @ApiProperty({ type: [DeliveryResponse] })
  deliveries: DeliveryResponse[];
}

export class AlertPage extends PageEnds {
  @ApiProperty({ type: [AlertResponse] })
  items: AlertResponse[];
}

/** The case moved on by one recorded request. */
export class RecordedResponse {
  @ApiProperty({ description: 'The case’s version, also its ETag.' })
  version: number;

  @ApiProperty({ description: 'The place of the last fact in the store.' })
  position: string;
}
