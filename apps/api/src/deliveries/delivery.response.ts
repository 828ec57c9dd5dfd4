import { ApiProperty } from '@nestjs/swagger';
import {
  channels,
  messageStates,
  type AttemptView,
  type Channel,
  type MessageState,
  type MessageView,
} from '@kept-informed/delivery';
import { PageEnds } from '../http/page.js';

/** One message on its way to a post or to another system. */
export class MessageResponse implements MessageView {
  @ApiProperty({ description: 'The same at each attempt, for ever.' })
  readonly messageId: string;

  @ApiProperty({ enum: channels })
  readonly channel: Channel;

  @ApiProperty({ description: 'Staff id, or the id of a webhook’s endpoint.' })
  readonly recipient: string;

  @ApiProperty({ enum: messageStates })
  readonly state: MessageState;

  @ApiProperty({ type: String, nullable: true, example: 'status-500', description: 'Why the last attempt failed.' })
  readonly failure: string | null;

  @ApiProperty()
  readonly attempts: number;

  @ApiProperty({ format: 'date-time' })
  readonly createdAt: string;

  @ApiProperty({ format: 'date-time', description: 'When its slot, or the quiet hours, end.' })
  readonly notBefore: string;

  @ApiProperty({ format: 'date-time' })
  readonly changedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'By the real clock.' })
  readonly nextAttemptAt: string | null;

  @ApiProperty({ type: [String] })
  readonly alertIds: readonly string[];
}

export class AttemptResponse implements AttemptView {
  @ApiProperty()
  readonly attempt: number;

  @ApiProperty({ format: 'date-time' })
  readonly at: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'sent',
    description: 'Or why not; null: not over, or the worker was killed.',
  })
  readonly outcome: string | null;

  @ApiProperty({ type: Number, nullable: true })
  readonly tookMs: number | null;
}

export class MessageWithAttemptsResponse extends MessageResponse {
  @ApiProperty({ type: [AttemptResponse] })
  readonly attemptsMade: readonly AttemptResponse[];
}

export class MessagePage extends PageEnds {
  @ApiProperty({ type: [MessageResponse] })
  readonly items: readonly MessageResponse[];
}
