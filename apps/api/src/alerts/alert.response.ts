import { ApiProperty } from '@nestjs/swagger';
import type { AlertView } from '@kept-informed/follow-up';
import { channels, messageStates, type DeliveryView } from '@kept-informed/delivery';
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
export class AlertResponse implements Omit<AlertView, 'position'> {
  @ApiProperty()
  readonly alertId: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null: the alert is about a contact.' })
  readonly obligationId: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The contact that calls for attention: a chase, an unsafe route, an identity not proved.',
  })
  readonly contactId: string | null;

  @ApiProperty()
  readonly caseId: string;

  @ApiProperty()
  readonly generation: number;

  @ApiProperty({
    example: 'missed',
    description: 'A rung of the ladder; chased, unsafe-contact, identity-not-proved: about a contact.',
  })
  readonly rung: string;

  @ApiProperty({ format: 'date-time', description: 'When the rung was due.' })
  readonly dueAt: string;

  @ApiProperty({ format: 'date-time', description: 'When it was raised.' })
  readonly raisedAt: string;

  @ApiProperty({ description: 'Staff id, or the id of the performance unit.' })
  readonly recipient: string;

  @ApiProperty({ enum: ['open', 'acknowledged', 'snoozed', 'cleared', 'withdrawn'] })
  readonly status: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'Put aside until then.' })
  readonly snoozedUntil: string | null;

  @ApiProperty({ description: 'Raised later than its rung.' })
  readonly caughtUp: boolean;

  @ApiProperty({ type: [DeliveryResponse] })
  readonly deliveries: DeliveryResponse[];
}

export class AlertPage extends PageEnds {
  @ApiProperty({ type: [AlertResponse] })
  readonly items: readonly AlertResponse[];
}

/** The case moved on by one recorded request. */
export class RecordedResponse {
  @ApiProperty({ description: 'The case’s version, also its ETag.' })
  readonly version: number;

  @ApiProperty({ description: 'The place of the last fact in the store.' })
  readonly position: string;
}
