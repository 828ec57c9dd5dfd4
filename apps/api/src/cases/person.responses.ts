import { ApiProperty, PickType } from '@nestjs/swagger';
import {
  CharacteristicsRequest,
  type EarlierDetailWithReason,
  type ParticipantHistory,
} from '@kept-informed/case-work';
import { type CaseKind, caseKinds, type ParticipantRole, roles } from '@kept-informed/follow-up';
import {
  type Characteristics,
  type EarlierRoute,
  personFacts,
  type PersonFact,
  type PersonView,
} from '@kept-informed/people';
import { RouteResponse } from './route.responses.js';

/** Who somebody is and how they are reached, as far as whoever asks may see it. */
export class PersonDetailsResponse implements Partial<Omit<PersonView, 'participantId'>> {
  @ApiProperty({ type: String, nullable: true, required: false, description: 'Only for roles that make contacts.' })
  readonly name?: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  readonly bornOn?: string | null;

  @ApiProperty({ type: String, nullable: true, required: false, description: 'In which they want to be told.' })
  readonly language?: string | null;

  @ApiProperty({ type: String, nullable: true, required: false, description: 'Into which language, or signs.' })
  readonly interpreter?: string | null;

  @ApiProperty({ type: String, nullable: true, required: false, description: 'What they need to be told, in words.' })
  readonly needs?: string | null;

  @ApiProperty({
    type: CharacteristicsRequest,
    required: false,
    description: 'What the law protects, as far as they were asked; `refused`: they did not say.',
  })
  readonly characteristics?: Characteristics;

  @ApiProperty({ type: [RouteResponse], required: false, description: 'Only for roles that make contacts.' })
  readonly routes?: readonly RouteResponse[];
}

/** Somebody as one who takes part in a case. */
export class PersonOnCaseResponse {
  @ApiProperty()
  readonly participantId: string;

  @ApiProperty({ enum: roles })
  readonly role: ParticipantRole;

  @ApiProperty()
  readonly caseId: string;

  @ApiProperty()
  readonly reference: string;

  @ApiProperty({ enum: caseKinds })
  readonly kind: CaseKind;
}

/** What was known of a person before it was put right. */
export class EarlierDetailResponse implements EarlierDetailWithReason {
  @ApiProperty({ enum: personFacts })
  readonly field: PersonFact;

  @ApiProperty({ type: String, nullable: true })
  readonly value: string | null;

  @ApiProperty({ format: 'date-time' })
  readonly replacedAt: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The staff id of who put it right; null: it was not kept then.',
  })
  readonly replacedBy: string | null;

  @ApiProperty({ required: false })
  readonly reason?: string;
}

const ofRoute = ['routeId', 'method', 'value', 'safe', 'knownSince'] as const;

/** A way to reach a participant that is theirs no longer. */
export class EarlierRouteResponse extends PickType(RouteResponse, ofRoute) implements EarlierRoute {
  @ApiProperty({ format: 'date-time' })
  readonly until: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The staff id of who removed it; null: another that means the same took its place.',
  })
  readonly removedBy: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why it was removed.' })
  readonly reason: string | null;
}

export class PersonHistoryResponse implements ParticipantHistory {
  @ApiProperty({ type: [EarlierDetailResponse] })
  readonly items: EarlierDetailResponse[];

  @ApiProperty({ type: [EarlierRouteResponse] })
  readonly routes: EarlierRouteResponse[];
}
