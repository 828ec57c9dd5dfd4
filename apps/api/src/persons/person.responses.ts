import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import type { PersonRecord, WholePerson } from '@kept-informed/case-work';
import type { PersonLinkView } from '@kept-informed/people';
import { RouteResponse } from '../cases/route.responses.js';
import { PersonDetailsResponse, PersonOnCaseResponse } from '../cases/person.responses.js';

/** What is known of somebody on one case. */
export class PersonRecordResponse
  extends IntersectionType(PersonOnCaseResponse, PersonDetailsResponse)
  implements PersonRecord
{
  @ApiProperty()
  readonly closed: boolean;

  @ApiProperty({
    type: [RouteResponse],
    required: false,
    description: 'Unsafe where it is marked so on any case of theirs.',
  })
  override readonly routes?: readonly RouteResponse[];
}

export class PersonLinkResponse implements PersonLinkView {
  @ApiProperty()
  readonly linkId: string;

  @ApiProperty({ description: 'A participant.' })
  readonly one: string;

  @ApiProperty({ description: 'The participant who is the same person.' })
  readonly other: string;

  @ApiProperty({ description: 'It came with a merger of their cases, and does not end.' })
  readonly byMerger: boolean;

  @ApiProperty({ format: 'date-time' })
  readonly linkedAt: string;

  @ApiProperty()
  readonly linkedBy: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: it stands.' })
  readonly endedAt: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly endedBy: string | null;
}

export class WholePersonResponse implements WholePerson {
  @ApiProperty({ type: [PersonRecordResponse], description: 'Those in sight, first as they were asked for.' })
  readonly places: readonly PersonRecordResponse[];

  @ApiProperty({ type: [PersonLinkResponse], description: 'Between these, those that were ended too.' })
  readonly links: readonly PersonLinkResponse[];
}

export class PersonLinkedResponse {
  @ApiProperty()
  readonly linkId: string;
}
