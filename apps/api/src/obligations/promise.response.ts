import { ApiProperty } from '@nestjs/swagger';

/** What a participant was told to expect, and what became of it. */
export class PromiseResponse {
  @ApiProperty({ description: 'The contact in which it was promised.' })
  contactId: string;

  @ApiProperty()
  participantId: string;

  @ApiProperty({ format: 'date' })
  promisedOn: string;

  @ApiProperty({ format: 'date-time' })
  toldAt: string;

  @ApiProperty({
    enum: ['kept', 'broken', 'open'],
    description: 'Kept by an update that reached them by the end of that London date; open until it ends.',
  })
  status: string;

  @ApiProperty({ type: String, nullable: true, description: 'The contact that kept it.' })
  keptBy: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  keptAt: string | null;
}
