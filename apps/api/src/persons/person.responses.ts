import { ApiProperty } from '@nestjs/swagger';
import { CharacteristicsRequest, type PersonRecord, type WholePerson } from '@kept-informed/case-work';
import { type CaseKind, caseKinds, type ParticipantRole, roles } from '@kept-informed/follow-up';
import type { Characteristics, PersonLinkView } from '@kept-informed/people';
import { RouteResponse } from '../cases/participant.responses.js';

/** What is known of somebody on one case. */
export class PersonRecordResponse implements PersonRecord {
  @ApiProperty()
  readonly participantId: string;

  @ApiProperty()
  readonly caseId: string;

  @ApiProperty()
  readonly reference: string;

  @ApiProperty({ enum: caseKinds })
  readonly kind: CaseKind;

  @ApiProperty()
  readonly closed: boolean;

  @ApiProperty({ enum: roles })
  readonly role: ParticipantRole;

  @ApiProperty({ type: String, nullable: true, required: false })
  readonly name?: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  readonly bornOn?: string | null;

  @ApiProperty({ type: String, nullable: true, required: false })
  readonly language?: string | null;

  @ApiProperty({ type: String, nullable: true, required: false })
  readonly interpreter?: string | null;

  @ApiProperty({ type: String, nullable: true, required: false })
  readonly needs?: string | null;

  @ApiProperty({ type: CharacteristicsRequest, required: false })
  readonly characteristics?: Characteristics;

  @ApiProperty({
    type: [RouteResponse],
    required: false,
    description: 'Unsafe where it is marked so on any case of theirs.',
  })
  readonly routes?: readonly RouteResponse[];
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
