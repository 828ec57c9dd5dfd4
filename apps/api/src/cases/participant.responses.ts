import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import {
  CharacteristicsRequest,
  type EarlierDetailWithReason,
  type OnTheWay,
  type OptOutWithNote,
  type ParticipantWithPerson,
  type PlanWithNote,
  type RouteEntered,
} from '@kept-informed/case-work';
import { type Characteristics, personFacts, type PersonFact, type RouteView } from '@kept-informed/people';

import { AttemptsResponse } from '../obligations/attempts.response.js';
import { ArisenResponse, JoinedResponse } from './case.responses.js';

export class ParticipantAddedResponse extends ArisenResponse {
  @ApiProperty()
  readonly participantId: string;
}

export class PlanRecordedResponse extends ArisenResponse {
  @ApiProperty()
  readonly planId: string;
}

export class OptOutRecordedResponse extends ArisenResponse {
  @ApiProperty()
  readonly optOutId: string;
}

export class TransferredResponse extends ArisenResponse {
  @ApiProperty({ description: 'The closure that the victim is to be told of.' })
  readonly closureId: string;
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

export class PersonHistoryResponse {
  @ApiProperty({ type: [EarlierDetailResponse] })
  readonly items: readonly EarlierDetailResponse[];
}

export class OnTheWayResponse implements OnTheWay {
  @ApiProperty()
  readonly contactId: string;

  @ApiProperty()
  readonly method: string;

  @ApiProperty({ type: String, nullable: true, description: 'By which of their routes; null: it is not known.' })
  readonly routeId: string | null;

  @ApiProperty({ format: 'date-time' })
  readonly occurredAt: string;
}

const onTheWay: ApiPropertyOptions = {
  type: [OnTheWayResponse],
  description:
    'What was sent to them in the last seven days by a method that leads to the same place, and of which nothing has been heard since. The product itself sends nothing to participants.',
};

export class RouteEnteredResponse implements RouteEntered {
  @ApiProperty()
  readonly routeId: string;

  @ApiProperty({ description: 'It was marked unsafe before.' })
  readonly foundSafe: boolean;

  @ApiProperty(onTheWay)
  readonly onTheWay: readonly OnTheWayResponse[];
}

export class RouteEndedResponse {
  @ApiProperty(onTheWay)
  readonly onTheWay: readonly OnTheWayResponse[];
}

export class RouteResponse implements RouteView {
  @ApiProperty()
  readonly routeId: string;

  @ApiProperty()
  readonly method: string;

  @ApiProperty()
  readonly value: string;

  @ApiProperty()
  readonly safe: boolean;

  @ApiProperty({ required: false })
  readonly times?: string;

  @ApiProperty({ required: false, description: 'What to say to whoever answers.' })
  readonly say?: string;

  @ApiProperty({ required: false, description: 'What never to say.' })
  readonly neverSay?: string;

  @ApiProperty({ description: 'Whether it tells that something arrived.' })
  readonly receipts: boolean;

  @ApiProperty({ description: 'Another dwelling than the one of the same post code that is marked unsafe.' })
  readonly otherDwelling: boolean;

  @ApiProperty({ format: 'date-time', description: 'Since when this force has known it.' })
  readonly knownSince: string;

  @ApiProperty({
    format: 'date-time',
    required: false,
    description: 'Something came back that was sent by it: it reaches nobody until it is entered anew.',
  })
  readonly deadSince?: string;

  @ApiProperty({ format: 'date-time' })
  readonly recordedAt: string;
}

export class ParticipantResponse extends JoinedResponse implements ParticipantWithPerson {
  @ApiProperty({ enum: ['unassessed', 'standard', 'enhanced'] })
  readonly entitlement: string;

  @ApiProperty({ type: String, nullable: true })
  readonly represents: string | null;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The last London date of their authority.',
  })
  readonly authorityUntil: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it was ended before that.' })
  readonly authorityEndedAt: string | null;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The London date on which they died: they are owed nothing more, and nobody rings.',
  })
  readonly diedOn: string | null;

  @ApiProperty({ description: 'Owed what a Code promises once it has named somebody to receive it.' })
  readonly business: boolean;

  @ApiProperty({ format: 'date-time' })
  readonly joinedAt: string;

  @ApiProperty({ type: AttemptsResponse, description: 'To reach them, since somebody was last in touch with them.' })
  readonly attempts: AttemptsResponse;

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

/** How often and how a participant agreed to be updated; the last one of each holds. */
export class PlanResponse implements PlanWithNote {
  @ApiProperty()
  readonly planId: string;

  @ApiProperty()
  readonly participantId: string;

  @ApiProperty({ example: 'P14D' })
  readonly frequency: string;

  @ApiProperty({ type: String, nullable: true, description: 'The contact in which the participant agreed to it.' })
  readonly contactId: string | null;

  @ApiProperty()
  readonly method: string;

  @ApiProperty({ format: 'date-time' })
  readonly agreedAt: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The last London date on which it holds.' })
  readonly until: string | null;

  @ApiProperty({ required: false, description: 'When it is safe to call or write; only for roles that make contacts.' })
  readonly safeTimes?: string;
}

/** What a participant does not want to be told. */
export class OptOutResponse implements OptOutWithNote {
  @ApiProperty()
  readonly optOutId: string;

  @ApiProperty()
  readonly participantId: string;

  @ApiProperty({ description: 'all, periodic, or the id of one commitment.' })
  readonly scope: string;

  @ApiProperty({ format: 'date-time' })
  readonly from: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The last London date on which it holds.' })
  readonly until: string | null;

  @ApiProperty()
  readonly requestedBy: string;

  @ApiProperty()
  readonly identifiedBy: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly optedBackInAt: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When a supervisor found that it never was theirs.',
  })
  readonly voidedAt: string | null;

  @ApiProperty({ description: 'Of everything: the event duties of a Code were named, and are not wanted either.' })
  readonly statutoryNamed: boolean;

  @ApiProperty({ required: false, description: 'Only for roles that make contacts.' })
  readonly reason?: string;
}
