import { ApiProperty } from '@nestjs/swagger';
import type { PromiseView } from '@kept-informed/follow-up';

/** What a participant was told to expect, and what became of it. */
export class PromiseResponse implements PromiseView {
  @ApiProperty({ description: 'The contact in which it was promised.' })
  readonly contactId: string;

  @ApiProperty()
  readonly participantId: string;

  @ApiProperty({ format: 'date' })
  readonly promisedOn: string;

  @ApiProperty({ format: 'date-time' })
  readonly toldAt: string;

  @ApiProperty({
    enum: ['kept', 'broken', 'open'],
    description: 'Kept by an update that reached them by the end of that London date; open until it ends.',
  })
  readonly status: PromiseView['status'];

  @ApiProperty({ type: String, nullable: true, description: 'The contact that kept it.' })
  readonly keptBy: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly keptAt: string | null;
}
