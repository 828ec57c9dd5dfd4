import { ApiProperty } from '@nestjs/swagger';
import { channels, messageStates, type Channel, type MessageState } from '@kept-informed/delivery';
import { PageEnds } from '../http/page.js';

/** One message on its way to a post or to another system. */
export class MessageResponse {
  @ApiProperty({ description: 'The same at each attempt, for ever.' })
  messageId: string;

  @ApiProperty({ enum: channels })
  channel: Channel;

  @ApiProperty({ description: 'Staff id, or the id of a webhook’s endpoint.' })
  recipient: string;

  @ApiProperty({ enum: messageStates })
  state: MessageState;

  @ApiProperty({ type: String, nullable: true, example: 'status-500', description: 'Why the last attempt failed.' })
  failure: string | null;

  @ApiProperty()
  attempts: number;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time', description: 'When its slot, or the quiet hours, end.' })
  notBefore: string;

  @ApiProperty({ format: 'date-time' })
  changedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'By the real clock.' })
  nextAttemptAt: string | null;

  @ApiProperty({ type: [String] })
  alertIds: readonly string[];
}

export class AttemptResponse {
  @ApiProperty()
  attempt: number;

  @ApiProperty({ format: 'date-time' })
  at: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'sent',
    description: 'Or why not; null: not over, or the worker was killed.',
  })
  outcome: string | null;

  @ApiProperty({ type: Number, nullable: true })
  tookMs: number | null;
}

export class MessageWithAttemptsResponse extends MessageResponse {
  @ApiProperty({ type: [AttemptResponse] })
  attemptsMade: AttemptResponse[];
}

export class MessagePage extends PageEnds {
  @ApiProperty({ type: [MessageResponse] })
  items: MessageResponse[];
}
